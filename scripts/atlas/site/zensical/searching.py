"""The search of the atlas under the client of Zensical: the index as it reads it, and the styles that it brings."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from atlas.site.failure import EngineFailed
from atlas.site.findable import Findable
from atlas.site.search import slim

INDEX = Path("search.json")
"""Where the client looks for the index."""

_STYLE = re.compile(r"""attachShadow\(\{mode:"open"\}\);\w+\.appendChild\(\w+\("style",\{\},(\w+)\.toString\(\)\)\)""")
"""Where the script gives its search the styles that a variable holds."""

_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_SIGNS = {"n": "\n", "t": "\t", "r": "\r"}


def index(site: Path, sections: Iterable[Mapping[str, Any]], findables: Mapping[str, Findable]) -> str:
    """The index of all sections of a site, in place of the one that the engine has left in its folder."""
    config = json.loads((site / INDEX).read_text(encoding="utf-8"))["config"]
    found = json.loads(slim(json.dumps({"config": config, "docs": list(sections)}), findables))
    titles = {doc["location"]: doc["title"] for doc in found["docs"]}
    found["items"] = [_item(doc, titles) for doc in found.pop("docs")]
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n"


def _item(doc: Mapping[str, Any], titles: Mapping[str, str]) -> dict[str, Any]:
    """An entry with what the client shows of it: title and text as HTML, and where it stands."""
    page, _, fragment = doc["location"].partition("#")
    path = [doc["kind"]] if doc.get("kind") else [titles[page]] if fragment and page in titles else []
    shown = {name: _escaped(doc[name]) for name in ("title", "text")}
    return {**doc, **shown, "path": [_escaped(step) for step in path], "tags": []}


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)


def styles(site: Path) -> tuple[str, ...]:
    """The styles that the script of the engine puts into a page for its search, which the policy must name.

    Raises:
        EngineFailed: they do not stand where they did.
    """
    for path in (site / "assets" / "javascripts").glob("bundle.*.min.js"):
        script = path.read_text(encoding="utf-8")
        name = _STYLE.search(script)
        text = re.search(rf"\b{re.escape(name[1])}='((?:[^'\\]|\\.)*)'", script, re.DOTALL) if name else None
        if text:
            return (_ESCAPE.sub(_sign, text[1]),)
    raise EngineFailed("the script of Zensical holds no styles of its search: its pages would break the policy")


def _sign(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else _SIGNS.get(found[3], found[3])

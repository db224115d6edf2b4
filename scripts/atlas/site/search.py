"""The search index: shorter texts, and every page and record with the names and words that find it."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from atlas.page import unbroken
from atlas.site.findable import Findable
from atlas.site.spellings import SAME

WORKER = PurePosixPath("assets/js/search.js")
"""The script that answers queries from the index."""

LONGEST = 420
"""Characters of text kept for each section: the whole index is loaded with the first search."""

_LEFT_OUT = ("references", "pages-that-cite-it", "cite-this-page")
_NAME = re.compile(r"\b(?=\w*(?:[a-zA-Z]\w*\d|[A-Z]\w*[A-Z]))[\w.]*\w")
_FORMULA = re.compile(r"\S*\\\S*")
_TAG = re.compile(r"<[^>]*>")
_THEMES_WORKER = re.compile(r'("search": "[^"]*)assets/javascripts/workers/search\.[0-9a-f]+\.min\.js"')


def slim(index: str, findables: Mapping[str, Findable]) -> str:
    """The index as MkDocs wrote it, made for the search script; ``findables`` are keyed by address from the top.

    Texts become plain: the script escapes what it shows. Records that have no heading of their own are added.
    """
    found = json.loads(index)
    sections = {entry["location"]: entry for entry in found["docs"]}
    docs = [_findable(location, item, sections.get(location)) for location, item in findables.items()]
    docs += _sections(sections, findables)
    found |= {"docs": sorted(docs, key=lambda entry: entry["location"]), "config": found["config"] | {"same": SAME}}
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n"


def with_worker(page: str) -> str:
    """A page whose search is answered by the atlas's own script."""
    return _THEMES_WORKER.sub(rf'\1{WORKER}"', page)


def _findable(location: str, item: Findable, section: Mapping[str, Any] | None) -> dict[str, Any]:
    text = _shortened(_plain(section["text"])) if section else ""
    more = text.replace(item.text, "", 1).strip() if item.text else ""
    found = {
        "location": location,
        "kind": item.kind,
        "title": unbroken(item.title),
        "names": item.names,
        "others": item.other_names,
        "words": item.words,
        "text": item.text or text,
    }
    return found | ({"more": more} if more else {})


def _sections(sections: Mapping[str, Any], findables: Mapping[str, Findable]) -> Iterator[dict[str, Any]]:
    for location, entry in sections.items():
        if location in findables or location.partition("#")[2] in _LEFT_OUT:
            continue
        whole = _plain(entry["text"])
        text = _shortened(whole)
        words = _names_left_out(whole, text)
        found = {"location": location, "title": _plain(entry["title"]), "text": text}
        yield found | ({"words": words} if words else {})


def _names_left_out(whole: str, shortened: str) -> str:
    """The names in the part of a text that its shortened form leaves out: words with a digit or two capitals."""
    kept = set(_NAME.findall(shortened))
    return " ".join(name for name in dict.fromkeys(_NAME.findall(whole)) if name not in kept)


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", _FORMULA.sub(" ", html.unescape(_TAG.sub(" ", text)))).strip()


def _shortened(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST].rpartition(" ")[0] + " …"

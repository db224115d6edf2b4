"""The search index: shorter texts, titles that say the kind of page, and words that the text does not hold."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from typing import Any

from atlas.site.manifest import PageEntry

LONGEST = 420
"""Characters of text kept for each section: Material loads the whole index with the first search."""

BOOSTS = {"stage": 4, "method": 3, "benchmark": 2, "data set": 2, "model": 2, "objective": 1.5}
"""How much a page of a kind counts for more than a section or a source that has the same words."""

_LEFT_OUT = ("references", "pages-that-cite-it", "cite-this-page")
_TAG = re.compile(r"<[^>]*>")


def slim(index: str, pages: Mapping[str, PageEntry]) -> str:
    """The index as MkDocs wrote it, made smaller and easier to search; ``pages`` are keyed by address from the top."""
    found = json.loads(index)
    entries = (_entry(entry, pages) for entry in found["docs"])
    found["docs"] = [entry for entry in entries if entry is not None]
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n"


def _entry(entry: Mapping[str, Any], pages: Mapping[str, PageEntry]) -> dict[str, Any] | None:
    address, _, fragment = entry["location"].partition("#")
    if fragment in _LEFT_OUT:
        return None
    text = _shortened(_plain(entry["text"]))
    page = pages.get(address)
    if page is None or fragment:
        return {"location": entry["location"], "title": entry["title"], "text": html.escape(text)}
    found_by = f" Found by: {page.keywords}." if page.keywords else ""
    short = f" ({html.escape(page.short)})" if page.short else ""
    title = f"{entry['title']}{short}" + (f" · {page.kind}" if page.kind else "")
    found = {"location": entry["location"], "title": title, "text": html.escape(text + found_by)}
    return found | ({"boost": BOOSTS[page.kind]} if page.kind in BOOSTS else {})


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(_TAG.sub(" ", text))).strip()


def _shortened(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST].rpartition(" ")[0] + " …"

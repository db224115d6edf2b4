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
from atlas.site.sections import sections
from atlas.site.spellings import SAME

WORKER = PurePosixPath("assets/js/search.js")
"""The script that answers queries from the index."""

LONGEST = 420
"""Characters of text kept for each section: the whole index is loaded with the first search."""

_LEFT_OUT = ("references", "pages-that-cite-it", "cite-this-page")
_NAME = re.compile(r"\b(?=[^\WA-Z\d]*[A-Z\d])(?=\w*(?:[a-zA-Z]\w*\d|[A-Z]\w*[A-Z]))[\w.]*\w")
"""A word with a digit after a letter or two capitals; most words have neither, as the first look ahead tells soon."""

_FORMULA = re.compile(r"\S*\\\S*")
_TAG = re.compile(r"<[^>]*>")
_THEMES_WORKER = re.compile(r'("search": ?"[^"]*)assets/javascripts/workers/search\.[0-9a-f]+\.min\.js"')


def slim(index: str, findables: Mapping[str, Findable]) -> str:
    """The index as MkDocs wrote it from entries of ours, made for the search script; ``findables`` by their address.

    Records that have no heading of their own are added.
    """
    found = json.loads(index)
    read = {section["location"]: section for section in found["docs"]}
    docs = [_findable(location, item, read.get(location)) for location, item in findables.items()]
    docs += _sections(read, findables)
    found |= {"docs": sorted(docs, key=lambda doc: doc["location"]), "config": found["config"] | {"same": SAME}}
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n"


def entry(location: str, title: str, text: str) -> dict[str, str]:
    """A section as the index holds it: its text shortened, with the names that the shorter text leaves out."""
    whole = _plain(text)
    short = _shortened(whole)
    words = "" if short == whole else _names_left_out(whole, short)
    return {"location": location, "title": _plain(title), "text": short} | ({"words": words} if words else {})


def entries(content: str, url: str, page_title: str) -> Iterator[dict[str, str]]:
    """The sections of the HTML content of a page as the index holds them; one without a title has that of the page."""
    for section in sections(content):
        address = url + (f"#{section.id}" if section.id else "")
        yield entry(address, "".join(section.title).strip() or page_title, "".join(section.text))


def with_worker(page: str) -> str:
    """A page whose search is answered by the atlas's own script."""
    return _THEMES_WORKER.sub(rf'\1{WORKER}"', page)


def _findable(location: str, item: Findable, section: Mapping[str, Any] | None) -> dict[str, Any]:
    text = section["text"] if section else ""
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


def _sections(read: Mapping[str, Any], findables: Mapping[str, Findable]) -> Iterator[dict[str, Any]]:
    for location, section in read.items():
        if location not in findables and location.partition("#")[2] not in _LEFT_OUT:
            yield dict(section)


def _names_left_out(whole: str, shortened: str) -> str:
    """The names in the part of a text that its shortened form leaves out: words with a digit or two capitals."""
    kept = set(_NAME.findall(shortened))
    return " ".join(name for name in dict.fromkeys(_NAME.findall(whole)) if name not in kept)


def _plain(text: str) -> str:
    words = html.unescape(_TAG.sub(" ", text))
    return " ".join((_FORMULA.sub(" ", words) if "\\" in words else words).split())


def _shortened(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST].rpartition(" ")[0] + " …"

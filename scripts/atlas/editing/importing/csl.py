"""CSL-JSON files to sources."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from typing import Any, get_args

from atlas.editing.importing.found import Found, Name, identified
from atlas.editing.notdone import NotDone
from atlas.model.citation import CitationType

_TYPES = {
    "preprint": "article",
    "post-weblog": "post",
    "thesis": "report",
    "chapter": "book",
    "article-magazine": "webpage",
}
"""Types of CSL that the atlas does not have, to those that it has."""


def from_csl(text: str) -> list[Found]:
    """The sources of a CSL-JSON file in its order. Raises NotDone where it is none."""
    try:
        items = json.loads(text)
    except json.JSONDecodeError as error:
        raise NotDone(f"line {error.lineno}: not readable as JSON: {error.msg}") from error
    items = items.get("items", [items]) if isinstance(items, dict) else items
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise NotDone("CSL-JSON is a list of items, each a mapping with id, type, title, author and issued")
    return [_found(item, number) for number, item in enumerate(items, start=1)]


def _found(item: Mapping[str, Any], number: int) -> Found:
    kind = str(item.get("type", ""))
    found = Found(
        place=f"item {number} ({item.get('id', 'without id')})",
        type=kind if kind in get_args(CitationType) else _TYPES.get(kind, ""),
        title=_words(item.get("title")),
        authors=tuple(_name(name) for name in item.get("author") or () if isinstance(name, dict)),
        issued=_date(item.get("issued")),
        container=_words(item.get("container-title")),
        doi=_words(item.get("DOI")),
        url=_words(item.get("URL")),
    )
    texts = (_words(item.get(name)) for name in ("note", "number", "archive_location", "archive", "container-title"))
    found = identified(found, *texts)
    return found.noted("" if found.type else f"'{kind}' is no type of the atlas: choose one")


def _name(name: Mapping[str, Any]) -> Name:
    if name.get("literal"):
        return Name(literal=_words(name["literal"]))
    particle = name.get("non-dropping-particle") or name.get("dropping-particle")
    parts = (name.get("family"), name.get("given"), particle, name.get("suffix"))
    family, given, particle, suffix = (_words(part) for part in parts)
    return Name(family, given, particle, suffix) if family else Name(literal=given)


def _date(value: Any) -> str:
    parts = (value.get("date-parts") or [[]])[0] if isinstance(value, dict) else []
    if not parts and isinstance(value, dict):
        found = re.match(r"\d{4}(-\d{2}){0,2}", str(value.get("raw") or value.get("literal") or ""))
        return found[0] if found else ""
    numbers = [int(part) for part in parts if str(part).isdigit()]
    return "-".join([f"{numbers[0]:04}", *(f"{part:02}" for part in numbers[1:3])]) if numbers else ""


def _words(value: Any) -> str:
    """A text of an item on one line, without the few tags that CSL allows."""
    return " ".join(html.unescape(re.sub(r"</?(?:i|b|sup|sub|sc|span)\b[^>]*>", "", str(value or ""))).split())

"""What is added to the end of a page: its reference list, and the abbreviations that become hover text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from markupsafe import Markup

from atlas.evidence.citing import reference, web_address
from atlas.model import Citation
from atlas.page import Page
from atlas.pages.renderer import Renderer
from atlas.pages.templating import escape

_NUMBERED = re.compile(r'(?P<gap>[ \n] *)?(?P<marks><sup class="cites">.*?</sup>)')
_LINK = re.compile(r'data-cite="(?P<key>[a-z0-9-]+)" title="(?P<said>[^"]*)">')
_BULLET = re.compile(r"\s*(?:[-*+]|\d+\.)?")

FOLDED = ("stages", "index")
"""Kinds of pages on which the list of sources is folded: it is long, and each citation leads to its source."""

FEW = 6
"""Sources that are listed without a fold."""


def with_references(render: Renderer, page: Page) -> Page:
    """The page with its citations numbered, and the list of its sources in the order of their first mention.

    Each source of the list is followed by the places in it that the text of the page rests on; hubs fold the list.
    """
    sources, labels = render.view.catalog.of("citations", Citation), render.view.labels
    places = _places(page, labels)
    items = [
        (key, labels[key], reference(sources[key]), web_address(sources[key]), places.get(key, ()))
        for key in page.cited
    ]
    if not items:
        return page
    listed = render.body("references", items=items, folded=page.kind in FOLDED and len(items) > FEW)
    return page.with_body(_numbered(page).rstrip("\n") + "\n\n" + listed)


def _numbered(page: Page) -> str:
    """The body with a number in each citation of its text, set close to the word before it."""
    numbers = {key: number for number, key in enumerate(page.cited, start=1)}

    def with_number(link: re.Match[str]) -> str:
        return f"{link.group()}{numbers[link['key']]}"

    def closed_up(found: re.Match[str]) -> str:
        line = page.body[page.body.rfind("\n", 0, found.start()) + 1 : found.start()]
        gap = (found["gap"] or "") if _BULLET.fullmatch(line) else ""
        return gap + _LINK.sub(with_number, found["marks"])

    return _NUMBERED.sub(closed_up, page.body)


def _places(page: Page, labels: Mapping[str, str]) -> dict[str, tuple[Markup, ...]]:
    """The places in each source that the numbered citations of a page name, in the order of their first mention."""
    found: dict[str, dict[Markup, None]] = {}
    for link in (link for marks in _NUMBERED.finditer(page.body) for link in _LINK.finditer(marks["marks"])):
        place = link["said"].removeprefix(str(escape(labels[link["key"]]))).removeprefix(", ")
        if place:
            found.setdefault(link["key"], {})[Markup(place)] = None  # noqa: S704 - escaped in the body
    return {key: tuple(places) for key, places in found.items()}


def with_abbreviations(page: Page, definitions: Iterable[tuple[str, str]]) -> Page:
    """The page with a definition for each abbreviation of the glossary that stands in it."""
    lines = [f"*[{name}]: {text}" for name, text in definitions if _stands_in(name, page.body)]
    return page.with_body("\n".join([page.body.rstrip("\n"), "", *lines, ""])) if lines else page


def _stands_in(name: str, text: str) -> bool:
    """Whether a name stands in a text as a word of its own."""
    place = text.find(name)
    while place >= 0:
        end = place + len(name)
        if not (_in_word(text[place - 1 : place]) or _in_word(text[end : end + 1])):
            return True
        place = text.find(name, place + 1)
    return False


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"

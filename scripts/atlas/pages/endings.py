"""What is added to the end of a page: its reference list, and the abbreviations that become hover text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from atlas.evidence.citing import reference, web_address
from atlas.model import Citation, Term
from atlas.page import Page
from atlas.pages.renderer import Renderer


def with_references(render: Renderer, page: Page) -> Page:
    """The page with the list of the sources it cites, in the order of their first mention; folded on hubs."""
    sources = render.view.catalog.of("citations", Citation)
    items = [(key, render.view.labels[key], reference(sources[key]), web_address(sources[key])) for key in page.cited]
    if not items:
        return page
    listed = render.body("references", items=items, folded=page.kind == "index")
    return page.with_body(page.body.rstrip("\n") + "\n\n" + listed)


def with_abbreviations(page: Page, terms: Mapping[str, Term]) -> Page:
    """The page with a definition for each abbreviation of the glossary that stands in it."""
    lines = [f"*[{name}]: {text}" for name, text in _definitions(terms) if _stands_in(name, page.body)]
    return page.with_body("\n".join([page.body.rstrip("\n"), "", *lines, ""])) if lines else page


def _definitions(terms: Mapping[str, Term]) -> Iterator[tuple[str, str]]:
    for _, term in sorted(terms.items()):
        if term.abbreviation:
            yield term.abbreviation, f"{term.title}: {term.summary}"
        if term.hover:
            yield term.title, term.summary


def _stands_in(name: str, text: str) -> bool:
    return name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None

"""The glossary: every term under its letter."""

from __future__ import annotations

from itertools import groupby

from atlas.evidence.shown import record_href
from atlas.model import Term
from atlas.page import Page
from atlas.pages.renderer import Links, Renderer
from atlas.tables.table import Cite

TermRow = tuple[str, Term, Links, Cite | None]
"""Id, term, the terms it refers to and its source."""


def glossary_page(render: Renderer) -> Page:
    """The terms by letter, in the order of the alphabet."""
    terms = render.view.catalog.of("glossary", Term)
    ordered = sorted(terms.items(), key=lambda item: (item[1].title.casefold(), item[0]))
    rows = [_row(render, id, term) for id, term in ordered]
    letters = [(letter, list(found)) for letter, found in groupby(rows, key=lambda row: _letter(row[1].title))]
    description = f"{len(terms)} terms of language-model training."
    return render.index("glossary", "Glossary", description, letters=letters, count=len(terms))


def _row(render: Renderer, id: str, term: Term) -> TermRow:
    see = [(record_href(f"glossary/{other}"), render.view.to("glossary", other).text) for other in term.see_also]
    return id, term, see, render.view.cite(term.cite) if term.cite else None


def _letter(title: str) -> str:
    """The letter under which a title stands; those that begin with no Latin letter stand together."""
    first = title[:1].upper()
    return first if "A" <= first <= "Z" else "0-9"

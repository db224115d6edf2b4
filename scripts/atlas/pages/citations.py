"""The citation index and the pages of sources, with links back to everything that rests on them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace

from atlas.catalog.catalog import Catalog
from atlas.evidence.bibtex import as_bibtex
from atlas.evidence.citing import authors, month, reference, type_name, web_address
from atlas.model import Citation, Term
from atlas.page import Page, Sheet, unbroken
from atlas.pages.renderer import Links, Renderer
from atlas.pages.structured import article
from atlas.reading.parse import Entry
from atlas.tables.figures import source_figures
from atlas.tables.records import citations
from atlas.tables.statements import statements

SEEN_WORDS = {
    "primary": "in the text itself",
    "quoted": "through texts that quote it",
}


Citing = Mapping[str, Links]
"""Key to the pages that cite the source, each as its address and title."""


def citing_pages(sheets: Iterable[Sheet]) -> Citing:
    """Key to the pages that cite the source."""
    citing: dict[str, Links] = {}
    for sheet in sheets:
        for key in sheet.cited:
            citing.setdefault(key, []).append((sheet.href, sheet.title))
    return citing


def preview_files(render: Renderer, citing: Citing) -> dict[str, str]:
    """What the previews of sources and terms show, as JSON files by path."""
    sources = render.view.catalog.of("citations", Citation)
    cards = {
        key: {
            "label": render.view.labels[key],
            "title": unbroken(source.title),
            "authors": authors(source),
            "year": source.issued[:4],
            "venue": source.container_title or type_name(source),
            "evidence": unbroken(source.summary),
            "pages": len(citing.get(key, ())),
            "bibtex": "" if source.own else as_bibtex(key, source),
        }
        for key, source in sources.items()
    }
    glossary = render.view.catalog.of("glossary", Term)
    terms = {id: [unbroken(words) for words in (term.title, term.summary)] for id, term in glossary.items()}
    found = {"citations/cards.json": cards, "glossary/terms.json": terms}
    return {path: json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n" for path, data in found.items()}


def bibliography(catalog: Catalog) -> dict[str, str]:
    """All sources as one BibTeX file, in the order of their keys."""
    sources = catalog.of("citations", Citation)
    return {
        "citations.bib": "\n\n".join(as_bibtex(key, sources[key]) for key in sorted(sources) if not sources[key].own)
        + "\n"
    }


def citation_index(render: Renderer, citing: Citing) -> Page:
    """The index of sources, given the pages that cite each."""
    entries = render.view.catalog.by_kind["citations"]
    return render.index(
        "citations",
        "Citation index",
        f"All {len(entries)} sources of the atlas, with every figure and page that rests on each.",
        table_of=citations(render.view, {key: len(citing.get(key, ())) for key in entries}),
    )


def citation_page(render: Renderer, entry: Entry, citing: Links) -> Page:
    """The page of one source, given the pages that cite it."""
    source = entry.record
    assert isinstance(source, Citation)
    pages: Links = sorted(citing, key=lambda link: (link[1].casefold(), link[0]))
    if source.own:
        return _own_page(render, entry, source, pages)
    label = render.view.labels[entry.id]
    page = render.record(
        entry,
        "citation",
        label=label,
        source=source,
        reference=reference(source),
        type_name=type_name(source),
        seen=SEEN_WORDS[source.seen],
        places="; ".join(source.seen_at),
        key=entry.id,
        address=web_address(source),
        later=render.view.cite(source.superseded_by) if source.superseded_by else None,
        figures=source_figures(render.view, entry.id),
        pages=pages,
        bibtex=as_bibtex(entry.id, source),
    )
    return replace(page, title=f"{label}: {source.title}", about=(article(source),))


def _own_page(render: Renderer, entry: Entry, source: Citation, pages: Links) -> Page:
    """The page of a text of the atlas itself: how it was made, and everything that it says."""
    label = render.view.labels[entry.id]
    page = render.record(
        entry,
        "own",
        label=label,
        source=source,
        date=month(source.issued),
        key=entry.id,
        figures=source_figures(render.view, entry.id),
        statements=statements(render.view, entry.id),
        pages=pages,
    )
    return replace(page, title=f"{label[0].upper()}{label[1:]}")

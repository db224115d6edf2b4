"""The citation index and the pages of sources, with links back to everything that rests on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from atlas.citing import TYPE_NAMES, reference, web_address
from atlas.model import Citation
from atlas.page import Page
from atlas.pages.renderer import Links, Renderer
from atlas.parse import Entry
from atlas.tables.figures import source_figures
from atlas.tables.records import citations

SEEN_WORDS = {
    "primary": "in the text itself",
    "quoted": "through texts that quote it",
}


def citation_pages(render: Renderer, others: Iterable[Page]) -> list[Page]:
    """The index of sources and a page for each, given all other pages of the site."""
    citing: dict[str, list[Page]] = {}
    for page in others:
        for key in page.cited:
            citing.setdefault(key, []).append(page)
    entries = render.view.catalog.by_kind["citations"]
    pages = [_citation_page(render, entry, citing.get(key, [])) for key, entry in entries.items()]
    uses = {key: len(citing.get(key, [])) for key in entries}
    index = render.index(
        "citations",
        "Citation index",
        f"All {len(entries)} sources of the atlas, with every figure and page that rests on each.",
        table_of=citations(render.view, uses),
    )
    return [index, *pages]


def _citation_page(render: Renderer, entry: Entry, citing: Iterable[Page]) -> Page:
    source = entry.record
    assert isinstance(source, Citation)
    pages: Links = sorted(((page.href, page.title) for page in citing), key=lambda link: (link[1].casefold(), link[0]))
    label = render.view.labels[entry.id]
    page = render.record(
        entry,
        "citation",
        label=label,
        source=source,
        reference=reference(source),
        type_name=TYPE_NAMES[source.type],
        seen=SEEN_WORDS[source.seen],
        key=entry.id,
        address=web_address(source),
        figures=source_figures(render.view, entry.id),
        pages=pages,
    )
    return replace(page, title=f"{label}: {source.title}")

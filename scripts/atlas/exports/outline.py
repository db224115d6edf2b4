"""``llms.txt``: the site in one page of Markdown, for programs that read before they follow links."""

from __future__ import annotations

from collections.abc import Iterator

from atlas.exports.publication import API, LICENCE, NAME, Content, Publication
from atlas.reading.parse import Entry

_HEADS = {
    "stages": "Stages of training",
    "claims": "Claims, weighed",
    "questions": "Open questions",
    "models": "Models",
    "methods": "Methods",
    "objectives": "Objectives",
    "compute_shares": "Compute, by report",
    "benchmarks": "Benchmarks",
    "datasets": "Data sets",
}
"""The kinds of records that have pages of their own, in the order in which a reader needs them."""


def outline(found: Publication) -> dict[str, Content]:
    """The outline by its path."""
    return {"llms.txt": "\n".join(_lines(found)) + "\n"}


def _lines(found: Publication) -> Iterator[str]:
    yield f"# {NAME}"
    yield ""
    yield "> How a language model is made, from random weights to a released model. Every figure carries its source,"
    yield "> its date and its kind of evidence: disclosed, derived, estimated, unverified or undisclosed."
    yield ""
    yield f"Texts and data: {LICENCE}. Each page stands as Markdown at its address with index.md added."
    yield ""
    yield "## Data"
    yield ""
    yield f"- [Index of the data]({found.address(f'{API}/index.json')}): JSON and CSV by kind, schemas, SQLite, ZIP"
    yield f"- [All figures]({found.address(f'{API}/figures.csv')}): one line each, with source, place and date"
    yield f"- [All pages in one text]({found.address('llms-full.txt')})"
    for kind, head in _HEADS.items():
        entries = found.entries(kind)
        if entries:
            yield from ("", f"## {head}", "")
            yield from (_line(found, entry) for entry in _in_order(found, kind, entries))


def _in_order(found: Publication, kind: str, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    if kind != "stages":
        return entries
    places = {id: place for place, (id, _) in enumerate(found.view.catalog.stages)}
    return tuple(sorted(entries, key=lambda entry: places[entry.id]))


def _line(found: Publication, entry: Entry) -> str:
    return f"- [{entry.record.title}]({found.page(entry)}index.md): {entry.record.summary}"

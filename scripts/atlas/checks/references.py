"""Rules of references: every id, alias, citation key and figure address leads to one thing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from atlas.catalog import prose
from atlas.catalog.catalog import Catalog
from atlas.checks.check import Atlas, Complaints, check
from atlas.model.types import FigureRef, ProseMark, Ref
from atlas.reading.document import Document
from atlas.reading.location import Location
from atlas.reading.suggest import did_you_mean

_NOUNS = {
    "stages": "stage",
    "objectives": "objective",
    "compute_shares": "breakdown",
    "citations": "source",
    "methods": "method",
    "models": "model",
    "claims": "claim",
    "benchmarks": "benchmark",
    "datasets": "data set",
    "questions": "question",
    "glossary": "term",
    "examples": "example",
    "exemptions": "exemption",
}


@check("ATL020", first=True)
def check_ids_are_unique(atlas: Atlas) -> Complaints:
    """No two records of a kind share an id or an alias."""
    for kind, entries in atlas.catalog.by_kind.items():
        owner = dict(entries)
        for entry in entries.values():
            for index, alias in enumerate(entry.record.aliases):
                if alias in owner:
                    message = f"'{alias}' already names {kind}/{owner[alias].id}: remove this alias or rename"
                    yield entry.document.at(("aliases", index)), message
                else:
                    owner[alias] = entry


@check("ATL021", first=True)
def check_records_exist(atlas: Atlas) -> Complaints:
    """Every id, citation key and link names a record that exists."""
    for entry, field in atlas.catalog.fields:
        if isinstance(field.marker, Ref) and field.value not in atlas.catalog.by_kind[field.marker.kind]:
            yield entry.document.at(field.path), _missing(atlas.catalog, field.marker.kind, field.value)
    yield from ((where, lost.message) for where, lost in _lost_marks(atlas) if not lost.is_figure)


@check("ATL022", first=True)
def check_figures_exist(atlas: Atlas) -> Complaints:
    """Every figure address names a figure that exists."""
    for entry, field in atlas.catalog.fields:
        if not isinstance(field.marker, FigureRef):
            continue
        placed = atlas.catalog.named_figures.get(field.value)
        if placed is None:
            yield entry.document.at(field.path), _missing_figure(atlas.catalog, field.value)
        elif field.path[0] == "refers" and placed.address != field.value:
            yield entry.document.at(field.path), f"'{field.value}' refers on itself: name '{placed.address}'"
    yield from ((where, lost.message) for where, lost in _lost_marks(atlas) if lost.is_figure)


@dataclass(frozen=True)
class Lost:
    """A mark of prose that leads nowhere: its text, why, and whether it is a figure of a record that exists."""

    text: str
    message: str
    is_figure: bool = False


def _missing(catalog: Catalog, kind: str, id: str) -> str:
    return f"no {_NOUNS[kind]} '{id}'{did_you_mean(id, catalog.by_kind[kind])}"


def _missing_figure(catalog: Catalog, address: str) -> str:
    record = address.partition("#")[0]
    near = [known for known in catalog.named_figures if known.startswith(record + "#")]
    return f"no figure '{address}'{did_you_mean(address, near or catalog.named_figures)}"


def _lost_marks(atlas: Atlas) -> Iterator[tuple[Location, Lost]]:
    """Every mark that leads nowhere in the prose of records and in hand-written pages, with its place."""
    for entry, field in atlas.catalog.fields:
        if isinstance(field.marker, ProseMark):
            yield from _placed(entry.document, field.path, lost_in(atlas.catalog, field.value))
    for page in atlas.written:
        yield from _placed(Document(page.source, page.text, None), (), lost_in(atlas.catalog, page.body))


def _placed(document: Document, path: tuple[str | int, ...], found: Iterator[Lost]) -> Iterator[tuple[Location, Lost]]:
    seen: dict[str, int] = {}
    for lost in found:
        occurrence = seen.get(lost.text, 0)
        seen[lost.text] = occurrence + 1
        yield document.within(path, lost.text, occurrence), lost


def lost_in(catalog: Catalog, text: str) -> Iterator[Lost]:
    """Every mark of a text that leads nowhere."""
    for mark in prose.marks(text):
        if isinstance(mark, prose.Citation):
            for source in mark.sources:
                if source.key not in catalog.by_kind["citations"]:
                    yield Lost(mark.text, _missing(catalog, "citations", source.key))
        elif mark.figure is not None and catalog.find(mark.record) is not None:
            if mark.address not in catalog.named_figures:
                yield Lost(mark.text, _missing_figure(catalog, mark.address), is_figure=True)
        else:
            yield from _lost_record(catalog, mark)


def _lost_record(catalog: Catalog, link: prose.Link) -> Iterator[Lost]:
    kind, slash, id = link.record.partition("/")
    if not slash:
        yield Lost(link.text, f"'{link.record}' is not an address: write [[kind/id]], such as [[stages/sft]]")
    elif kind not in catalog.by_kind:
        yield Lost(link.text, f"no kind '{kind}'{did_you_mean(kind, catalog.by_kind)}")
    elif id not in catalog.by_kind[kind]:
        yield Lost(link.text, _missing(catalog, kind, id))

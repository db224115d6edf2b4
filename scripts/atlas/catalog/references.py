"""References between records: every id, citation key and figure address must lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from atlas.catalog import prose
from atlas.catalog.catalog import Catalog
from atlas.model.types import FigureRef, ProseMark, Ref
from atlas.reading.fields import Field
from atlas.reading.parse import Entry
from atlas.reading.problem import Problem
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
    "questions": "question",
    "glossary": "term",
    "examples": "example",
}


def check_references(catalog: Catalog) -> Iterator[Problem]:
    """Every id, citation key and link names a record that exists."""
    for entry, field in catalog.fields:
        if isinstance(field.marker, Ref) and field.value not in catalog.by_kind[field.marker.kind]:
            yield Problem(entry.document.at(field.path), "ATL021", missing(catalog, field.marker.kind, field.value))
        elif isinstance(field.marker, ProseMark):
            yield from _in_prose(catalog, entry, field)


def check_figure_addresses(catalog: Catalog) -> Iterator[Problem]:
    """Every figure address names a figure that exists."""
    for entry, field in catalog.fields:
        if isinstance(field.marker, FigureRef) and field.value not in catalog.named_figures:
            yield Problem(entry.document.at(field.path), "ATL022", missing_figure(catalog, field.value))


def missing(catalog: Catalog, kind: str, id: str) -> str:
    """The complaint for an id that no record of a kind has."""
    return f"no {_NOUNS[kind]} '{id}'{did_you_mean(id, catalog.by_kind[kind])}"


def missing_figure(catalog: Catalog, address: str) -> str:
    """The complaint for an address that no figure has."""
    record = address.partition("#")[0]
    near = [known for known in catalog.named_figures if known.startswith(record + "#")]
    return f"no figure '{address}'{did_you_mean(address, near or catalog.named_figures)}"


def prose_problems(catalog: Catalog, text: str) -> Iterator[tuple[str, str, str]]:
    """For each mark of a text that leads nowhere: the mark's text, the rule and the message."""
    for mark in prose.marks(text):
        if isinstance(mark, prose.Citation):
            for source in mark.sources:
                if source.key not in catalog.by_kind["citations"]:
                    yield mark.text, "ATL021", missing(catalog, "citations", source.key)
        elif mark.figure is not None and catalog.find(mark.record) is not None:
            if mark.address not in catalog.named_figures:
                yield mark.text, "ATL022", missing_figure(catalog, mark.address)
        else:
            yield from _record_problem(catalog, mark)


def _record_problem(catalog: Catalog, link: prose.Link) -> Iterator[tuple[str, str, str]]:
    kind, slash, id = link.record.partition("/")
    if not slash:
        yield (
            link.text,
            "ATL021",
            f"'{link.record}' is not an address: write [[kind/id]], such as [[stages/sft]]",
        )
    elif kind not in catalog.by_kind:
        yield link.text, "ATL021", f"no kind '{kind}'{did_you_mean(kind, catalog.by_kind)}"
    elif id not in catalog.by_kind[kind]:
        yield link.text, "ATL021", missing(catalog, kind, id)


def _in_prose(catalog: Catalog, entry: Entry, field: Field) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for text, rule, message in prose_problems(catalog, field.value):
        occurrence = seen.get(text, 0)
        seen[text] = occurrence + 1
        yield Problem(entry.document.within(field.path, text, occurrence), rule, message)

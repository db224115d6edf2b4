"""What the search finds: every record and page with the names and words that lead to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from atlas.addresses import url_of
from atlas.catalog.catalog import Catalog
from atlas.evidence.citing import author_label, authors, labels
from atlas.evidence.quantity import quantity
from atlas.evidence.shown import record_href
from atlas.model import Citation, Claim, ComputeShare, Model, Objective, Question, Stage
from atlas.model.types import Record
from atlas.page import Sheet
from atlas.reading.parse import Entry

KIND_WORDS = {
    "stages": "stage",
    "methods": "method",
    "glossary": "term",
    "claims": "claim",
    "questions": "open question",
    "models": "model",
    "benchmarks": "benchmark",
    "datasets": "data set",
    "objectives": "objective",
    "compute_shares": "breakdown",
    "citations": "source",
    "examples": "example",
}

KINDS_WITHOUT_PAGES = {"exemptions"}
"""Records that no reader looks for."""

LARGE = 1e6
"""Numbers from here on find the record that holds them, as 1.5e10 and, below a quadrillion, as 15M, 15B or 15T."""

_SIGNS = ((1e12, "T"), (1e9, "B"), (1e6, "M"))


@dataclass(frozen=True)
class Findable:
    """A page or a record for the search.

    ``kind`` is its kind in a word, empty for pages of no kind, and ``title`` stands over the result. Whoever types one
    of its ``names`` means it; who types one of its ``other_names`` most likely does. ``words`` find it where its text
    does not hold them, and ``text`` says what it is in a sentence.
    """

    kind: str
    title: str
    names: tuple[str, ...]
    other_names: tuple[str, ...]
    words: str
    text: str


def findables(catalog: Catalog, pages: Iterable[Sheet]) -> dict[str, Findable]:
    """Everything that can be found, by its address from the top; records that share a page have a fragment."""
    found = {url_of(page.path): _of_page(page) for page in pages}
    named = labels(catalog.of("citations", Citation))
    for entry in catalog.entries:
        if entry.kind in KINDS_WITHOUT_PAGES:
            continue
        found[record_href(entry.address).removeprefix("@/")] = _of_record(catalog, entry, named)
    return dict(sorted(found.items()))


def _of_page(page: Sheet) -> Findable:
    folders = tuple(url_of(page.path).rstrip("/").split("/")[-1:])
    return Findable("", page.title, (page.title,), _unique(folders), page.description, "")


def _of_record(catalog: Catalog, entry: Entry, named: dict[str, str]) -> Findable:
    record = entry.record
    return Findable(
        KIND_WORDS.get(entry.kind, ""),
        f"{named[entry.id]}: {record.title}" if isinstance(record, Citation) else _with_short(record),
        _unique(_names(record)),
        _unique(_other_names(record)),
        " ".join(_unique([entry.id, *record.aliases, *_related(catalog, record), *_numbers(catalog, entry)])),
        record.summary,
    )


def _short(record: Record) -> str:
    """The short name of a record, or the abbreviation of a term; empty where it has none.

    A breakdown has none of its own: what is short for it is the name of the model that it breaks down.
    """
    if isinstance(record, ComputeShare):
        return ""
    return str(getattr(record, "short", None) or getattr(record, "abbreviation", None) or "")


def _with_short(record: Record) -> str:
    short = _short(record)
    return f"{record.title} ({short})" if short and short not in record.title else record.title


def _names(record: Record) -> list[str]:
    """The names of a record, with both of those in a title such as ``TAU-bench (τ-bench)``.

    A source has none: its title is often the name of the model or method that it introduces.
    """
    if isinstance(record, Citation):
        return []
    inside = re.fullmatch(r"(.*) \((.*)\)", record.title)
    return [record.title, *_short(record).split(", "), *(inside.groups() if inside else ())]


def _other_names(record: Record) -> list[str]:
    if isinstance(record, Stage):
        return list(record.also_called)
    if isinstance(record, Claim):
        return [record.statement]
    if isinstance(record, Question):
        return [record.question]
    if isinstance(record, Citation):
        return [author_label(record)]
    return []


def _related(catalog: Catalog, record: Record) -> Iterator[str]:
    """Words of what a record belongs to: its authors, its lab, and the names of the stages that it concerns."""
    if isinstance(record, Citation):
        yield from (authors(record), record.arxiv or "", record.doi or "", record.container_title or "")
    if isinstance(record, Model):
        yield from (record.lab, record.base or "")
    if isinstance(record, ComputeShare):
        yield "share of training compute"
    if isinstance(record, Claim):
        yield record.topic
    if isinstance(record, Claim | Question | Objective):
        stages = catalog.of("stages", Stage)
        for id in record.stages:
            yield from (stages[id].title, stages[id].short, *stages[id].also_called)


def _numbers(catalog: Catalog, entry: Entry) -> Iterator[str]:
    for placed in (*catalog.figures_of(entry.address), *catalog.referred_by(entry.address).values()):
        amount = quantity(catalog, placed.figure, (placed.address,) if placed.name else ())
        ends = (amount.value, amount.low, amount.high) if amount else ()
        value = next((end for end in ends if end is not None), 0)
        if value >= LARGE:
            yield f"{value:.4g}".replace("e+0", "e").replace("e+", "e")
            size, sign = next(item for item in _SIGNS if value >= item[0])
            if value < 1e15:
                yield f"{value / size:.4g}{sign}"


def _unique(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))

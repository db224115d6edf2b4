"""What should be looked at again: by the date of its review, of its figures and statements, and by its sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from atlas.catalog.catalog import Catalog
from atlas.model import Benchmark, Citation, Claim, Exemption, Question

REVIEWED = {
    "models": 180,
    "benchmarks": 180,
    "claims": 180,
    "questions": 180,
    "stages": 270,
    "compute_shares": 365,
    "datasets": 365,
    "methods": 365,
    "objectives": 730,
    "citations": 730,
    "glossary": 730,
    "examples": 730,
    "exemptions": 365,
}
"""Kind of record to the days after which its review is old: shorter where the field moves faster."""

STATED = {"estimated": 365, "unverified": 365, "undisclosed": 270}
"""Kind of evidence to the days after which a figure is old; what a maker disclosed or a formula gives stays."""

HELD = 270
"""Days after which a dated statement is old: the status of a benchmark, a claim, an open question."""


@dataclass(frozen=True, order=True)
class Stale:
    """Something to look at again: the date it is of, its address, why, and the place in its file."""

    since: str
    address: str
    why: str
    place: str


def stale(catalog: Catalog, today: str, days: int | None = None) -> tuple[Stale, ...]:
    """Everything older than its threshold on a day, oldest first; ``days`` takes the place of all thresholds."""
    found = [*_reviews(catalog), *_figures(catalog), *_statements(catalog)]
    old = [item for item, threshold in found if _is_old(item.since, today, threshold if days is None else days)]
    return tuple(sorted([*old, *_superseded(catalog), *_exemptions(catalog, today)]))


def as_lines(found: Iterable[Stale]) -> str:
    """A line for each: its date, its address, why, and its place."""
    return "\n".join(f"{item.since:<10}  {item.address}: {item.why} ({item.place})" for item in found)


def _is_old(since: str, today: str, days: int) -> bool:
    """Whether a date, as exact as it is known, ended more than some days ago."""
    year, *rest = (int(part) for part in since.split("-"))
    month = rest[0] if rest else 12
    end = date(year, month, rest[1]) if len(rest) > 1 else date(year + month // 12, month % 12 + 1, 1) - timedelta(1)
    return end + timedelta(days) < date.fromisoformat(today)


def _reviews(catalog: Catalog) -> Iterator[tuple[Stale, int]]:
    for entry in catalog.entries:
        place = str(entry.document.at(("reviewed",)))
        yield Stale(entry.record.reviewed, entry.address, "last reviewed", place), REVIEWED[entry.kind]


def _figures(catalog: Catalog) -> Iterator[tuple[Stale, int]]:
    for placed in catalog.figures:
        figure = placed.figure
        if figure.as_of is not None and figure.kind in STATED:
            place = str(placed.entry.document.at((*placed.path, "as_of")))
            yield Stale(figure.as_of, placed.address, f"{figure.kind} figure", place), STATED[figure.kind]


def _statements(catalog: Catalog) -> Iterator[tuple[Stale, int]]:
    for entry in catalog.entries:
        record = entry.record
        if isinstance(record, Benchmark):
            place = str(entry.document.at(("status", "as_of")))
            yield Stale(record.status.as_of, entry.address, f"status {record.status.level}", place), HELD
        elif isinstance(record, Claim | Question):
            yield Stale(record.as_of, entry.address, "statement held", str(entry.document.at(("as_of",)))), HELD


def _superseded(catalog: Catalog) -> Iterator[Stale]:
    """Figures that rest on a source that another one supersedes, dated by the later source."""
    sources = catalog.of("citations", Citation)
    for placed in catalog.figures:
        source = sources.get(placed.figure.cite or "")
        if source is not None and source.superseded_by is not None:
            why = f"rests on {placed.figure.cite}, superseded by {source.superseded_by}"
            place = str(placed.entry.document.at((*placed.path, "cite")))
            yield Stale(sources[source.superseded_by].issued, placed.address, why, place)


def _exemptions(catalog: Catalog, today: str) -> Iterator[Stale]:
    for id, exemption in catalog.of("exemptions", Exemption).items():
        if exemption.until < today:
            entry = catalog.by_kind["exemptions"][id]
            yield Stale(exemption.until, entry.address, "exemption past its date", str(entry.document.at(("until",))))

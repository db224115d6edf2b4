"""Rules of dates."""

from __future__ import annotations

from datetime import date

from atlas.catalog.catalog import Catalog
from atlas.checks.check import Atlas, Complaints, check
from atlas.model import Benchmark, Citation, Model
from atlas.model.types import DateMark

_LONE = 366
"""Days by which one review may be newer than all others before it looks like a slip of the keyboard."""


@check("ATL039")
def check_models_are_released(atlas: Atlas) -> Complaints:
    """A model's date of release is not after the day on which its record was reviewed."""
    for id, model in atlas.catalog.of("models", Model).items():
        if model.released > model.reviewed:
            where = atlas.catalog.by_kind["models"][id].document.at(("released",))
            yield where, f"released {model.released} is after the review of {model.reviewed}: correct one"


@check("ATL071")
def check_dates_agree_with_their_source(atlas: Atlas) -> Complaints:
    """A report's date is that of the source cited for it, and a benchmark is no younger than the source it is from."""
    issued = {key: source.issued for key, source in atlas.catalog.of("citations", Citation).items()}
    for id, model in atlas.catalog.of("models", Model).items():
        if model.reported is not None and not _same_as_far_as_known(model.reported, issued[model.report]):
            where = atlas.catalog.by_kind["models"][id].document.at(("reported",))
            yield where, f"reported {model.reported}, but {model.report} was issued {issued[model.report]}: correct one"
    for id, benchmark in atlas.catalog.of("benchmarks", Benchmark).items():
        if benchmark.year > int(issued[benchmark.cite][:4]):
            where = atlas.catalog.by_kind["benchmarks"][id].document.at(("year",))
            yield where, f"year {benchmark.year} is after {issued[benchmark.cite]} of {benchmark.cite}: correct one"


@check("ATL074")
def check_models_appear_after_their_data(atlas: Atlas) -> Complaints:
    """A model is not released before the newest of its training data."""
    for id, model in atlas.catalog.of("models", Model).items():
        data = model.data_until
        if data is not None and is_before(model.released, data.until):
            where = atlas.catalog.by_kind["models"][id].document.at(("data_until", "until"))
            yield where, f"data until {data.until}, but released {model.released}: correct one"


def is_before(one: str, other: str) -> bool:
    """Whether a date lies before another, as far as both are known; a year is not before its own months."""
    known = min(len(one), len(other))
    return one[:known] < other[:known]


@check("ATL083")
def check_dates_have_been(atlas: Atlas) -> Complaints:
    """No date lies after the newest review of a record, the last day of which the atlas knows."""
    today = newest_review(atlas.catalog)
    # The date of a release is held against the review of its own record, by a rule of its own.
    for entry, field in atlas.catalog.fields:
        if isinstance(field.marker, DateMark) and field.value > today and field.path != ("released",):
            where = entry.document.at(field.path)
            if field.path == ("reviewed",):
                yield where, f"{field.value} is over a year after every other review, of {today} at most: correct it"
            else:
                yield where, f"{field.value} is after the newest review of a record, {today}: correct it"


def newest_review(catalog: Catalog) -> str:
    """The day of the newest review; one that is over a year after all others counts as a slip."""
    days = sorted({entry.record.reviewed for entry in catalog.entries}, reverse=True)
    while len(days) > 1 and (date.fromisoformat(days[0]) - date.fromisoformat(days[1])).days > _LONE:
        del days[0]
    return days[0] if days else ""


def _same_as_far_as_known(one: str, other: str) -> bool:
    """Whether two dates agree in the parts that both have."""
    return one.startswith(other) or other.startswith(one)

"""Rules of figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from atlas.catalog.placed import PlacedFigure
from atlas.checks.check import Atlas, Complaints, check
from atlas.evidence.quantity import NotDerivable, quantity
from atlas.model import Citation
from atlas.reading.document import Path

_SUBJECTS = ("models", "benchmarks", "datasets", "compute_shares")
"""Kinds whose figures speak of the record itself, so that one name means another thing in each."""


@check("ATL036")
def check_derived_figures(atlas: Atlas) -> Complaints:
    """Every derived figure can be computed from its inputs."""
    for placed in atlas.catalog.figures:
        if placed.figure.formula is None:
            continue
        start = (placed.address,) if placed.name else ()
        try:
            quantity(atlas.catalog, placed.figure, start)
        except NotDerivable as error:
            where = placed.entry.document.at((*placed.path, "formula", "expression"))
            yield where, f"this figure cannot be derived: {error}"


@check("ATL065")
def check_disclosed_figures_were_read(atlas: Atlas) -> Complaints:
    """A disclosed figure rests on a source that an editor read, not on a text that quotes it."""
    sources = atlas.catalog.of("citations", Citation)
    for placed in atlas.catalog.figures:
        key = placed.figure.cite
        if placed.figure.kind == "disclosed" and key is not None and sources[key].seen == "quoted":
            message = (
                f"'{key}' is known through quotation: read it and set its 'seen' to primary, or set unverified here"
            )
            yield placed.entry.document.at((*placed.path, "kind")), message


@check("ATL066", judged=True)
def check_one_number_is_one_figure(atlas: Atlas) -> Complaints:
    """A number of one source and place is a figure once, and other records refer to it."""
    seen: dict[tuple[object, ...], PlacedFigure] = {}
    for placed in _stated(atlas):
        figure = placed.figure
        key = (figure.cite, figure.at, figure.unit, figure.amount, figure.low, figure.high)
        first = seen.setdefault(key, placed)
        # A ledger holds all its lines, also those that another ledger shares.
        ledgers = {first.entry.kind, placed.entry.kind} == {"compute_shares"}
        if first.entry is not placed.entry and not ledgers:
            message = f"'{first.address}' is this number already: delete it here and name that one under 'refers'"
            yield placed.entry.document.at(placed.path, key=True), message


@check("ATL067", judged=True)
def check_figures_do_not_contradict(atlas: Atlas) -> Complaints:
    """Two figures of one name, unit, source and place have one amount."""
    seen: dict[tuple[object, ...], PlacedFigure] = {}
    for placed in _stated(atlas):
        figure = placed.figure
        if placed.entry.kind in _SUBJECTS:
            continue
        first = seen.setdefault((placed.name, figure.unit, figure.cite, figure.at), placed)
        ends = (figure.amount, figure.low, figure.high)
        if ends != (first.figure.amount, first.figure.low, first.figure.high):
            message = f"'{first.address}' has another amount from the same place: correct one, or name them apart"
            yield placed.entry.document.at(placed.path, key=True), message


def _stated(atlas: Atlas) -> Iterator[PlacedFigure]:
    """Every figure with a name, a number of its own, a source and a place."""
    for placed in atlas.catalog.figures:
        figure = placed.figure
        numbers = (figure.amount, figure.low, figure.high)
        if placed.name and figure.cite and figure.at and any(number is not None for number in numbers):
            yield placed


@check("ATL068")
def check_names_of_figures_are_unique(atlas: Atlas) -> Complaints:
    """A name, also a former one, stands for one figure of a record: its own or one that it refers to."""
    for entry in atlas.catalog.entries:
        seen: set[str] = set()
        for path, name in _names(atlas.catalog.figures_of(entry.address), getattr(entry.record, "refers", {})):
            if name in seen:
                where = entry.document.at(path, key=path[-1] == name)
                yield where, f"'{name}' is a figure of the record too: rename one"
            seen.add(name)


def _names(figures: Sequence[PlacedFigure], refers: Iterable[str]) -> Iterator[tuple[Path, str]]:
    """Every name of the figures of a record with its place: present names first, then former ones."""
    named = [(placed, placed.name) for placed in figures if placed.name is not None]
    yield from ((placed.path[:2], name) for placed, name in named)
    yield from ((("refers", name), name) for name in refers)
    for placed, _ in named:
        yield from (((*placed.path, "aliases", place), name) for place, name in enumerate(placed.figure.aliases))

"""Rules of amounts: each unit has a range, a form and limits of reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from atlas.catalog.catalog import Catalog
from atlas.catalog.placed import PlacedFigure
from atlas.checks.check import Atlas, Complaints, check
from atlas.evidence.numerals import NBSP, written
from atlas.evidence.quantity import NotDerivable, quantity
from atlas.evidence.wording import number, unit_name
from atlas.model import ComputeShare
from atlas.model.figure import Figure
from atlas.reading.document import Path


@dataclass(frozen=True)
class _Unit:
    """What amounts of a unit can be: whether whole, whether zero, and the limits beyond which a slip is likely."""

    least: float = 0.0
    most: float = 1e15
    whole: bool = False
    zero: bool = True


_COUNTED = _Unit(most=1e13, whole=True)
_UNITS = {
    "flop": _Unit(1e9, 1e30, zero=False),
    "petaflop-s-days": _Unit(most=1e9),
    "gpu-hours": _Unit(most=1e10),
    "tpu-hours": _Unit(most=1e10),
    "tokens": _Unit(1, 1e15, whole=True, zero=False),
    "tokens-per-parameter": _Unit(most=1e6),
    "parameters": _Unit(1e3, 1e14, whole=True, zero=False),
    "bytes": _Unit(most=1e18, whole=True),
    "examples": _COUNTED,
    "comparisons": _COUNTED,
    "prompts": _COUNTED,
    "episodes": _COUNTED,
    "steps": _Unit(most=1e10, whole=True),
    "gpus": _Unit(most=1e7, whole=True),
    "people": _Unit(most=1e7, whole=True),
    "ratio": _Unit(most=1e9),
    "usd": _Unit(most=1e12),
    "megawatt-hours": _Unit(most=1e8),
    "hours": _Unit(most=1e6),
    "days": _Unit(most=36_500),
    "months": _Unit(most=1_200),
    "layers": _Unit(most=1e4, whole=True),
    "count": _Unit(),
}
"""Every unit but those of fractions and scores, which have ranges of their own or none."""

_FRACTIONS = {"share": 1.0, "percent": 100.0}


@check("ATL081")
def check_amounts_are_possible(atlas: Atlas) -> Complaints:
    """A share lies from 0 to 1 and percent from 0 to 100; nothing counted is below 0, and no size is 0."""
    for placed in atlas.catalog.figures:
        for path, value in _numbers(atlas.catalog, placed):
            if message := impossible(value, placed.figure.unit):
                yield placed.entry.document.at(path), message


def impossible(value: float, unit: str) -> str | None:
    """Why there is no such amount, with the way out; None where there can be one."""
    if unit in _FRACTIONS and not 0 <= value <= _FRACTIONS[unit]:
        return _no_fraction(value, unit)
    limits = _UNITS.get(unit)
    if limits is None or value > 0 or unit == "count":
        return None
    if value < 0:
        return f"{_shown(value)} {unit}: an amount of {unit} is not below 0; write it without the sign, or correct it"
    return None if limits.zero else f"0 {unit}: write how many, or kind undisclosed without an amount"


def _shown(value: float, places: int = 0) -> str:
    return written(value, places=places).replace(NBSP, " ")


def _no_fraction(value: float, unit: str) -> str:
    if unit == "percent":
        return f"{_shown(value)} percent: percent go from 0 to 100; how many times as much is unit ratio"
    if 1 < value <= 100:
        return f"{_shown(value)} as a share is {_shown(value, 2)} %: write {_shown(value, -2)}, or unit percent"
    return f"{_shown(value)} as a share: shares go from 0 to 1, so 95 % is 0.95"


@check("ATL082", judged=True)
def check_amounts_are_likely(atlas: Atlas) -> Complaints:
    """What is counted is whole, and an amount is neither far smaller nor far larger than any known of its unit."""
    for placed in atlas.catalog.figures:
        if _has_a_unit_among_others(placed):  # a complaint of its own, and the cause
            continue
        for path, value in _numbers(atlas.catalog, placed):
            if message := unlikely(value, placed.figure):
                yield placed.entry.document.at(path), message


def unlikely(value: float, figure: Figure) -> str | None:
    """Why an amount that can be is most likely a slip, with the way out; None where it is not."""
    unit = _UNITS.get(figure.unit)
    if unit is None or impossible(value, figure.unit):
        return None
    if unit.least <= value <= unit.most and (not unit.whole or value == int(value)):
        return None
    shown = f"{number(value, figure.unit)} {unit_name(figure.unit)}".replace(NBSP, " ")
    if unit.whole and figure.formula is None and value != int(value):
        return f"{shown}: a number of {figure.unit} is whole; an average or a rate is unit count or ratio"
    if 0 < value < unit.least:
        return f"{shown}, fewer than {unit.least:,.0f}: write all zeros (7 billion is 7000000000), or correct the unit"
    if value > unit.most:
        return f"{shown}, more than anyone has reported: check the zeros and the unit"
    return None if value >= 0 else f"{shown}: below 0; correct it, or say in an exemption why it can be"


def _has_a_unit_among_others(placed: PlacedFigure) -> bool:
    """Whether a figure is a line of a breakdown that has several units."""
    record = placed.entry.record
    return isinstance(record, ComputeShare) and len({line.unit for line in record.lines.values()}) > 1


def _numbers(catalog: Catalog, placed: PlacedFigure) -> Iterator[tuple[Path, float]]:
    """Every number of a figure with its path; of a derived one, what its formula gives."""
    figure = placed.figure
    if figure.formula is not None:
        try:
            found = quantity(catalog, figure, (placed.address,) if placed.name else ())
        except NotDerivable:  # a complaint of its own
            return
        if found is not None and found.value is not None:
            yield (*placed.path, "formula", "expression"), found.value
        return
    for key, value in (("amount", figure.amount), ("low", figure.low), ("high", figure.high)):
        if value is not None:
            yield (*placed.path, key), value

"""Shares of a breakdown: each line over the sum of all, within one unit, bounds carried through."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from atlas.catalog.catalog import Catalog
from atlas.catalog.questions import question
from atlas.evidence.quantity import NotDerivable, Quantity, quantity, stated
from atlas.evidence.wording import number
from atlas.model.compute_share import ComputeShare, Line


@dataclass(frozen=True)
class Share:
    """The share of one line of a breakdown, with the arithmetic that gives it."""

    name: str
    line: Line
    share: Quantity
    working: str


@question
def ledgers(catalog: Catalog) -> Mapping[str, ComputeShare]:
    """Id to breakdown, in sorted order, with the amounts of derived lines worked out."""
    found = catalog.of("compute_shares", ComputeShare)
    return {
        id: share.model_copy(update={"lines": {name: _worked_out(catalog, line) for name, line in share.lines.items()}})
        for id, share in found.items()
    }


def _worked_out(catalog: Catalog, line: Line) -> Line:
    """The line with the amount that its formula gives; unchanged without a formula or where it gives none."""
    if line.formula is None:
        return line
    try:
        number = quantity(catalog, line)
    except NotDerivable:  # a complaint of its own
        return line
    if number is None:
        return line
    bound = "upper" if number.is_upper else "lower" if number.is_lower else "about" if number.about else None
    ends = {"low": number.low if number.is_upper else None, "high": number.high if number.is_lower else None}
    return line.model_copy(update={"amount": number.value, "bound": bound, **ends})


def total_range(breakdown: ComputeShare) -> tuple[float, float | None]:
    """Least and greatest possible sum of the lines; the greatest is None where a line has no upper end."""
    quantities = [stated(line) or Quantity(None, 0.0, None) for line in breakdown.lines.values()]
    highs = [quantity.high for quantity in quantities]
    high = None if None in highs else sum(end for end in highs if end is not None)
    return sum(quantity.low or 0.0 for quantity in quantities), high


def shares(breakdown: ComputeShare) -> tuple[Share, ...]:
    """The share of each line; lines of a breakdown given as shares are returned as stated, text lines left out."""
    if is_stated(breakdown):
        return tuple(Share(name, breakdown.lines[name], value, "as stated") for name, value in _numbers(breakdown))
    points = {name: number.value for name, number in _numbers(breakdown) if number.value is not None}
    total = sum(points.values())
    if len(points) < 2 or total <= 0:
        return ()
    shown = _written(breakdown)
    return tuple(
        Share(name, breakdown.lines[name], group_share(breakdown, {name}), f"{shown(value)} / {shown(total)}")
        for name, value in points.items()
    )


def is_stated(breakdown: ComputeShare) -> bool:
    """Whether the lines are shares themselves, as the source states them."""
    return all(line.unit == "share" for line in breakdown.lines.values())


def group_share(breakdown: ComputeShare, names: Collection[str]) -> Quantity:
    """The share that some lines have together.

    It is least when they are least and the others greatest, and greatest the other way round.
    """
    numbers = dict(_numbers(breakdown))
    own = [number for name, number in numbers.items() if name in names]
    others = [number for name, number in numbers.items() if name not in names]
    total = 1.0 if is_stated(breakdown) else _sum(number.value for number in numbers.values())
    value = _sum(number.value for number in own) / total
    about = any(number.about for number in numbers.values())
    if all(number.is_exact for number in (own if is_stated(breakdown) else numbers.values())):
        return Quantity(value, value, value, about=about)
    low, high = _ends(own, others) if not is_stated(breakdown) else (_sum(n.low for n in own), _total_high(own))
    return Quantity(value, low, high, about=about)


def working(breakdown: ComputeShare, names: Collection[str]) -> str:
    """The arithmetic of the share that some lines have together: ``(36,864 + 24,576) / 1,214,976``."""
    numbers, shown = (
        [(name, found.value) for name, found in _numbers(breakdown) if found.value is not None],
        _written(breakdown),
    )
    own = " + ".join(shown(value) for name, value in numbers if name in names)
    if is_stated(breakdown):
        return f"{own}, as stated"
    return f"{f'({own})' if ' + ' in own else own} / {shown(_sum(value for _, value in numbers))}"


@dataclass(frozen=True)
class Part:
    """The lines of a breakdown that cover the same stages, taken together: an amount that no other part holds."""

    stages: tuple[str, ...]
    names: tuple[str, ...]
    lines: tuple[Line, ...]
    share: Quantity


def parts(breakdown: ComputeShare) -> tuple[Part, ...]:
    """The lines with a number, in groups that cover the same stages, in their order; the parts add up to the whole."""
    groups: dict[frozenset[str], list[str]] = {}
    for share in shares(breakdown):
        groups.setdefault(frozenset(share.line.stages), []).append(share.name)
    return tuple(
        Part(
            breakdown.lines[names[0]].stages,
            tuple(names),
            tuple(breakdown.lines[name] for name in names),
            group_share(breakdown, names),
        )
        for names in groups.values()
    )


def stages_share(breakdown: ComputeShare, stages: Collection[str]) -> Quantity | None:
    """The share that some stages have together; None where no line with a number touches them.

    A line that also covers other stages gives no more than an upper end.
    """
    touching = {name for name, _ in _numbers(breakdown) if set(breakdown.lines[name].stages) & set(stages)}
    inside = {name for name in touching if set(breakdown.lines[name].stages) <= set(stages)}
    if not touching or not shares(breakdown):
        return None
    if touching == inside:
        return group_share(breakdown, inside)
    low = group_share(breakdown, inside).low if inside else None
    return Quantity(None, low, group_share(breakdown, touching).high)


def alone(breakdown: ComputeShare, stage: str) -> Quantity | None:
    """The share of a stage in a breakdown, where its lines cover no other stage; None otherwise."""
    share = stages_share(breakdown, (stage,))
    touching = (line for line in breakdown.lines.values() if stage in line.stages)
    return share if all(line.stages == (stage,) for line in touching) else None


def _ends(own: list[Quantity], others: list[Quantity]) -> tuple[float | None, float | None]:
    low_own, high_own = _sum(number.low for number in own), _total_high(own)
    low_others, high_others = _sum(number.low for number in others), _total_high(others)
    low = low_own / (low_own + high_others) if high_others is not None and low_own > 0 else None
    high = high_own / (high_own + low_others) if high_own is not None and high_own + low_others > 0 else None
    return low, high


def _numbers(breakdown: ComputeShare) -> list[tuple[str, Quantity]]:
    return [(name, found) for name, line in breakdown.lines.items() if (found := stated(line)) is not None]


def _total_high(numbers: list[Quantity]) -> float | None:
    return None if any(number.high is None for number in numbers) else _sum(number.high for number in numbers)


def _sum(numbers: Iterable[float | None]) -> float:
    return sum(number or 0.0 for number in numbers)


def _written(breakdown: ComputeShare) -> Callable[[float], str]:
    """How the arithmetic writes a number of the unit of a breakdown; shares stay fractions of 1."""
    unit = next(iter(breakdown.lines.values())).unit
    return (lambda value: f"{value:,.10g}") if unit == "share" else (lambda value: number(value, unit))

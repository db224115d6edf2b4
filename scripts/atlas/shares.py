"""Shares of a breakdown: each line over the sum of all, within one unit, bounds carried through."""

from __future__ import annotations

from dataclasses import dataclass

from atlas.derive import Quantity, stated
from atlas.model.compute_share import ComputeShare, Line


@dataclass(frozen=True)
class Share:
    """The share of one line of a breakdown, with the arithmetic that gives it."""

    name: str
    line: Line
    share: Quantity
    working: str


def total_range(breakdown: ComputeShare) -> tuple[float, float | None]:
    """Least and greatest possible sum of the lines; the greatest is None where a line has no upper end."""
    quantities = [stated(line) or Quantity(None, 0.0, None) for line in breakdown.lines.values()]
    highs = [quantity.high for quantity in quantities]
    high = None if None in highs else sum(end for end in highs if end is not None)
    return sum(quantity.low or 0.0 for quantity in quantities), high


def shares(breakdown: ComputeShare) -> tuple[Share, ...]:
    """The share of each line; lines of a breakdown given as shares are returned as stated, text lines left out.

    A line's share is least when it is least and the others greatest, and greatest the other way round.
    """
    numbers = {name: found for name, line in breakdown.lines.items() if (found := stated(line)) is not None}
    if all(line.unit == "share" for line in breakdown.lines.values()):
        return tuple(Share(name, breakdown.lines[name], value, "as stated") for name, value in numbers.items())
    points = {name: number.value for name, number in numbers.items() if number.value is not None}
    total = sum(points.values())
    if len(points) < 2 or total <= 0:
        return ()
    return tuple(
        Share(name, breakdown.lines[name], _share(name, numbers, total), f"{_plain(value)} / {_plain(total)}")
        for name, value in points.items()
    )


def _share(name: str, numbers: dict[str, Quantity], total: float) -> Quantity:
    own = numbers[name]
    value = (own.value or 0.0) / total
    if all(number.is_exact for number in numbers.values()):
        return Quantity(value, value, value, about=any(number.about for number in numbers.values()))
    others = [number for other, number in numbers.items() if other != name]
    low_own, low_others = own.low or 0.0, sum(number.low or 0.0 for number in others)
    high_others = (
        None if any(number.high is None for number in others) else sum(number.high or 0.0 for number in others)
    )
    low = low_own / (low_own + high_others) if high_others is not None and low_own else None
    high = own.high / (own.high + low_others) if own.high is not None and own.high + low_others > 0 else None
    if low == value:
        return Quantity(value, low, None)
    return Quantity(value, None if own.low is None else low, high)


def _plain(number: float) -> str:
    return f"{number:,.10g}"

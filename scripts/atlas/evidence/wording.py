"""Quantities in words: numbers with their unit, ranges and bounds as a reader says them."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal

from atlas.evidence.numerals import NBSP, exactly, in_powers, written
from atlas.evidence.quantity import Quantity
from atlas.model.figure import Figure

_UNITS = {
    "flop": ("FLOP", "FLOP"),
    "petaflop-s-days": ("petaflop/s-day", "petaflop/s-days"),
    "gpu-hours": ("GPU-hour", "GPU-hours"),
    "tpu-hours": ("TPU-hour", "TPU-hours"),
    "tokens": ("token", "tokens"),
    "tokens-per-parameter": ("token per parameter", "tokens per parameter"),
    "parameters": ("parameter", "parameters"),
    "bytes": ("byte", "bytes"),
    "examples": ("example", "examples"),
    "comparisons": ("comparison", "comparisons"),
    "prompts": ("prompt", "prompts"),
    "episodes": ("episode", "episodes"),
    "steps": ("step", "steps"),
    "gpus": ("GPU", "GPUs"),
    "people": ("person", "people"),
    "share": ("%", "%"),
    "percent": ("%", "%"),
    "ratio": ("times", "times"),
    "score": ("points", "points"),
    "usd": ("US dollar", "US dollars"),
    "megawatt-hours": ("megawatt-hour", "megawatt-hours"),
    "hours": ("hour", "hours"),
    "days": ("day", "days"),
    "months": ("month", "months"),
    "layers": ("layer", "layers"),
    "count": ("", ""),
}

_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_SCALED = {"tokens", "parameters", "bytes", "usd", "examples", "comparisons", "prompts"}


def bare(quantity: Quantity | None, figure: Figure) -> str:
    """A figure as text without its unit, for a column whose head names it: ``175 billion``."""
    if quantity is None:
        return figure.text or "not disclosed"
    prefix, numbers, _ = _parts(quantity, figure)
    return f"{prefix}{numbers}"


def in_scale(quantity: Quantity | None, figure: Figure, scale: float) -> str:
    """A figure as a multiple of what the head of its column names, such as billions: ``175``, ``about 8``."""
    if quantity is None:
        return figure.text or "not disclosed"
    ends = (quantity.value, quantity.low, quantity.high)
    value, low, high = (None if end is None else end / scale for end in ends)
    counted = figure.model_copy(update={"unit": "count"})
    return bare(Quantity(value, low, high, about=quantity.about), counted)


def in_words(quantity: Quantity | None, figure: Figure) -> str:
    """A figure as text: ``2,664,000 GPU-hours``, ``over 95 %``, ``1 to 9 %``; its statement where it has no number."""
    if quantity is None:
        return figure.text or "not disclosed"
    prefix, numbers, value = _parts(quantity, figure)
    return f"{prefix}{with_unit(numbers, figure.unit, value)}"


def share_words(share: Quantity) -> str:
    """A computed share in percent: ``98.25 %``, ``at least 80.4 %``, ``3.03 % (at most 3.1)``, ``16 to 30 %``."""
    if share.value is None:
        return _range_words(share.low, share.high)
    shown = f"{_trimmed(share.value)}{NBSP}%"
    if share.is_exact:
        return f"about {shown}" if share.about else shown
    if share.is_upper:
        return f"at most {shown}"
    if share.is_lower:
        return f"at least {shown}"
    ends = [f"from {_trimmed(share.low)}"] if share.low else []
    ends += [f"to {_trimmed(share.high)}" if ends else f"at most {_trimmed(share.high)}"] if share.high else []
    return f"{shown} ({' '.join(ends)})" if ends else f"about {shown}"


def _range_words(low: float | None, high: float | None) -> str:
    if low is None and high is None:
        return "unknown"
    if not low:
        return f"at most {_trimmed(high or 0.0)}{NBSP}%"
    if high is None:
        return f"at least {_trimmed(low)}{NBSP}%"
    return f"{_trimmed(low)} to {_trimmed(high)}{NBSP}%"


def round_share(share: Quantity) -> str:
    """A share as a headline says it: ``98 %``, ``at least 80 %``, ``0.13 %``; a bound is rounded to its safe side."""
    value = next((end for end in (share.value, share.low, share.high) if end is not None), None)
    if value is None:
        return "unknown"
    if share.is_exact or not (share.is_lower or share.is_upper):
        return f"{'' if share.is_exact and not share.about else 'about '}{_coarse(value, round)}{NBSP}%"
    if share.is_lower:
        return f"at least {_coarse(value, math.floor)}{NBSP}%"
    return f"at most {_coarse(value, math.ceil)}{NBSP}%"


def _coarse(share: float, cut: Callable[[float], int]) -> str:
    """A fraction as percent: whole from 10 to 99, one decimal from 1 on, two significant digits below.

    What is less than the whole is not rounded to it.
    """
    percent = share * 100
    digits = 0 if percent >= 10 else 1 if percent >= 1 or percent <= 0 else 1 - math.floor(math.log10(percent))
    if 99 <= percent < 100:
        digits = 2
        while digits < 9 and cut(round(percent * 10**digits, 9)) >= 100 * 10**digits:
            digits += 1
    # What binary fractions add beyond the ninth digit must not tip a cut over.
    return written(cut(round(percent * 10**digits, 9)) / 10**digits)


def with_unit(number: str, unit: str, value: float | None) -> str:
    """A written number with its unit, in the singular where the value is 1."""
    one, many = _UNITS[unit]
    name = one if value == 1 else many
    return f"{number}{NBSP}{name}" if name else number


def unit_name(unit: str) -> str:
    """The plural name of a unit, for the head of a column."""
    return _UNITS[unit][1] or "number"


def number(value: float, unit: str) -> str:
    """A number as written before its unit: percent for shares, powers of ten for FLOP, words for large round counts."""
    if unit == "share":
        return written(value, places=2)
    if unit == "flop" and value >= 1e6:
        return in_powers(value)
    if unit in _SCALED:
        for scale, word in _SCALES:
            # More digits than four read better written out, and stand so in the sources.
            if scale <= value < scale * 1000 and _significant(value / scale) == value / scale:
                return f"{written(value / scale)}{NBSP}{word}"
    return written(value)


def rounded(value: float, digits: int) -> str:
    """A number with so many significant digits, written out: ``1,500``, never ``1.5e+03``."""
    return f"{float(f'{value:.{digits}g}'):,.12g}"


def _parts(quantity: Quantity, figure: Figure) -> tuple[str, str, float | None]:
    say = _computed if figure.formula is not None else number
    low, high, unit = quantity.low, quantity.high, figure.unit
    if quantity.is_exact and quantity.value is not None:
        return ("about " if quantity.about else ""), say(quantity.value, unit), quantity.value
    if quantity.is_upper and high is not None:
        return ("at most " if figure.formula or figure.amount is not None else "under "), say(high, unit), high
    if quantity.is_lower and low is not None:
        return ("at least " if figure.formula or figure.amount is not None else "over "), say(low, unit), low
    if low is not None and high is not None:
        return "", f"{say(low, unit)} to {say(high, unit)}", None
    return "about ", say(quantity.value or 0.0, unit), quantity.value


def _computed(value: float, unit: str) -> str:
    """A computed number to four significant digits at most: more would claim what its inputs do not hold."""
    if unit == "share":
        return _trimmed(value)
    return number(float(f"{value:.3g}") if unit == "flop" else _significant(value) or 0.0, unit)


def _significant(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.4g}")


def _trimmed(share: float) -> str:
    """A fraction as percent with two decimals; more where it would else be rounded to all or nothing."""
    percent = exactly(share).scaleb(2)
    places = 2
    while places < 9 and round(percent, places) in (0, 100) and percent not in (0, 100):
        places += 1
    return written(float(round(percent, places)) if percent >= Decimal("0.01") else float(f"{percent:.2g}"))

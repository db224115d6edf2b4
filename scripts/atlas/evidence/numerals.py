"""Numbers as they are written: exactly as in the record, never with the digits that binary fractions add.

Arithmetic is decimal from the text of the YAML file on. A number with a fraction has at most 15 significant digits
there, which binary fractions keep, and whole numbers are kept whole; so the decimal of a number is that of its file.
"""

from __future__ import annotations

from decimal import Decimal

NBSP = "\u00a0"

_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_LARGE, _SMALL = 15, -4
"""Powers of ten from which, and below which, a number with few digits is written with its power."""

_FEW, _MANY = 4, 21
"""Significant digits that read well before a power of ten, and digits that nobody reads without one."""


def exactly(value: float) -> Decimal:
    """A number as the decimal it was written as; of a computed one, the digits that are right."""
    return Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")


def written(value: float, *, places: int = 0) -> str:
    """A number with separators of thousands, its point moved right by some places: ``98.25`` for 0.9825 and 2.

    Very large and very small ones are written with a power of ten.
    """
    decimal = exactly(value).scaleb(places).normalize()
    power = decimal.adjusted() if decimal else 0
    few = len(decimal.as_tuple().digits) <= _FEW
    if power < _SMALL or power >= _MANY or (few and power >= _LARGE):
        return _with_power(decimal)
    return f"{decimal:,f}"


def in_powers(value: float) -> str:
    """A number with its power of ten: ``3.14 × 10²³``."""
    return _with_power(exactly(value).normalize())


def _with_power(decimal: Decimal) -> str:
    power = decimal.adjusted()
    return f"{decimal.scaleb(-power).normalize():f}{NBSP}×{NBSP}10{str(power).translate(_SUPERSCRIPTS)}"

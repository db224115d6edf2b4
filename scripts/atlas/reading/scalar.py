"""Plain YAML scalars to values, in the core schema of YAML 1.2."""

from __future__ import annotations

import re
from dataclasses import dataclass

from atlas.reading.characters import FORBIDDEN, SURROGATE
from atlas.reading.rule import Rule
from atlas.reading.text import ENCODED

MAX_DIGITS = 30

NUMBER_FORM = Rule(
    "ATL009",
    "A number is written as YAML 1.2 writes it, without leading zeros, with no more digits than are kept exactly.",
)

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|(0|[1-9][0-9]*)(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_LEADING_ZERO = re.compile(r"[-+]?0[0-9]+(\.[0-9]*)?")
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}

EMPTY_WORDS = frozenset(("null", "Null", "NULL"))
"""Words that YAML reads as an empty value and an editor may mean as a name."""

MAX_SIGNIFICANT = 15
"""Digits that a number with a fraction or an exponent keeps exactly."""


@dataclass(frozen=True)
class Unreadable:
    """A scalar that has no value: the rule it breaks and the way out."""

    rule: Rule
    message: str


def quoted(text: str) -> str | Unreadable:
    """The value of a quoted or block scalar: its text, unless an escape brought in a forbidden character."""
    if SURROGATE.search(text):
        return Unreadable(ENCODED, "an escape stands for a lone surrogate: delete it")
    hidden = FORBIDDEN.search(text)
    if hidden:
        return Unreadable(ENCODED, f"an escape stands for U+{ord(hidden.group()):04X}: delete it")
    return text


def plain(text: str) -> bool | int | float | str | Unreadable | None:
    """The value of a plain scalar: null, boolean, number or text."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "+-.0123456789":
        return text
    if _LEADING_ZERO.fullmatch(text):
        return Unreadable(NUMBER_FORM, f"'{text}' starts with a zero: quote it as text or drop the zero")
    if not _FLOAT.fullmatch(text):
        return text
    if len(text) > MAX_DIGITS:
        return Unreadable(NUMBER_FORM, f"a number of {len(text)} characters: write at most {MAX_DIGITS}")
    return int(text) if _INTEGER.fullmatch(text) else _fraction(text)


def _fraction(text: str) -> float | Unreadable:
    """A number with a fraction or an exponent, exactly as it is written."""
    mantissa, _, _ = text.lower().partition("e")
    digits = mantissa.lstrip("+-").replace(".", "").strip("0")
    if len(digits) > MAX_SIGNIFICANT:
        return Unreadable(NUMBER_FORM, f"'{text}' has {len(digits)} digits: at most {MAX_SIGNIFICANT} are kept exactly")
    number = float(text)
    if number in (float("inf"), float("-inf")):
        return Unreadable(NUMBER_FORM, f"'{text}' is too large for a number: write it as text, or check its exponent")
    if number == 0 and digits:
        return Unreadable(NUMBER_FORM, f"'{text}' is too small for a number: check its exponent")
    return number

"""Characters that no text of the atlas may hold, and those that look like a plain space."""

from __future__ import annotations

import re
import unicodedata

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff\ufffe\uffff]"
)
"""Control characters and those that change the direction of text."""

SURROGATE = re.compile("[\ud800-\udfff]")
"""Halves of characters, which no file can hold."""

_ODD_SPACE = re.compile("[\u00a0\u00ad\u1680\u180e\u2000-\u200d\u202f\u205f\u2060\u3000]")


def odd_space(text: str) -> str | None:
    """The first character of a text that looks like a plain space, or like nothing, and is not one."""
    found = _ODD_SPACE.search(text)
    return found.group() if found else None


def named(character: str) -> str:
    """A character that cannot be seen, by name and number: ``a no-break space (U+00A0)``."""
    name = unicodedata.name(character, "character").lower()
    return f"{'an' if name[0] in 'aeio' else 'a'} {name} (U+{ord(character):04X})"

"""Characters that no text of the atlas may hold."""

from __future__ import annotations

import re

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff\ufffe\uffff]"
)
"""Control characters and those that change the direction of text."""

SURROGATE = re.compile("[\ud800-\udfff]")
"""Halves of characters, which no file can hold."""

"""Places for the words of a chart: labels that cover neither each other nor what they must leave free."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LETTER, CAPITAL = 0.53, 0.7
"""Width of a letter of Arial over the size of the type, on the wide side, so that no font has to be measured."""


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels, from the left and from the top."""

    left: float
    top: float
    right: float
    bottom: float

    def covers(self, other: Box) -> bool:
        """Whether the two have a point in common."""
        return self.covers_any((other,))

    def covers_any(self, others: Iterable[Box]) -> bool:
        """Whether the box has a point in common with any other; a plain loop, as packing asks it a million times."""
        left, top, right, bottom = self.left, self.top, self.right, self.bottom
        for other in others:
            if left < other.right and other.left < right and top < other.bottom and other.top < bottom:
                return True
        return False


def width_of(words: str, size: float) -> float:
    """The width that words need in a type size, in pixels."""
    return size * sum(CAPITAL if letter.isupper() or letter in "mw" else LETTER for letter in words)


def first_free(candidates: Iterable[Box], taken: Sequence[Box], within: Box) -> int | None:
    """The number of the first candidate that lies within the drawing and covers nothing taken; None without one."""
    for number, box in enumerate(candidates):
        inside = within.left <= box.left and box.right <= within.right
        inside = inside and within.top <= box.top and box.bottom <= within.bottom
        if inside and not box.covers_any(taken):
            return number
    return None

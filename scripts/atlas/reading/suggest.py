"""Did-you-mean: the nearest word of a list."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice most like the word, or None where nothing is near; ties go to the first in sorted order."""
    best, best_score = None, 0.6
    for choice in sorted(set(choices)):
        score = SequenceMatcher(None, word.casefold(), choice.casefold(), autojunk=False).ratio()
        if score > best_score:
            best, best_score = choice, score
    return best


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """``: did you mean 'x'?`` for the nearest choice; else the choices, where they are few; else nothing."""
    known = sorted(set(choices))
    guess = nearest(word, known)
    if guess is not None:
        return f": did you mean '{guess}'?"
    if 0 < len(known) <= 12:
        return ": choose one of " + ", ".join(known)
    return ""

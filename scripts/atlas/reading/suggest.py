"""Did-you-mean: the nearest word of a list, where one is near."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice most like the word, or None where nothing is near; ties go to the first in sorted order."""
    folded = word.casefold()
    if len(folded) > 80:
        return None
    matcher = SequenceMatcher(None, "", folded, autojunk=False)
    best, best_score = None, 0.6
    for choice in sorted(set(choices)):
        matcher.set_seq1(choice.casefold())
        if matcher.real_quick_ratio() <= best_score or matcher.quick_ratio() <= best_score:
            continue
        score = matcher.ratio()
        if score > best_score and _is_near(folded, choice.casefold()):
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


def _is_near(word: str, choice: str) -> bool:
    """Whether a word is a slip of a choice: the same but for signs between its parts, short for it, or nearly it."""
    bare = [re.sub(r"[-_. /#]", "", text) for text in (word, choice)]
    shorter, longer = sorted(bare, key=len)
    if shorter == longer or (len(shorter) > 4 and shorter in longer):
        return True
    if min(len(word), len(choice)) <= 3:  # of the short names of methods nearly all are one letter apart
        doubled = re.compile(r"(.)\1")
        return sorted(word) == sorted(choice) or doubled.sub(r"\1", word) == doubled.sub(r"\1", choice)
    return _slips(word, choice) <= (len(shorter) + 1) // 4


def _slips(one: str, other: str) -> int:
    """The least number of letters added, left out, changed or swapped with a neighbour."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, sign in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != sign))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == sign:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]

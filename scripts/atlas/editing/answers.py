"""What became of addresses outside, as Markdown for those who look after the atlas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote

from atlas.editing.asking import Answer, Outcome
from atlas.reading.location import Location

BROKEN: frozenset[Outcome] = frozenset({"gone", "unreachable"})
"""Outcomes with which a reader who follows the link gets nothing."""

_HEADINGS: Mapping[Outcome, tuple[str, str]] = {
    "gone": (
        "Gone",
        "The host says that nothing is there. Name another address, or the copy of an archive, in the record.",
    ),
    "unreachable": (
        "Not reachable",
        "No answer, or an error of the host. Look again before you change anything: it may be back tomorrow.",
    ),
    "moved": ("Moved for good", "These still answer, and lead on to another address, which may be put in their place."),
    "refused": ("Closed to programs", "A reader may get in: open them in a browser before you change anything."),
}

_MOST_PLACES = 3
_OF_ADDRESSES = "%/:?#@!$&'()*+,;=~-._"


def as_report(answers: Sequence[Answer], places: Mapping[str, Sequence[Location]]) -> str:
    """All that is to be looked at under headings, and how many addresses have which outcome."""
    counts = Counter(answer.outcome for answer in answers)
    lines = [summary(answers), ""]
    for outcome, (heading, advice) in _HEADINGS.items():
        if counts[outcome]:
            lines += [f"## {heading} ({counts[outcome]})", "", advice, "", "| Address | Told | Cited in |"]
            lines += ["| --- | --- | --- |", *_rows(answers, outcome, places), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def summary(answers: Sequence[Answer]) -> str:
    """How many addresses were asked, and how many have which outcome, in one sentence."""
    counts = Counter(answer.outcome for answer in answers)
    words: Mapping[Outcome, str] = {
        "answers": "answer",
        "moved": "have moved",
        "refused": "are closed to programs",
        "gone": "are gone",
        "unreachable": "cannot be reached",
    }
    parts = ", ".join(f"{counts[outcome]} {said}" for outcome, said in words.items())
    return f"{len(answers)} addresses that records and pages cite were asked: {parts}."


def _rows(answers: Sequence[Answer], outcome: Outcome, places: Mapping[str, Sequence[Location]]) -> Iterator[str]:
    for answer in answers:
        if answer.outcome == outcome:
            told = _address(answer.told) if outcome == "moved" else answer.told
            yield f"| {_address(answer.address)} | {told} | {_cited(places[answer.address])} |"


def _cited(places: Sequence[Location]) -> str:
    shown = ", ".join(f"`{place.path}:{place.mark.line}`" for place in places[:_MOST_PLACES])
    more = len(places) - _MOST_PLACES
    return f"{shown} and {more} more" if more > 0 else shown


def _address(address: str) -> str:
    """A link to an address, of which no sign is Markdown: hosts say themselves where one has moved to."""
    return f"<{quote(address, safe=_OF_ADDRESSES)}>"

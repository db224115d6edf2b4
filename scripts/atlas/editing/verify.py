"""Figures against the texts of their sources: whether the amount stands there, near the place that the record names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from atlas.catalog.catalog import Catalog
from atlas.catalog.placed import PlacedFigure
from atlas.editing.numerals import Numeral, numerals
from atlas.model.figure import Figure

Outcome = Literal["found", "elsewhere", "missing", "without number", "without text"]

BEFORE, AFTER = 1500, 9000
"""How many characters around a mention of the place count as near: a table stands close to it, a section is long."""

_PARTS = re.compile(
    r"(?P<table>tables?|figures?)\s+(?P<label>[A-Z]?\d+)"
    r"|(?:sections?|chapters?|app(?:endix|\.)|supplement)?\s*(?P<section>(?:[A-Z]|\d+)(?:\.\d+)+|(?<=section )\d+)"
    r"|p(?:age|\.)\s*(?P<page>\d+)|(?P<abstract>abstract)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Finding:
    """What became of one disclosed figure: its address, source, place and the outcome."""

    address: str
    cite: str
    at: str
    outcome: Outcome


@dataclass(frozen=True)
class SourceText:
    """The text of a source with its numbers in order."""

    text: str
    numbers: Sequence[Numeral]

    def states(self, amount: float, unit: str, start: int = 0, end: int | None = None) -> bool:
        """Whether the amount stands between two positions."""
        first = bisect_left(self.numbers, start, key=lambda number: number.position)
        return any(
            number.states(amount, unit)
            for number in self.numbers[first:]
            if number.position < (len(self.text) if end is None else end)
        )


def source_text(text: str) -> SourceText:
    """A text ready to be searched."""
    return SourceText(text, tuple(numerals(text)))


def verify(catalog: Catalog, texts: Mapping[str, SourceText]) -> Iterator[Finding]:
    """The outcome for every disclosed figure, given the texts of sources by citation key."""
    for placed in catalog.figures:
        if placed.figure.kind == "disclosed" and placed.figure.cite is not None:
            yield Finding(placed.address, placed.figure.cite, placed.figure.at or "", _outcome(placed, texts))


def _outcome(placed: PlacedFigure, texts: Mapping[str, SourceText]) -> Outcome:
    figure = placed.figure
    amounts = amounts_of(figure)
    source = texts.get(figure.cite or "")
    if not amounts:
        return "without number"
    if source is None:
        return "without text"
    if not all(source.states(amount, figure.unit) for amount in amounts):
        return "missing"
    near = any(
        all(source.states(amount, figure.unit, max(0, place - BEFORE), place + AFTER) for amount in amounts)
        for place in places(figure.at or "", source.text)
    )
    return "found" if near else "elsewhere"


def amounts_of(figure: Figure) -> tuple[float, ...]:
    """The numbers that the source must state: the amount, or the ends of the range."""
    return tuple(number for number in (figure.amount, figure.low, figure.high) if number is not None)


def places(at: str, text: str) -> Iterator[int]:
    """Where a text mentions the place that a locator names; its beginning for the abstract."""
    named = list(_PARTS.finditer(at))
    for part in named:
        if part["abstract"]:
            yield 0
        yield from (match.start() for match in re.finditer(_mention(part), text))
    if not named and at:
        yield from (match.start() for match in re.finditer(re.escape(at.partition(",")[0]), text, re.IGNORECASE))


def _mention(part: re.Match[str]) -> str:
    if part["table"]:
        return rf"(?i)\b{part['table'].rstrip('s')}\s+{part['label']}\b"
    if part["page"]:
        return rf"\f\s*{part['page']}\b|\n\s*{part['page']}\s*\n"
    if part["section"]:
        return rf"(?<![\w.]){re.escape(part['section'])}\.?(?![\w.]*\d)"
    return r"(?i)\babstract\b"

"""Places on the timeline's chart: a row for each stage, marks packed side by side, labels above them on free lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from atlas.charts.labels import Box, width_of

PITCH = 7.4
"""Pixels from mark to mark upwards; across, marks stand at least as far apart."""

MARK = 6.2
LINE = 14
TYPE, HEAD_TYPE = 11, 12
_AFTER_ROW = 8
_GAP, _OVERHANG = 6, 14


@dataclass(frozen=True)
class Moment:
    """What a mark stands for: when (in years), the row, and the words of its label, if it is a landmark."""

    when: float
    row: str
    label: str = ""


@dataclass(frozen=True)
class Scale:
    """The horizontal axis: first and last year, width in pixels, and bins a year with room for two marks each."""

    first: int
    last: int
    width: float
    bins: int

    @property
    def column(self) -> float:
        """Pixels from column to column of marks."""
        return self.width / ((self.last - self.first) * self.bins * 2)

    def year(self, x: float) -> float:
        """The place on the axis of years that is so many pixels from its start."""
        return round(self.first + x / self.width * (self.last - self.first), 4)

    def bin_of(self, when: float) -> int:
        """The bin in which a moment lies."""
        return int((when - self.first) * self.bins)


@dataclass(frozen=True)
class Label:
    """A label: its words, its left end and its middle in pixels, and the number of the mark under it."""

    words: str
    x: float
    y: float
    mark: int


@dataclass(frozen=True)
class Band:
    """The row of one stage: its name, its top and its baseline in pixels from the top, and its labels."""

    name: str
    top: float
    base: float
    labels: tuple[Label, ...]


@dataclass(frozen=True)
class Layout:
    """The places of all marks (x and y of the centre, in the order of the moments), the rows, and the height."""

    places: tuple[tuple[float, float], ...]
    bands: tuple[Band, ...]
    height: float


@lru_cache(maxsize=8)
def layout(moments: tuple[Moment, ...], rows: tuple[str, ...], scale: Scale) -> Layout:
    """Places for all moments, row below row; no two marks and no two labels cover each other."""
    places: dict[int, tuple[float, float]] = {}
    bands, top = [], 0.0
    for row in rows:
        marks = [number for number, moment in enumerate(moments) if moment.row == row]
        stacked = dict(_stacked(moments, marks, scale))
        height = max((line for _, line in stacked.values()), default=0) + 1
        found, lines = _labels(moments, stacked, row, scale)
        base = top + lines * LINE + height * PITCH + 4
        for number, (x, line) in stacked.items():
            places[number] = (x, base - (line + 0.5) * PITCH)
        labels = tuple(Label(wish.words, left, top + (line + 0.5) * LINE, wish.mark) for wish, (left, line) in found)
        bands.append(Band(row, top, base, labels))
        top = base + _AFTER_ROW
    return Layout(tuple(places[number] for number in range(len(moments))), tuple(bands), top)


def _stacked(moments: Sequence[Moment], marks: Sequence[int], scale: Scale) -> Iterator[tuple[int, tuple[float, int]]]:
    """For each mark its x and the line of its stack, two marks a line; landmarks stand on top, under their labels."""

    def key(number: int) -> tuple[int, bool, float, int]:
        return scale.bin_of(moments[number].when), bool(moments[number].label), moments[number].when, number

    for bin, group in groupby(sorted(marks, key=key), key=lambda number: scale.bin_of(moments[number].when)):
        for place, number in enumerate(group):
            yield number, ((bin * 2 + place % 2 + 0.5) * scale.column, place // 2)


_SLIDES = (0.0, 0.25, 0.5, 0.75, 1.0)
"""How much of a label stands to the left of the line that leads down to its mark."""


@dataclass(frozen=True)
class _Wish:
    """A label that wants a place: its words, the x of its mark, and the number of the mark."""

    words: str
    x: float
    mark: int


_Place = tuple[float, int]
"""Left end of a label in pixels, and its line from the top."""


def _labels(
    moments: Sequence[Moment], stacked: Mapping[int, tuple[float, int]], row: str, scale: Scale
) -> tuple[list[tuple[_Wish, _Place]], int]:
    """The labels of a row with their places on as few lines as hold them, and the number of lines."""
    wishes = [_Wish(moments[number].label, x, number) for number, (x, _) in stacked.items() if moments[number].label]
    wishes.sort(key=lambda wish: (wish.x, wish.mark))
    taken = (Box(0, 0, width_of(row, HEAD_TYPE) + _GAP, 1),)
    while wishes:
        for lines in range(1, len(wishes) + 2):
            places = _packed(wishes, lines, taken, scale.width + _OVERHANG)
            if places is not None:
                return list(zip(wishes, places, strict=True)), lines
        wishes.pop()  # its mark keeps its name and its link
    return [], 1


def _packed(wishes: Sequence[_Wish], lines: int, taken: tuple[Box, ...], width: float) -> list[_Place] | None:
    """A place for each label on so many lines, the first ones as low as the others leave room; None without one."""
    if not wishes:
        return []
    for box in _free(wishes[0], lines, taken, width):
        line, x = int(box.top), wishes[0].x
        others = _packed(wishes[1:], lines, (*taken, box, Box(x - 2, line + 1, x + 2, lines)), width)
        if others is not None:
            return [(box.left, line), *others]
    return None


def _free(wish: _Wish, lines: int, taken: Sequence[Box], width: float) -> Iterator[Box]:
    """Every box for a label over the line that leads down to its mark, from the lowest up."""
    wide = width_of(wish.words, TYPE)
    for line in reversed(range(lines)):
        if Box(wish.x - 1, line, wish.x + 1, lines).covers_any(taken):
            continue  # nothing may stand on the way down to the mark
        lefts = (wish.x - 3 - slide * (wide - 6) for slide in _SLIDES)
        for left in (left for left in lefts if left >= 0 and left + wide + _GAP <= width):
            box = Box(left, line, left + wide + _GAP, line + 1)
            if not box.covers_any(taken):
                yield box

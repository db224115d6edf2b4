"""Chart of human effort: what was published of the work of people, a panel for each kind of work, by stage."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from atlas.charts.chart import INK, NARROW, SOFT, WIDE, Chart, at_widths, by_phase, data_table
from atlas.charts.labels import width_of
from atlas.tables.effort import KINDS, Effort, efforts
from atlas.tables.table import Column
from atlas.tables.view import View

LINE, TYPE, GAP, ROOM = 16, 10, 8, 1.5
PANEL = NARROW - 24
_NUMBER = "datum.value < 1 ? format(datum.value, '~f') : format(datum.value, '~s')"

_COLUMNS = (
    (Column("figure", "Figure"), "label", None),
    (Column("value", "Value", numeric=True), "shown", None),
    (Column("labour", "Work"), "work", None),
    (Column("stage", "Stage"), "stage", "number"),
)


@dataclass(frozen=True)
class Mark:
    """A figure in the row of one of its stages: number, name and phase of the stage, and the ends of the number."""

    effort: Effort
    number: int
    stage: str
    phase: str
    low: float
    high: float

    @property
    def value(self) -> float:
        """Where its point stands: the number itself, or the end that is known; the lower one of a range."""
        return self.effort.shown.sort or self.low

    @property
    def record(self) -> dict[str, Any]:
        """The mark as the data of the chart; it leads to the row of its figure."""
        effort = self.effort
        shown = effort.shown
        told = ", ".join(part for part in (shown.kind, shown.said_by) if part)
        return {
            "value": self.value,
            "phase": self.phase,
            "name": f"{effort.name}: {effort.label}; {self.stage}; {shown.words} ({told})",
            "href": effort.href,
        }


def effort_chart(view: View) -> Chart | None:
    """Every published number on the work of people, on log axes."""
    found = marks(view)
    if not found:
        return None
    wide, narrow = at_widths(lambda width: _spec(found, width))
    figures = len({mark.effort.placed.address for mark in found})
    return Chart(
        id="effort",
        title="Human effort, as published",
        description=(
            f"{figures} figures, a panel for each kind of work, the stages below each other. The axes are logarithmic "
            "and count pieces of work, people, hours or dollars; they are no shares of a whole, and panels cannot be "
            "added up. A line marks a range. A figure that covers several stages stands at each of them. Each mark "
            "leads to its source; what was published in words alone stands in the table of human effort."
        ),
        wide=wide,
        narrow=narrow,
        table=data_table("effort", [_row(mark) for mark in found], _COLUMNS),
    )


def marks(view: View) -> tuple[Mark, ...]:
    """Every figure with a number at each of its stages: by kind of work, by stage, the greatest first."""
    stages = {id: (number, stage) for number, (id, stage) in enumerate(view.catalog.lifecycle)}
    found = []
    for effort in efforts(view):
        amount, value = effort.shown.quantity, effort.shown.sort
        if amount is None or value is None or value <= 0:
            continue
        ends = [end for end in (amount.low, amount.high) if end is not None and end > 0] or [value]
        for id in effort.stages:
            number, stage = stages[id]
            found.append(Mark(effort, number, stage.short, stage.phase, min(*ends, value), max(*ends, value)))
    kinds = list(KINDS)
    return tuple(sorted(found, key=lambda mark: (kinds.index(mark.effort.kind), mark.number, -mark.value)))


def _row(mark: Mark) -> dict[str, Any]:
    effort = mark.effort
    return {
        "label": f"{effort.name}: {effort.label}",
        "shown": effort.shown,
        "work": KINDS[effort.kind],
        "stage": mark.stage,
        "number": mark.number,
    }


def _spec(found: Sequence[Mark], width: int) -> dict[str, Any]:
    panels = [
        (_height(own), _panel(own, KINDS[kind]))
        for kind in KINDS
        if (own := [mark for mark in found if mark.effort.kind == kind])
    ]
    if width != WIDE:
        return {"vconcat": [panel for _, panel in panels]}
    return {"hconcat": [{"vconcat": column} for column in _columns(panels) if column], "spacing": 36}


def _columns(panels: Sequence[tuple[float, dict[str, Any]]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The panels in two columns, each panel in the shorter one."""
    heights = [0.0, 0.0]
    columns: tuple[list[dict[str, Any]], list[dict[str, Any]]] = ([], [])
    for height, panel in panels:
        place = heights.index(min(heights))
        columns[place].append(panel)
        heights[place] += height + 60
    return columns


def _height(own: Sequence[Mark]) -> float:
    return LINE * (len(own) + len({mark.stage for mark in own}))


def _panel(own: Sequence[Mark], title: str) -> dict[str, Any]:
    low, high = _ends(own)
    x = {
        "field": "value",
        "type": "quantitative",
        "scale": {"type": "log", "domain": [low, high], "nice": False},
        "axis": {"title": None, "grid": True, "values": _ticks(low, high), "labelExpr": _NUMBER},
    }
    height = _height(own)
    y = {"field": "y", "type": "quantitative", "scale": {"domain": [height, 0], "nice": False}, "axis": None}
    layers = _layers(list(_lines(own)), math.log(high / low), low)
    return {
        "title": {"text": title, "frame": "group"},
        "width": PANEL,
        "height": height,
        "layer": [{**layer, "encoding": {"x": x, "y": y} | layer["encoding"]} for layer in layers],
    }


def _ends(own: Sequence[Mark]) -> tuple[float, float]:
    """The ends of the shortest log axis on which the words of every mark have room."""
    least, most = min(mark.low for mark in own) / ROOM, max(mark.high for mark in own) * ROOM
    for steps in range(40):
        for up in range(steps + 1):
            low, high = least / ROOM ** (steps - up), most * ROOM**up
            if all(_side(mark, math.log(high / low), low) for mark in own):
                return low, high
    return least, most


def _ticks(low: float, high: float) -> list[float]:
    """Powers of ten between the ends, with twice and five times of each where there are fewer than two."""
    powers = range(math.floor(math.log10(low)), math.floor(math.log10(high)) + 1)
    for steps in ((1,), (1, 2, 5)):
        ticks = [float(step * 10.0**power) for power in powers for step in steps]
        ticks = [tick for tick in ticks if low <= tick <= high]
        if len(ticks) > 1:
            break
    return ticks


def _lines(own: Sequence[Mark]) -> Iterator[tuple[float, Mark | str]]:
    """What stands on each line of a panel: the name of a stage, then its marks."""
    stage, line = "", 0
    for mark in own:
        if mark.stage != stage:
            stage = mark.stage
            yield (line + 0.5) * LINE, stage
            line += 1
        yield (line + 0.5) * LINE, mark
        line += 1


def _layers(lines: Sequence[tuple[float, Mark | str]], length: float, low: float) -> Iterator[dict[str, Any]]:
    """Names of stages, lines of ranges, points and their words; words stand where there is more room."""
    placed = [(y, mark) for y, mark in lines if isinstance(mark, Mark)]
    heads = [{"value": low, "y": y, "words": stage} for y, stage in lines if isinstance(stage, str)]
    yield _words(heads, 0, "left") | {"mark": {**_TEXT, "align": "left", "fontWeight": "bold", "color": SOFT}}
    ranges = [{"value": mark.low, "end": mark.high, "y": y, "phase": mark.phase} for y, mark in placed]
    yield {
        "data": {"values": [item for item in ranges if item["value"] != item["end"]]},
        "mark": {"type": "rule", "strokeWidth": 3, "opacity": 0.5},
        "encoding": {"x2": {"field": "end"}, "color": by_phase()},
    }
    yield {
        "data": {"values": [{**mark.record, "y": y} for y, mark in placed]},
        "mark": {"type": "point", "filled": True, "size": 60, "opacity": 1},
        "encoding": {"color": by_phase()},
    }
    for side, sign in (("left", 1), ("right", -1)):
        values = [
            {"value": mark.high if sign > 0 else mark.low, "y": y, "words": words_of(mark)}
            for y, mark in placed
            if _side(mark, length, low) == side
        ]
        yield _words(values, sign * GAP, side)


_TEXT = {"type": "text", "baseline": "middle", "fontSize": TYPE, "color": INK}


def _words(values: list[dict[str, Any]], dx: float, align: str) -> dict[str, Any]:
    return {
        "data": {"values": values},
        "mark": {**_TEXT, "align": align, "dx": dx},
        "encoding": {"text": {"field": "words"}},
    }


def words_of(mark: Mark) -> str:
    """The words beside a mark: model or source, and the number."""
    return f"{mark.effort.name}: {mark.effort.shown.bare}"


def _side(mark: Mark, length: float, low: float) -> str:
    """Which end of the words meets the mark: the left one where they fit to its right; empty where they fit nowhere."""
    words = GAP + width_of(words_of(mark), TYPE)
    if math.log(mark.high / low) / length * PANEL + words <= PANEL:
        return "left"
    return "right" if math.log(mark.low / low) / length * PANEL >= words else ""

"""Chart of the timeline: what appeared when, a row for each stage, with names on the landmarks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from atlas.charts.chart import INK, SOFT, WIDE, Chart, at_widths, by_phase, data_table, legend
from atlas.charts.timeline_layout import HEAD_TYPE, LINE, MARK, TYPE, Layout, Moment, Scale, layout
from atlas.tables.table import Column
from atlas.tables.timeline import Event, events
from atlas.tables.view import View

FIRST_YEAR = 2016
_MARGIN = 20

_COLUMNS = (
    (Column("title", "Title"), "title", None),
    (Column("date", "Date"), "written", "written"),
    (Column("kind", "Kind"), "kind", None),
    (Column("stage", "Stage"), "stage", None),
)
_SHAPES = {"paper": "circle", "method": "square", "model": "triangle-up"}


@dataclass(frozen=True)
class _Mark:
    """An event at one of its stages."""

    event: Event
    stage: str
    phase: str
    label: str

    @property
    def record(self) -> dict[str, Any]:
        """The mark as the data of the chart; a landmark leads to its record."""
        event = self.event
        words = {"title": event.title, "written": event.date, "kind": event.kind, "stage": self.stage}
        name = f"{event.title}; {event.kind}, {event.date}"
        return {**words, "phase": self.phase, "name": name} | ({"href": event.href} if self.label else {})


def timeline_chart(view: View) -> Chart | None:
    """Papers, models and methods since 2016, a mark for each stage that they concern."""
    marks = list(_marks(view))
    if not marks:
        return None
    rows = [stage.short for _, stage in view.catalog.lifecycle if stage.short in {mark.stage for mark in marks}]
    wide, narrow = at_widths(lambda width: _spec(marks, rows, width))
    return Chart(
        id="timeline",
        title=f"Papers, models and methods since {FIRST_YEAR}, by stage",
        description=(
            f"{len(marks)} marks, one row for each stage, the landmarks with their names. A paper stands at each stage "
            "whose page cites it, a model at each stage about which its makers disclosed something, a method at each "
            "stage that uses it. Marks of one quarter stand above each other, on a narrow screen those of half a year."
        ),
        wide=wide,
        narrow=narrow,
        table=data_table("timeline", [mark.record for mark in marks], _COLUMNS),
    )


def _marks(view: View) -> Iterator[_Mark]:
    stages = dict(view.catalog.lifecycle)
    for event in events(view):
        if int(event.date[:4]) >= FIRST_YEAR:
            for stage in event.stages:
                label = event.landmark if stage in event.landmark_at else ""
                yield _Mark(event, stages[stage].short, stages[stage].phase, label)


def _when(date: str) -> float:
    """A date in years; a shorter date stands in the middle of what it leaves open."""
    year, month = int(date[:4]), int(date[5:7] or 0)
    return year + ((month - 0.5) / 12 if month else 0.5)


def _spec(marks: list[_Mark], rows: list[str], width: int) -> dict[str, Any]:
    moments = [Moment(_when(mark.event.date), mark.stage, mark.label) for mark in marks]
    last = int(max(moment.when for moment in moments)) + 1
    scale = Scale(FIRST_YEAR, last, width - _MARGIN, 4 if width == WIDE else 2)
    found = layout(tuple(moments), tuple(rows), scale)
    axis = {"title": None, "format": "d", "tickCount": 10 if width == WIDE else 5, "domain": False, "grid": True}
    x = {"type": "quantitative", "scale": {"domain": [FIRST_YEAR, last], "nice": False}, "axis": axis}
    y = {"type": "quantitative", "scale": {"domain": [found.height, 0], "nice": False}, "axis": None}
    places = {"x": {**x, "field": "x"}, "y": {**y, "field": "y"}}
    layers = [*_lines(found, scale), _dots(marks, found, scale, width), *_words(found, scale)]
    return {
        "width": scale.width,
        "height": round(found.height),
        "layer": [{**layer, "encoding": places | layer["encoding"]} for layer in layers],
    }


def _lines(found: Layout, scale: Scale) -> Iterator[dict[str, Any]]:
    """The baseline of each row, and the lines from labels down to their marks."""
    ends = {"x": scale.year(0), "x2": scale.year(scale.width)}
    yield {
        "data": {"values": [{**ends, "y": band.base} for band in found.bands]},
        "mark": {"type": "rule", "color": "var(--atlas-line)"},
        "encoding": {"x2": {"field": "x2"}},
    }
    leaders = []
    for band in found.bands:
        for label in band.labels:
            x, y = found.places[label.mark]
            leaders.append({"x": scale.year(x), "y": label.y + 6, "y2": y - MARK / 2})
    yield {
        "data": {"values": leaders},
        "mark": {"type": "rule", "color": SOFT, "strokeWidth": 1},
        "encoding": {"y2": {"field": "y2"}},
    }


def _dots(marks: list[_Mark], found: Layout, scale: Scale, width: int) -> dict[str, Any]:
    pairs = zip(marks, found.places, strict=True)
    values = [{**mark.record, "x": scale.year(x), "y": round(y, 2)} for mark, (x, y) in pairs]
    shape = {"domain": list(_SHAPES), "range": list(_SHAPES.values())}
    return {
        "data": {"values": values},
        "mark": {"type": "point", "size": MARK**2, "filled": True, "opacity": 1},
        "encoding": {
            "shape": {"field": "kind", "type": "nominal", "scale": shape, "legend": {**legend(width), "columns": 3}},
            "color": by_phase(),
        },
    }


def _words(found: Layout, scale: Scale) -> Iterator[dict[str, Any]]:
    """The names of the rows, and the labels of the landmarks."""
    yield {
        "data": {"values": [{"words": band.name, "x": FIRST_YEAR, "y": band.top + LINE / 2} for band in found.bands]},
        "mark": {"type": "text", "align": "left", "baseline": "middle", "fontSize": HEAD_TYPE, "fontWeight": "bold"},
        "encoding": {"text": {"field": "words"}},
    }
    labels = [label for band in found.bands for label in band.labels]
    yield {
        "data": {"values": [{"words": label.words, "x": scale.year(label.x), "y": label.y} for label in labels]},
        "mark": {"type": "text", "align": "left", "baseline": "middle", "fontSize": TYPE, "color": INK},
        "encoding": {"text": {"field": "words"}},
    }

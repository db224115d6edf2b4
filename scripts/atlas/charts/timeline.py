"""Chart of the timeline: what appeared when, by stage."""

from __future__ import annotations

from typing import Any

from atlas.charts.chart import WIDE, Chart, at_widths, by_phase, data_table, legend
from atlas.tables.table import Column
from atlas.tables.timeline import events
from atlas.tables.view import View

FIRST_YEAR = 2016

_COLUMNS = (
    (Column("title", "Title"), "title", None),
    (Column("date", "Date"), "written", "written"),
    (Column("kind", "Kind"), "kind", None),
    (Column("stage", "Stage"), "stage", None),
)


def timeline_chart(view: View) -> Chart | None:
    """Papers, models and methods since 2016, a mark for each stage that they concern."""
    stages = dict(view.catalog.stages)
    marks = [
        {
            "date": _day(event.date),
            "stage": stages[stage].short,
            "phase": stages[stage].phase,
            "kind": event.kind,
            "title": event.title,
            "written": event.date,
        }
        for event in events(view)
        for stage in event.stages
        if int(event.date[:4]) >= FIRST_YEAR
    ]
    if not marks:
        return None
    order = [stage.short for stage in stages.values()]

    def spec(width: int) -> dict[str, Any]:
        return {
            "width": width - 120,
            "height": {"step": 28},
            "data": {"values": marks},
            "mark": {"type": "point", "size": 46, "strokeWidth": 1.4, "opacity": 0.8},
            "encoding": {
                "x": {
                    "field": "date",
                    "type": "temporal",
                    "scale": {"type": "utc"},  # else the time zone of the machine moves the years
                    "axis": {"title": None, "format": "%Y", "tickCount": 10 if width == WIDE else 5},
                },
                "y": {"field": "stage", "type": "nominal", "sort": order, "title": None},
                "shape": {"field": "kind", "type": "nominal", "legend": legend(width)},
                "color": by_phase(),
            },
        }

    wide, narrow = at_widths(spec)
    return Chart(
        id="timeline",
        title=f"Papers, models and methods since {FIRST_YEAR}, by stage",
        description=(
            f"{len(marks)} marks. A paper stands at each stage whose page cites it, a model at each stage about which "
            "its makers disclosed something, a method at each stage that uses it."
        ),
        wide=wide,
        narrow=narrow,
        table=data_table("timeline", marks, _COLUMNS),
    )


def _day(date: str) -> str:
    """A full date for the axis: the middle of what a shorter date leaves open."""
    return {4: f"{date}-07-01", 7: f"{date}-15"}.get(len(date), date)

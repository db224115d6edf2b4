"""Charts of breakdowns: each ledger as one bar of stacked lines, coloured by the phase of its stages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from atlas.charts.chart import PHASES, WIDE, Chart, at_widths, by_phase, data_table, legend
from atlas.evidence.shares import breakdowns, shares
from atlas.evidence.wording import share_words
from atlas.model import ComputeShare
from atlas.tables.table import Column
from atlas.tables.view import View

_COLUMNS = (
    (Column("line", "Line"), "line", None),
    (Column("phase", "Phase"), "phase", None),
    (Column("share", "Share", numeric=True), "words", "share"),
)


def breakdown_charts(view: View) -> Iterator[Chart]:
    """A bar for each published breakdown with at least two shares."""
    for id, breakdown in breakdowns(view.catalog).items():
        segments = _segments(view, breakdown)
        if breakdown.scope != "typical" and len(segments) > 1:
            yield _chart(id, breakdown, segments)


def _chart(id: str, breakdown: ComputeShare, segments: list[dict[str, Any]]) -> Chart:
    names = [segment["line"] for segment in segments]

    def spec(width: int) -> dict[str, Any]:
        return {
            "width": width,
            "height": 46,
            "data": {"values": segments},
            "mark": {"type": "bar", "stroke": "var(--atlas-paper)", "strokeWidth": 1.5},
            "encoding": {
                "x": {
                    "field": "share",
                    "type": "quantitative",
                    "stack": "zero",
                    "scale": {"domain": [0, 1], "nice": False, "clamp": True},
                    "axis": {"title": None, "format": ".0%", "tickCount": 5 if width == WIDE else 3, "grid": False},
                },
                "order": {"field": "number", "type": "quantitative"},
                "color": by_phase(
                    {
                        **legend(width),
                        "values": sorted({s["phase"] for s in segments}, key=list(PHASES).index),
                    }
                ),
            },
        }

    wide, narrow = at_widths(spec)
    words = "; ".join(f"{segment['line']} {segment['words']}" for segment in segments)
    return Chart(
        id=f"breakdown-{id}",
        title=breakdown.title,
        description=f"{len(names)} lines, in the order of the table: {words}.",
        wide=wide,
        narrow=narrow,
        table=data_table(f"breakdown-{id}", segments, _COLUMNS),
    )


def _segments(view: View, breakdown: ComputeShare) -> list[dict[str, Any]]:
    phases = {id: stage.phase for id, stage in view.catalog.stages}
    return [
        {
            "line": share.line.label,
            "number": number,
            "share": round(share.share.value, 6),
            "words": share_words(share.share),
            "phase": phases[share.line.stages[0]],
        }
        for number, share in enumerate(shares(breakdown))
        if share.share.value is not None
    ]

"""Charts of breakdowns: each ledger as one bar of stacked lines, coloured by the phases of its stages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from atlas.charts.chart import PHASES, Chart, at_widths, data_table, legend, percent_axis
from atlas.evidence.shares import ledgers, shares
from atlas.evidence.shown import share_evidence
from atlas.evidence.wording import share_words
from atlas.model import ComputeShare
from atlas.tables.table import Column
from atlas.tables.view import View

_COLUMNS = (
    (Column("line", "Line"), "line", None),
    (Column("phase", "Phase"), "phase", None),
    (Column("share", "Share", numeric=True), "evidence", None),
)


OUTSIDE = "outside training"
"""Phase of a line that covers no stage."""

COLOURS = {**PHASES, OUTSIDE: "var(--atlas-line)"}

MARKED = 0.95
"""Share at which a line stands: what pre-training is often said to take."""


def breakdown_chart(view: View, id: str) -> Chart | None:
    """The bar of a published breakdown with at least two shares; None for any other."""
    breakdown = ledgers(view.catalog).get(id)
    if breakdown is None or breakdown.scope == "typical":
        return None
    segments = _segments(view, id, breakdown)
    return _chart(id, breakdown, segments) if len(segments) > 1 else None


def _chart(id: str, breakdown: ComputeShare, segments: list[dict[str, Any]]) -> Chart:
    stripes = [stripe for segment in segments for stripe in _stripes(segment)]
    wide, narrow = at_widths(lambda width: _spec(stripes, width))
    words = "; ".join(f"{segment['line']} {segment['words']}" for segment in segments)
    joint = " Stripes: one line covers several phases." if len(stripes) > len(segments) else ""
    return Chart(
        id=f"breakdown-{id}",
        title=breakdown.title,
        description=f"{len(segments)} lines, in the order of the table: {words}.{joint} The line stands at 95 %.",
        wide=wide,
        narrow=narrow,
        table=data_table(f"breakdown-{id}", segments, _COLUMNS),
    )


def _spec(stripes: list[dict[str, Any]], width: int) -> dict[str, Any]:
    shown = [phase for phase in COLOURS if phase in {stripe["phase"] for stripe in stripes}]
    share = {"type": "quantitative", "scale": {"domain": [0, 1], "nice": False, "clamp": True}}
    height = {"type": "quantitative", "scale": {"domain": [0, 1], "nice": False}, "axis": None}
    bars = {
        "data": {"values": stripes},
        "mark": {"type": "rect", "stroke": "var(--atlas-paper)", "strokeWidth": 1},
        "encoding": {
            "x": {**share, "field": "start", "axis": percent_axis(width)},
            "x2": {"field": "end"},
            "y": {**height, "field": "top"},
            "y2": {"field": "bottom"},
            "color": {
                "field": "phase",
                "type": "nominal",
                "scale": {"domain": list(COLOURS), "range": list(COLOURS.values())},
                "legend": {**legend(width), "values": shown},
            },
        },
    }
    line = {
        "data": {"values": [{"at": MARKED}]},
        "mark": {"type": "rule", "color": "var(--atlas-ink)", "strokeDash": [4, 3], "strokeWidth": 1.5},
        "encoding": {"x": {**share, "field": "at"}},
    }
    return {"width": width, "height": 46, "layer": [bars, line]}


def _stripes(segment: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The segment in one stripe for each phase that its line covers, one above the other."""
    phases = segment["phases"]
    for place, phase in enumerate(phases):
        top, bottom = 1 - place / len(phases), 1 - (place + 1) / len(phases)
        kept = {key: segment[key] for key in ("start", "end", "name")}
        yield {**kept, "phase": phase, "top": top, "bottom": bottom}


def _segments(view: View, id: str, breakdown: ComputeShare) -> list[dict[str, Any]]:
    segments, start = [], 0.0
    for share in shares(breakdown):
        if share.share.value is None:
            continue
        covered = (str(stage.phase) for key, stage in view.catalog.lifecycle if key in share.line.stages)
        phases = list(dict.fromkeys(covered))
        end = start + share.share.value
        shown = share_evidence(id, share)
        segments.append(
            {
                "line": share.line.label,
                "start": round(start, 6),
                "end": round(end, 6),
                "share": round(share.share.value, 6),
                "words": share_words(share.share),
                "evidence": shown,
                "name": f"{share.line.label}; {shown.words}; {shown.title}",
                "phases": phases or [OUTSIDE],
                "phase": " and ".join(phases) or OUTSIDE,
            }
        )
        start = end
    return segments

"""Chart of shares: every published breakdown as a dot for each stage that it tells apart."""

from __future__ import annotations

from typing import Any

from atlas.charts.chart import LEAST, SHARES, SOFT, Chart, at_widths, by_phase, data_table, legend, log_percent_axis
from atlas.evidence.quantity import Quantity, stated
from atlas.evidence.shares import breakdowns, group_share
from atlas.evidence.wording import share_words, unit_name
from atlas.model import ComputeShare, Stage
from atlas.tables.breakdowns import SCOPE_WORDS, in_order, unit_of
from atlas.tables.table import Column
from atlas.tables.view import View

_COLUMNS = (
    (Column("stage", "Stage"), "stage", None),
    (Column("breakdown", "Breakdown"), "breakdown", None),
    (Column("share", "Share", numeric=True), "words", "share"),
    (Column("unit", "Unit"), "unit", None),
    (Column("scope", "Counts"), "scope", None),
)


def shares_chart(view: View) -> Chart | None:
    """A dot for each breakdown and stage that can be told apart, with the survey's estimates as bands."""
    points = _points(view)
    if not points:
        return None
    order = [stage.short for _, stage in view.catalog.stages if stage.short in {point["stage"] for point in points}]
    bands = [band for band in _bands(view) if band["stage"] in order]

    def spec(width: int) -> dict[str, Any]:
        share = {"type": "quantitative", "scale": {"type": "log", "domain": SHARES}}
        stage = {"field": "stage", "type": "nominal", "sort": order, "title": None}
        dot = {
            "mark": {"type": "point", "size": 70, "strokeWidth": 1.8},
            "data": {"values": points},
            "encoding": {
                "x": {**share, "field": "share", "axis": log_percent_axis("share of the breakdown, log scale")},
                "y": stage,
                "shape": {"field": "unit", "type": "nominal", "legend": legend(width)},
                "color": by_phase(),
            },
        }
        band = {
            "mark": {"type": "bar", "height": 22, "color": SOFT, "opacity": 0.22},
            "data": {"values": bands},
            "encoding": {"x": {**share, "field": "low"}, "x2": {"field": "high"}, "y": stage},
        }
        return {"width": width - 110, "height": {"step": 34}, "layer": [band, dot]}

    wide, narrow = at_widths(spec)
    return Chart(
        id="shares",
        title="Share of each stage in every published breakdown",
        description=(
            f"{len(points)} shares from published breakdowns, one mark each, shaped by unit; the grey bands are the "
            "survey's estimates of June 2026. Marks of different shape must not be compared. Lines that cover several "
            "stages are left out, and shares below 0.01 % would be too."
        ),
        wide=wide,
        narrow=narrow,
        table=data_table("shares", points, _COLUMNS),
    )


def _points(view: View) -> list[dict[str, Any]]:
    found = breakdowns(view.catalog)
    points = []
    for id in in_order(view):
        breakdown = found[id]
        if breakdown.scope == "typical":
            continue
        for stage_id, stage in view.catalog.stages:
            share = alone(breakdown, stage_id)
            if share is not None and share.value is not None and share.value >= LEAST:
                points.append(_point(breakdown, stage, share))
    return points


def _point(breakdown: ComputeShare, stage: Stage, share: Quantity) -> dict[str, Any]:
    unit = "share, as stated" if unit_of(breakdown) == "share" else unit_name(unit_of(breakdown))
    return {
        "stage": stage.short,
        "phase": stage.phase,
        "share": round(share.value or 0.0, 6),
        "words": share_words(share),
        "unit": unit,
        "breakdown": breakdown.title,
        "scope": SCOPE_WORDS[breakdown.scope],
    }


def alone(breakdown: ComputeShare, stage: str) -> Quantity | None:
    """The share of a stage in a breakdown, where its lines cover no other stage; None otherwise."""
    touching = {name: line for name, line in breakdown.lines.items() if stage in line.stages}
    if not touching or any(line.stages != (stage,) for line in touching.values()):
        return None
    return group_share(breakdown, touching)


def _bands(view: View) -> list[dict[str, Any]]:
    typical = breakdowns(view.catalog).get("typical")
    stages = dict(view.catalog.stages)
    bands = []
    for line in typical.lines.values() if typical else ():
        share = stated(line)
        if share is not None and share.value != 0:
            low, high = max(share.low or 0.0, LEAST), share.high if share.high is not None else 1.0
            bands.append({"stage": stages[line.stages[0]].short, "low": low, "high": high})
    return bands

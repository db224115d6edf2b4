"""Chart of two opposite orders: compute and human labels, stage by stage."""

from __future__ import annotations

from typing import Any

from atlas.charts.chart import WIDE, Chart, at_widths, by_phase, data_table, percent_axis
from atlas.evidence.shown import Evidence
from atlas.tables.pipeline import LABEL_COSTS
from atlas.tables.table import Column
from atlas.tables.view import View

_COLUMNS = (
    (Column("stage", "Stage"), "stage", "number"),
    (Column("share", "Share of compute"), "shown", None),
    (Column("labels", "Human labels"), "label_words", "labels"),
)


def orders_chart(view: View) -> Chart | None:
    """Compute and human labels, stage by stage, side by side: the two opposite orders."""
    bars = _bars(view)
    if not bars:
        return None
    wide, narrow = at_widths(lambda width: _spec(bars, width))
    return Chart(
        id="orders",
        title="Two opposite orders: compute and human labels",
        description=(
            "Stages from top to bottom in their order. On one side the most that the atlas's own estimate of June 2026 "
            "allows as the share of compute, on a linear axis, where it gives a number; on the other an order of human "
            "labelling. Where one is long the other is short."
        ),
        wide=wide,
        narrow=narrow,
        table=data_table("orders", [bar | {"shown": _shown(view, bar)} for bar in bars], _COLUMNS),
    )


def _spec(bars: list[dict[str, Any]], width: int) -> dict[str, Any]:
    side_by_side = width == WIDE
    stage = {"field": "stage", "type": "nominal", "sort": [bar["stage"] for bar in bars], "title": None}
    compute = {
        "field": "none",
        "type": "quantitative",
        "scale": {"domain": [0, 1]},
        "axis": percent_axis(width, "share of training compute"),
    }
    labels = {
        "field": "labels",
        "type": "quantitative",
        "scale": {"domain": [0, 3]},
        "axis": {
            "title": "human labels",
            "values": [0, 1, 2, 3],
            "labelExpr": "['none', 'little', 'some', 'much'][datum.value]",
        },
    }
    size = {"width": (width - 150) // 2 if side_by_side else width - 140, "height": {"step": 22}}
    halves = [
        {
            "title": "compute: the most that our own estimate allows",
            **size,
            "mark": {"type": "bar"},
            "transform": [{"filter": "datum.high > 0"}],
            "encoding": {
                "x": compute,
                "x2": {"field": "high"},
                "y": {**stage, "scale": {"domain": stage["sort"]}},
                "color": by_phase(),
            },
        },
        {
            "title": "human labels: an order, no measurement",
            **size,
            "mark": {"type": "bar"},
            "encoding": {"x": labels, "y": {**stage, "axis": None if side_by_side else {}}, "color": by_phase()},
        },
    ]
    return {"data": {"values": bars}, ("hconcat" if side_by_side else "vconcat"): halves}


def _shown(view: View, bar: dict[str, Any]) -> Evidence | str:
    return view.typical(bar["id"]) or "no estimate"


def _name(stage: str, evidence: Evidence | None, labels: str) -> str:
    compute = f"compute {evidence.words}, {evidence.said_by}" if evidence else "compute without an estimate"
    return f"{stage}; {compute}; human labels: {labels}"


def _bars(view: View) -> list[dict[str, Any]]:
    bars = []
    for number, (id, stage) in enumerate(view.catalog.stages):
        evidence = view.typical(id)
        share = evidence.quantity if evidence else None
        high = 0.0 if share is None else 1.0 if share.high is None else share.high
        bars.append(
            {
                "stage": stage.short,
                "phase": stage.phase,
                "none": 0,
                "high": high,
                "id": id,
                "labels": LABEL_COSTS[stage.label_cost],
                "label_words": stage.label_cost,
                "number": number,
                "name": _name(stage.short, evidence, stage.label_cost),
            }
        )
    return bars if any(bar["high"] for bar in bars) else []

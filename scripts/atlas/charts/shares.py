"""Charts of shares per stage: every published breakdown as a dot, and compute against human labels."""

from __future__ import annotations

from typing import Any

from atlas.charts.chart import SOFT, WIDE, Chart, at_widths, by_phase, legend, log_percent_axis
from atlas.evidence.quantity import Quantity, stated
from atlas.evidence.shares import group_share
from atlas.evidence.wording import share_words, unit_name
from atlas.model import ComputeShare, Stage
from atlas.tables.breakdowns import SCOPE_WORDS, in_order, unit_of
from atlas.tables.pipeline import LABEL_COSTS
from atlas.tables.table import Column, Row, Table, cell
from atlas.tables.view import View

LEAST = 0.0001
DOMAIN = [LEAST, 1]


def shares_chart(view: View) -> Chart | None:
    """A dot for each breakdown and stage that can be told apart, with the survey's estimates as bands."""
    points = _points(view)
    if not points:
        return None
    order = [stage.short for _, stage in view.catalog.stages if stage.short in {point["stage"] for point in points}]
    bands = [band for band in _bands(view) if band["stage"] in order]

    def spec(width: int) -> dict[str, Any]:
        share = {"type": "quantitative", "scale": {"type": "log", "domain": DOMAIN}}
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
        table=_points_table(points),
    )


def _points(view: View) -> list[dict[str, Any]]:
    found = view.catalog.of("compute_shares", ComputeShare)
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
    typical = view.catalog.of("compute_shares", ComputeShare).get("typical")
    stages = dict(view.catalog.stages)
    bands = []
    for line in typical.lines.values() if typical else ():
        share = stated(line)
        if share is not None and share.value != 0:
            low, high = max(share.low or 0.0, LEAST), share.high if share.high is not None else 1.0
            bands.append({"stage": stages[line.stages[0]].short, "low": low, "high": high})
    return bands


def _points_table(points: list[dict[str, Any]]) -> Table:
    rows = tuple(
        Row(
            "",
            (
                cell(point["stage"]),
                cell(point["breakdown"]),
                cell(point["words"], sort=point["share"]),
                cell(point["unit"]),
                cell(point["scope"]),
            ),
        )
        for point in points
    )
    columns = (
        Column("stage", "Stage"),
        Column("breakdown", "Breakdown"),
        Column("share", "Share", numeric=True),
        Column("unit", "Unit"),
        Column("scope", "Counts"),
    )
    return Table("chart-shares", "The data of the chart", columns, rows)


def orders_chart(view: View) -> Chart | None:
    """Compute and human labels, stage by stage, side by side: the two opposite orders."""
    bars = _order_bars(view)
    if not bars:
        return None
    order = [bar["stage"] for bar in bars]

    def spec(width: int) -> dict[str, Any]:
        stage = {"field": "stage", "type": "nominal", "sort": order, "title": None}
        colour = by_phase()
        half = (width - 150) // 2 if width == WIDE else width - 140
        compute = {
            "title": "compute: the survey's estimate, log scale",
            "width": half,
            "height": {"step": 22},
            "mark": {"type": "bar"},
            "transform": [{"filter": "datum.high > 0"}],
            "encoding": {
                "x": {
                    "field": "low",
                    "type": "quantitative",
                    "scale": {"type": "log", "domain": DOMAIN},
                    "axis": log_percent_axis("share of training compute"),
                },
                "x2": {"field": "high"},
                "y": {**stage, "scale": {"domain": order}},
                "color": colour,
            },
        }
        labels = {
            "title": "human labels: an order read from the survey",
            "width": half,
            "height": {"step": 22},
            "mark": {"type": "bar"},
            "encoding": {
                "x": {
                    "field": "labels",
                    "type": "quantitative",
                    "scale": {"domain": [0, 3]},
                    "axis": {
                        "title": "human labels",
                        "values": [0, 1, 2, 3],
                        "labelExpr": "['none', 'little', 'some', 'much'][datum.value]",
                    },
                },
                "y": {**stage, "axis": None if width == WIDE else {}},
                "color": colour,
            },
        }
        return {"data": {"values": bars}, ("hconcat" if width == WIDE else "vconcat"): [compute, labels]}

    wide, narrow = at_widths(spec)
    return Chart(
        id="orders",
        title="Two opposite orders: compute and human labels",
        description=(
            "Stages from top to bottom in their order. On one side the survey's estimate of the share of compute, "
            "where it gives a number; on the other its order of human labelling. Where one is long the other is short."
        ),
        wide=wide,
        narrow=narrow,
        table=_order_table(bars),
    )


def _order_bars(view: View) -> list[dict[str, Any]]:
    bars = []
    for id, stage in view.catalog.stages:
        evidence = view.typical(id)
        share = evidence.quantity if evidence else None
        low, high = (0.0, 0.0) if share is None else (share.low or LEAST, 1.0 if share.high is None else share.high)
        # A bar runs from the left edge to the most that the estimate allows.
        bars.append(
            {
                "stage": stage.short,
                "phase": stage.phase,
                "low": LEAST,
                "high": high,
                "words": evidence.words if evidence else "no estimate",
                "labels": LABEL_COSTS[stage.label_cost],
                "label_words": stage.label_cost,
                "least": low,
            }
        )
    return bars if any(bar["high"] for bar in bars) else []


def _order_table(bars: list[dict[str, Any]]) -> Table:
    rows = tuple(
        Row(
            "",
            (
                cell(bar["stage"], sort=number),
                cell(bar["words"], sort=bar["high"]),
                cell(bar["label_words"], sort=bar["labels"]),
            ),
        )
        for number, bar in enumerate(bars)
    )
    columns = (Column("stage", "Stage"), Column("share", "Share of compute"), Column("labels", "Human labels"))
    return Table("chart-orders", "The data of the chart", columns, rows)

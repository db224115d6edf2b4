"""Chart of models: training tokens against parameters, with the rule of 20 tokens per parameter."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from atlas.charts.chart import INK, SOFT, WIDE, Chart, at_widths, data_table, legend
from atlas.evidence.wording import number
from atlas.tables.sizes import RULE, Size, sizes
from atlas.tables.table import Column, Table
from atlas.tables.view import View

HEIGHT, MARGIN = 400, 60
LETTER, LINE_HEIGHT = 5.4, 13


def tokens_chart(view: View) -> Chart | None:
    """Every model with both numbers, on log axes."""
    found = sizes(view)
    if not found:
        return None
    points = [asdict(size) for size in found]
    low, high = min(point["parameters"] for point in points) / 1.6, max(point["parameters"] for point in points) * 1.6
    rule = [{"parameters": end, "tokens": end * RULE} for end in (low, high)]
    least = min([point["tokens"] for point in points] + [low * RULE])
    most = max(point["tokens"] for point in points) * 1.6

    named = _named(points, (low, high), (least, most))

    def spec(width: int) -> dict[str, Any]:
        words = "format(datum.value, '~s')"
        ends = [10.0**power for power in range(8, 15)]
        axis = {"grid": True, "labelExpr": f"replace({words}, 'G', 'B')", "values": ends}
        x = {
            "field": "parameters",
            "type": "quantitative",
            "scale": {"type": "log", "domain": [low, high], "nice": False},
            "axis": {**axis, "title": "parameters"},
        }
        y = {
            "field": "tokens",
            "type": "quantitative",
            "scale": {"type": "log", "domain": [least, most], "nice": False},
            "axis": {**axis, "title": "training tokens"},
        }
        line = {
            "data": {"values": rule},
            "mark": {"type": "line", "color": SOFT, "strokeDash": [5, 4], "clip": False},
            "encoding": {"x": x, "y": y},
        }
        dots = {
            "data": {"values": points},
            "mark": {"type": "point", "size": 60, "strokeWidth": 1.8, "color": "var(--phase-pre-training)"},
            "encoding": {
                "x": x,
                "y": y,
                "shape": {"field": "counted", "type": "nominal", "legend": legend(width, "parameters", 2)},
            },
        }
        names = {
            "data": {"values": named},
            "mark": {"type": "text", "align": "left", "dx": 7, "dy": -5, "fontSize": 10, "color": INK},
            "encoding": {"x": x, "y": y, "text": {"field": "short"}},
        }
        layers = [line, dots, names] if width == WIDE else [line, dots]
        return {"width": width - MARGIN, "height": HEIGHT if width == WIDE else 300, "layer": layers}

    wide, narrow = at_widths(spec)
    above = sum(point["tokens"] > RULE * point["parameters"] for point in points)
    return Chart(
        id="tokens",
        title="Training tokens against parameters",
        description=(
            f"{len(points)} models with both numbers, on log axes. The dashed line is the rule of {RULE} tokens per "
            f"parameter; {above} of the models lie above it. For mixtures of experts the active parameters are "
            "counted, for which the rule was not fitted."
        ),
        wide=wide,
        narrow=narrow,
        table=_table(found),
    )


def _named(
    points: list[dict[str, Any]], x_ends: tuple[float, float], y_ends: tuple[float, float]
) -> list[dict[str, Any]]:
    """The points that get a name: largest first, each whose name covers no name before it."""
    boxes: list[tuple[float, float, float]] = []
    named = []
    for point in sorted(points, key=lambda point: -point["parameters"]):
        short = point["title"].partition(" (")[0]
        left = _position(point["parameters"], x_ends) * (WIDE - MARGIN)
        top = HEIGHT * (1 - _position(point["tokens"], y_ends))
        right = left + 14 + LETTER * len(short)
        if all(abs(top - other) > LINE_HEIGHT or left > end or right < start for start, end, other in boxes):
            boxes.append((left, right, top))
            named.append({**point, "short": short})
    return named


def _position(value: float, ends: tuple[float, float]) -> float:
    low, high = ends
    return math.log(value / low) / math.log(high / low)


def _table(found: Iterable[Size]) -> Table:
    records = (
        {
            **asdict(size),
            "parameters_in_words": number(size.parameters, "parameters"),
            "tokens_in_words": number(size.tokens, "tokens"),
            "ratio": size.ratio,
            "ratio_in_words": f"{size.ratio:,.3g}",
        }
        for size in sorted(found, key=lambda size: size.ratio)
    )
    columns = (
        (Column("model", "Model"), "title", None),
        (Column("parameters", "Parameters", numeric=True), "parameters_in_words", "parameters"),
        (Column("counted", "Which"), "counted", None),
        (Column("tokens", "Training tokens", numeric=True), "tokens_in_words", "tokens"),
        (Column("ratio", "Tokens per parameter", numeric=True), "ratio_in_words", "ratio"),
    )
    return data_table("tokens", records, columns)

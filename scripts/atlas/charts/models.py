"""Chart of models: training tokens against parameters, with the rule of 20 tokens per parameter."""

from __future__ import annotations

import math
from typing import Any

from atlas.amount import number
from atlas.charts.chart import INK, SOFT, WIDE, Chart, at_widths, legend
from atlas.model import Model
from atlas.table import Column, Row, Table, cell
from atlas.tables.view import View

RULE = 20
"""Training tokens per parameter in the rule of thumb that Chinchilla is known for."""

HEIGHT, MARGIN = 400, 60
LETTER, LINE_HEIGHT = 5.4, 13


def sizes(view: View) -> list[dict[str, Any]]:
    """Models with a known number of parameters and of training tokens: title, both numbers, and which parameters."""
    found = []
    for id, model in view.catalog.of("models", Model).items():
        values = {
            name: view.value(f"models/{id}#{name}")
            for name in ("parameters", "active-parameters", "tokens", "pre-training-tokens")
        }
        parameters = values["active-parameters"] or values["parameters"]
        tokens = values["tokens"] or values["pre-training-tokens"]
        if parameters and tokens:
            kind = "active, of a mixture of experts" if values["active-parameters"] else "all"
            found.append({"id": id, "model": model.title, "parameters": parameters, "tokens": tokens, "counted": kind})
    return found


def tokens_chart(view: View) -> Chart | None:
    """Every model with both numbers, on log axes."""
    points = sizes(view)
    if not points:
        return None
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
        table=_table(points),
    )


def _named(
    points: list[dict[str, Any]], x_ends: tuple[float, float], y_ends: tuple[float, float]
) -> list[dict[str, Any]]:
    """The points that get a name: largest first, each whose name covers no name before it."""
    boxes: list[tuple[float, float, float]] = []
    named = []
    for point in sorted(points, key=lambda point: -point["parameters"]):
        short = point["model"].partition(" (")[0]
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


def _table(points: list[dict[str, Any]]) -> Table:
    rows = tuple(
        Row(
            "",
            (
                cell(point["model"]),
                cell(number(point["parameters"], "parameters"), sort=point["parameters"]),
                cell(point["counted"]),
                cell(number(point["tokens"], "tokens"), sort=point["tokens"]),
                cell(f"{point['tokens'] / point['parameters']:,.3g}", sort=point["tokens"] / point["parameters"]),
            ),
        )
        for point in sorted(points, key=lambda point: point["tokens"] / point["parameters"])
    )
    columns = (
        Column("model", "Model"),
        Column("parameters", "Parameters", numeric=True),
        Column("counted", "Which"),
        Column("tokens", "Training tokens", numeric=True),
        Column("ratio", "Tokens per parameter", numeric=True),
    )
    return Table("chart-tokens", "The data of the chart", columns, rows)

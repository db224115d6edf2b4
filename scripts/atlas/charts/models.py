"""Chart of models: training tokens against parameters, with the rule of 20 tokens per parameter."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from atlas.charts.chart import INK, SOFT, WIDE, Chart, at_widths, data_table, legend
from atlas.charts.labels import Box, first_free, width_of
from atlas.evidence.shown import Evidence, record_href
from atlas.evidence.wording import rounded
from atlas.tables.sizes import RULE, Size, sizes
from atlas.tables.table import Column, Table
from atlas.tables.view import View

MARGIN, ROOM = 60, 1.6
DOT, TYPE, LINE_HEIGHT = 5, 10, 12


@dataclass(frozen=True)
class Axis:
    """A log axis: its title, its ends, and its length in pixels."""

    title: str
    low: float
    high: float
    length: float

    def place(self, value: float) -> float:
        """Pixels from the low end."""
        return math.log(value / self.low) / math.log(self.high / self.low) * self.length

    def value(self, place: float) -> float:
        """The value at so many pixels from the low end."""
        return float(f"{self.low * (self.high / self.low) ** (place / self.length):.6g}")

    def channel(self, field: str) -> dict[str, Any]:
        """The channel of a field on this axis."""
        ticks = [10.0**power for power in range(8, 15)]
        label = "replace(format(datum.value, '~s'), 'G', 'B')"
        return {
            "field": field,
            "type": "quantitative",
            "scale": {"type": "log", "domain": [self.low, self.high], "nice": False},
            "axis": {"grid": True, "labelExpr": label, "values": ticks, "title": self.title},
        }


def tokens_chart(view: View) -> Chart | None:
    """Every model with both numbers, on log axes."""
    found = sizes(view)
    if not found:
        return None
    wide, narrow = at_widths(lambda width: _spec(found, width))
    above = sum(size.ratio > RULE for size in found)
    return Chart(
        id="tokens",
        title="Training tokens against parameters",
        description=(
            f"{len(found)} models with both numbers, on log axes; each mark leads to its model, and the table names "
            f"those that have no room for a name. The dashed line is the rule of {RULE} tokens per parameter; {above} "
            "of the models lie above it. For mixtures of experts the active parameters are counted, for which the "
            "rule was not fitted."
        ),
        wide=wide,
        narrow=narrow,
        table=_table(found),
    )


def _axes(found: Sequence[Size], width: int) -> tuple[Axis, Axis]:
    least, most = min(size.parameters for size in found) / ROOM, max(size.parameters for size in found) * ROOM
    fewest = min([size.tokens / ROOM for size in found] + [least * RULE])
    height = 400 if width == WIDE else 340
    tokens = Axis("training tokens", fewest, max(size.tokens for size in found) * ROOM, height)
    return Axis("parameters", least, most, width - MARGIN), tokens


def _spec(found: Sequence[Size], width: int) -> dict[str, Any]:
    across, up = _axes(found, width)
    end = min(across.high, up.high / RULE)
    channels = {"x": across.channel("parameters"), "y": up.channel("tokens")}
    rule = {
        "data": {"values": [{"parameters": size, "tokens": size * RULE} for size in (across.low, end)]},
        "mark": {"type": "line", "color": SOFT, "strokeDash": [5, 4]},
        "encoding": channels,
    }
    shape = {"field": "counted", "type": "nominal", "legend": legend(width, "which parameters", 2)}
    dots = {
        "data": {"values": [_datum(size) for size in found]},
        "mark": {
            "type": "point",
            "size": 60,
            "strokeWidth": 1.8,
            "color": "var(--phase-pre-training)",
        },
        "encoding": channels | {"shape": shape},
    }
    names = {
        "data": {"values": _labels(found, across, up)},
        "mark": {"type": "text", "align": "left", "baseline": "middle", "fontSize": TYPE, "color": INK},
        "encoding": channels | {"text": {"field": "words"}},
    }
    return {"width": across.length, "height": up.length, "layer": [rule, dots, names]}


def _datum(size: Size) -> dict[str, Any]:
    figures = ((size.parameters_shown, "parameters"), (size.tokens_shown, "training tokens"))
    lines = (f"{words}: {_told(shown)}" for shown, words in figures)
    return {
        "parameters": size.parameters,
        "tokens": size.tokens,
        "counted": size.counted,
        "name": "; ".join([size.title, *lines]),
        "href": record_href(f"models/{size.id}"),
    }


def _told(shown: Evidence) -> str:
    """A figure with its unit, kind and source, in a line."""
    return f"{shown.words} ({', '.join(part for part in (shown.kind, shown.said_by) if part)})"


def _labels(found: Sequence[Size], across: Axis, up: Axis) -> list[dict[str, Any]]:
    """A short name beside each mark where it covers neither a mark nor another name, the largest models first."""
    taken, drawing = [*_along_the_rule(across, up)], Box(0, 0, across.length + 12, up.length)
    for size in found:
        x, y = across.place(size.parameters), up.length - up.place(size.tokens)
        taken.append(Box(x - DOT, y - DOT, x + DOT, y + DOT))
    labels = []
    for size in sorted(found, key=lambda size: (-size.parameters, size.id)):
        words = size.title.partition(" (")[0]
        x, y = across.place(size.parameters), up.length - up.place(size.tokens)
        boxes = list(_around(x, y, width_of(words, TYPE)))
        free = first_free(boxes, taken, drawing)
        if free is not None:
            box = boxes[free]
            taken.append(box)
            middle = up.length - (box.top + box.bottom) / 2
            labels.append({"words": words, "parameters": across.value(box.left), "tokens": up.value(middle)})
    return labels


def _along_the_rule(across: Axis, up: Axis) -> Iterable[Box]:
    """Small boxes that follow the dashed line."""
    for x in range(0, int(across.length), 4):
        y = up.length - up.place(across.value(x) * RULE)
        yield Box(x, y - 2, x + 4, y + 2)


def _around(x: float, y: float, wide: float) -> Iterable[Box]:
    """Boxes for a name beside a mark, the best first: to the right, to the left, above and below."""
    beside, half = DOT + 2, LINE_HEIGHT / 2
    for down in (0, -half, half):
        yield Box(x + beside, y + down - half, x + beside + wide, y + down + half)
    for down in (0, -half, half):
        yield Box(x - beside - wide, y + down - half, x - beside, y + down + half)
    for down in (-beside - half, beside + half):
        yield Box(x - wide / 2, y + down - half, x + wide / 2, y + down + half)


def _table(found: Iterable[Size]) -> Table:
    records = (
        {
            "title": size.title,
            "counted": size.counted,
            "parameters": size.parameters_shown,
            "tokens": size.tokens_shown,
            "ratio": size.ratio,
            "ratio_in_words": rounded(size.ratio, 3),
        }
        for size in sorted(found, key=lambda size: size.ratio)
    )
    columns = (
        (Column("model", "Model"), "title", None),
        (Column("parameters", "Parameters", numeric=True), "parameters", None),
        (Column("counted", "Which"), "counted", None),
        (Column("tokens", "Training tokens", numeric=True), "tokens", None),
        (Column("ratio", "Tokens per parameter", numeric=True), "ratio_in_words", "ratio"),
    )
    return data_table("tokens", records, columns)

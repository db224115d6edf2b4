"""What charts share: their two widths, their colours from the theme, and their axes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from atlas.evidence.shown import Evidence
from atlas.tables.table import Cell, Column, Row, Shown, Table, cell

Spec = Mapping[str, Any]

WIDE, NARROW = 640, 300
INK, SOFT, LINE = "var(--atlas-ink)", "var(--atlas-soft)", "var(--atlas-line)"

PHASES = {
    "pre-training": "var(--phase-pre-training)",
    "mid-training": "var(--phase-mid-training)",
    "post-training": "var(--phase-post-training)",
    "safety": "var(--phase-safety)",
    "evaluation": "var(--phase-evaluation)",
    "release": "var(--phase-release)",
    "no stage": SOFT,
}

_INNER = {"layer", "hconcat", "vconcat"}
_UNNAMED = {"text", "rule"}
_CHANNELS = {"description": "name", "href": "href"}
"""Channel of a mark to the field that fills it."""

_AXIS = {
    "labelColor": INK,
    "titleColor": SOFT,
    "titleFontWeight": "normal",
    "labelFontSize": 12,
    "titleFontSize": 12,
    "gridColor": LINE,
    "domainColor": SOFT,
    "tickColor": SOFT,
    "labelLimit": 220,
}


@dataclass(frozen=True)
class Chart:
    """A chart: id, title, what it shows in words, its specification at two widths, and its data as a table."""

    id: str
    title: str
    description: str
    wide: Spec
    narrow: Spec
    table: Table


def at_widths(spec: Callable[[int], dict[str, Any]]) -> tuple[Spec, Spec]:
    """A specification at the wide and at the narrow width, with the colours and type of the theme.

    A mark whose datum has a ``name`` carries it, and leads to the address in ``href``, where there is one.
    """
    return _themed(_naming(spec(WIDE))), _themed(_naming(spec(NARROW)))


def _naming(spec: dict[str, Any], above: Sequence[Mapping[str, Any]] = ()) -> dict[str, Any]:
    """The specification with names and addresses of marks encoded where the data give them."""
    data = spec.get("data", {}).get("values", above)
    named = dict(spec)
    for inner in _INNER & set(spec):
        named[inner] = [_naming(part, data) for part in spec[inner]]
    mark = spec.get("mark")
    if mark is not None and mark["type"] not in _UNNAMED:
        fields = {channel: field for channel, field in _CHANNELS.items() if any(field in datum for datum in data)}
        named["encoding"] = spec["encoding"] | {name: {"field": field} for name, field in sorted(fields.items())}
        named["mark"] = mark | {"aria": "description" in fields}
    return named


def _themed(spec: dict[str, Any]) -> Spec:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": None,
        "padding": {"left": 6, "right": 14, "top": 4, "bottom": 4},
        "config": {
            # The font that the engine brings. A browser has one of the same widths (charts.css).
            "font": "Liberation Sans",
            "view": {"stroke": None},
            "mark": {"aria": False},
            "axis": _AXIS,
            "legend": {"aria": False, "labelColor": INK, "titleColor": SOFT, "labelFontSize": 12, "titleFontSize": 12,
                       "titleFontWeight": "normal", "symbolFillColor": SOFT, "symbolStrokeColor": SOFT},
            "text": {"color": INK, "fontSize": 11},
            "title": {"color": SOFT, "fontSize": 12, "fontWeight": "normal", "anchor": "start"},
        },
        **spec,
    }  # fmt: skip


def percent_axis(width: int, title: str | None = None) -> dict[str, Any]:
    """A linear axis of shares from 0 to 100 %, with fewer labels where the chart is narrow."""
    return {"title": title, "format": ".0%", "tickCount": 5 if width == WIDE else 3, "grid": False}


def by_phase(legend_of: dict[str, Any] | None = None) -> dict[str, Any]:
    """The colour of a mark by its field ``phase``, with a legend if one is given."""
    scale = {"domain": list(PHASES), "range": list(PHASES.values())}
    return {"field": "phase", "type": "nominal", "scale": scale, "legend": legend_of}


def legend(width: int, title: str | None = None, columns: int = 4) -> dict[str, Any]:
    """A legend above the chart, in fewer columns where the chart is narrow."""
    return {"orient": "top", "direction": "horizontal", "title": title, "columns": columns if width == WIDE else 2}


def data_table(
    chart: str, records: Iterable[Mapping[str, Any]], columns: Sequence[tuple[Column, str, str | None]]
) -> Table:
    """The data of a chart as a table: for each column the field that it shows, and the one that orders it, if any.

    A field that holds evidence is shown as a figure, in the order of its number.
    """
    rows = tuple(Row("", tuple(_cell(record, shown, by) for _, shown, by in columns)) for record in records)
    return Table(f"chart-{chart}", "The data of the chart", tuple(column for column, _, _ in columns), rows)


def _cell(record: Mapping[str, Any], shown: str, by: str | None) -> Cell:
    value = record[shown]
    if isinstance(value, Evidence):
        return cell(Shown(value), sort=value.sort)
    return cell(str(value), sort=record[by] if by else None)

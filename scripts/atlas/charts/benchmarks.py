"""Chart of benchmarks: how many of each family still separate models."""

from __future__ import annotations

from collections import Counter
from typing import Any

from atlas.charts.chart import Chart, at_widths, data_table, legend
from atlas.model import Benchmark
from atlas.tables.records import BENCHMARK_FAMILIES
from atlas.tables.table import Column
from atlas.tables.view import View

LEVELS = {
    "active": "var(--kind-disclosed)",
    "near-saturation": "var(--kind-estimated)",
    "saturated": "var(--kind-unverified)",
    "retired": "var(--atlas-ink)",
    "not-public": "var(--atlas-line)",
}


def benchmark_chart(view: View) -> Chart | None:
    """Benchmarks counted by family and status."""
    found = view.catalog.of("benchmarks", Benchmark).values()
    counts = Counter[tuple[str, str]]((benchmark.family, benchmark.status.level) for benchmark in found)
    if not counts:
        return None
    rows: list[dict[str, Any]] = [
        {
            "family": name,
            "status": level.replace("-", " "),
            "number": list(LEVELS).index(level),
            "count": counts[id, level],
            "name": f"{name}; {level.replace('-', ' ')}: {counts[id, level]}",
        }
        for id, name in BENCHMARK_FAMILIES.items()
        for level in LEVELS
        if counts[id, level]
    ]

    def spec(width: int) -> dict[str, Any]:
        return {
            "width": width - 150,
            "height": {"step": 26},
            "data": {"values": rows},
            "mark": {"type": "bar", "stroke": "var(--atlas-paper)", "strokeWidth": 1.5},
            "encoding": {
                "y": {"field": "family", "type": "nominal", "sort": list(BENCHMARK_FAMILIES.values()), "title": None},
                "x": {
                    "field": "count",
                    "type": "quantitative",
                    "stack": "zero",
                    "axis": {"title": "benchmarks", "tickMinStep": 1, "format": "d"},
                },
                "order": {"field": "number", "type": "quantitative"},
                "color": {
                    "field": "status",
                    "type": "nominal",
                    "scale": {"domain": [level.replace("-", " ") for level in LEVELS], "range": list(LEVELS.values())},
                    "legend": legend(width, None, 5),
                },
            },
        }

    wide, narrow = at_widths(spec)
    columns = (
        (Column("family", "Family"), "family", None),
        (Column("status", "Status"), "status", None),
        (Column("count", "Benchmarks", numeric=True), "count", "count"),
    )
    return Chart(
        id="benchmarks",
        title="Status of the benchmarks, by family",
        description=f"{sum(counts.values())} benchmarks, counted by status; the date of each status is on its page.",
        wide=wide,
        narrow=narrow,
        table=data_table("benchmarks", rows, columns),
    )

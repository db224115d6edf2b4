"""Charts as Vega-Lite specifications with their data as tables; drawing them is another's work."""

from __future__ import annotations

from dataclasses import replace

from atlas.charts.benchmarks import benchmark_chart
from atlas.charts.breakdowns import breakdown_charts
from atlas.charts.chart import Chart
from atlas.charts.curves import CURVES
from atlas.charts.effort import effort_chart
from atlas.charts.models import tokens_chart
from atlas.charts.orders import orders_chart
from atlas.charts.timeline import timeline_chart
from atlas.model import Method, Objective
from atlas.model.curve import CurveName
from atlas.tables.view import View


def charts(view: View) -> dict[str, Chart]:
    """Every chart that has data, by id."""
    found = [
        effort_chart(view),
        orders_chart(view),
        tokens_chart(view),
        benchmark_chart(view),
        timeline_chart(view),
        *breakdown_charts(view),
        *(CURVES[name]() for name in _curves_shown(view)),
    ]
    return {chart.id: _captioned(chart) for chart in found if chart is not None}


def _captioned(chart: Chart) -> Chart:
    """The chart with its title in the caption of its data, so that two on a page are told apart."""
    return replace(chart, table=replace(chart.table, caption=f"The data of the chart: {chart.title}"))


def _curves_shown(view: View) -> list[CurveName]:
    """The curves that a record shows, each once."""
    records = (entry.record for entry in view.catalog.entries if isinstance(entry.record, Method | Objective))
    return sorted({record.curve for record in records if record.curve is not None})

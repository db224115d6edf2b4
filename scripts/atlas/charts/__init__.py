"""Charts as Vega-Lite specifications with their data as tables; drawing them is another's work."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from atlas.charts.benchmarks import benchmark_chart
from atlas.charts.breakdowns import breakdown_chart
from atlas.charts.chart import Chart, Spec
from atlas.charts.curves import CURVES
from atlas.charts.effort import effort_chart
from atlas.charts.models import tokens_chart
from atlas.charts.orders import orders_chart
from atlas.charts.timeline import timeline_chart
from atlas.model import Method, Objective
from atlas.model.curve import CurveName
from atlas.tables.view import View

_OF_THE_WHOLE: Mapping[str, Callable[[View], Chart | None]] = {
    "effort": effort_chart,
    "orders": orders_chart,
    "tokens": tokens_chart,
    "benchmarks": benchmark_chart,
    "timeline": timeline_chart,
}
_BREAKDOWN = "breakdown-"


@dataclass(frozen=True)
class DrawnChart:
    """A chart with its SVG at both widths."""

    chart: Chart
    wide: str
    narrow: str

    @property
    def role(self) -> str:
        """What the drawing is to a screen reader: a picture, or a group of links where marks lead somewhere."""
        return "group" if "<a " in self.wide else "img"


@dataclass(frozen=True, eq=False)
class Charts(Mapping[str, DrawnChart]):
    """Every chart that has data, by id; each is made when it is asked for, and once."""

    view: View
    draw: Callable[[Spec], str]
    _drawn: dict[str, DrawnChart] = field(default_factory=dict)

    def __getitem__(self, id: str) -> DrawnChart:
        chart = chart_of(self.view, id)
        if chart is None:
            raise KeyError(id)
        if id not in self._drawn:
            self._drawn[id] = DrawnChart(chart, self.draw(chart.wide), self.draw(chart.narrow))
        return self._drawn[id]

    def __contains__(self, id: object) -> bool:
        return chart_of(self.view, str(id)) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(charts(self.view))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def charts(view: View) -> dict[str, Chart]:
    """Every chart that has data, by id, before it is drawn."""
    found = {id: chart_of(view, id) for id in possible_charts(view)}
    return {id: chart for id, chart in found.items() if chart is not None}


def possible_charts(view: View) -> tuple[str, ...]:
    """The ids of all charts, those without data too."""
    return (*_OF_THE_WHOLE, *(f"{_BREAKDOWN}{id}" for id in view.catalog.by_kind["compute_shares"]), *CURVES)


def chart_of(view: View, id: str) -> Chart | None:
    """A chart by its id; None where there is none, or where it has no data."""
    return view.catalog.once(("chart", id), lambda: _captioned(_chart(view, id)))


def _captioned(chart: Chart | None) -> Chart | None:
    """The chart with its title in the caption of its data, so that two on a page are told apart."""
    if chart is None:
        return None
    return replace(chart, table=replace(chart.table, caption=f"The data of the chart: {chart.title}"))


def _chart(view: View, id: str) -> Chart | None:
    if id in _OF_THE_WHOLE:
        return _OF_THE_WHOLE[id](view)
    if id.startswith(_BREAKDOWN):
        return breakdown_chart(view, id.removeprefix(_BREAKDOWN))
    return CURVES[id]() if id in CURVES and id in _curves_shown(view) else None


def _curves_shown(view: View) -> set[CurveName]:
    """The curves that a record shows."""
    catalog = view.catalog
    found = [method.curve for method in catalog.of("methods", Method).values()]
    found += [objective.curve for objective in catalog.of("objectives", Objective).values()]
    return {curve for curve in found if curve is not None}

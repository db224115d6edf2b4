"""Charts of formulas, computed from them: each where a curve explains more than a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from atlas.charts.chart import Chart, at_widths, legend
from atlas.charts.surface import surface_chart
from atlas.evidence.curves import Schedule, cosine, dpo_loss, linear, ppo_clip, warm_up_stable_decay
from atlas.model.curve import CurveName
from atlas.tables.table import Column, Row, Table, cell

EPSILON = 0.2
BETAS = (0.05, 0.1, 0.5)
WARM_UP = 0.02
SCHEDULES = {
    "cosine": (cosine, Schedule(WARM_UP, decay=1 - WARM_UP, end=0.1)),
    "linear": (linear, Schedule(WARM_UP, decay=1 - WARM_UP, end=0.0)),
    "warm-up-stable-decay": (warm_up_stable_decay, Schedule(WARM_UP, decay=0.1, end=0.0)),
}

_COLOURS = ["var(--phase-pre-training)", "var(--phase-post-training)", "var(--phase-safety)"]
_DASHES = [[1, 0], [7, 3], [2, 3]]


@dataclass(frozen=True)
class Axis:
    """A quantity of a plot: its title, its ends, and how a value is written."""

    title: str
    ends: tuple[float, float]
    format: str


@dataclass(frozen=True)
class Plot:
    """Curves over common values of x: the two axes, the values, and a function for each curve by its name."""

    x: Axis
    y: Axis
    values: tuple[float, ...]
    curves: Mapping[str, Callable[[float], float]]


def _ppo() -> Chart:
    plot = Plot(
        Axis("probability ratio, now over when sampled", (0, 2), ".1f"),
        Axis("surrogate objective", (-2.0, 1.5), "+.2f"),
        tuple(number / 10 for number in range(21)),
        {
            "advantage +1": lambda ratio: ppo_clip(ratio, 1, EPSILON),
            "advantage −1": lambda ratio: ppo_clip(ratio, -1, EPSILON),
        },
    )
    words = (
        f"The objective of one token against its probability ratio, for an advantage of +1 and of −1 and a clip range "
        f"epsilon of {EPSILON}. A good token earns nothing more above a ratio of {1 + EPSILON:.1f}, a bad one nothing "
        f"more below {1 - EPSILON:.1f}: there the curves are flat and the gradient is zero. On the other side nothing "
        "is cut off, so that a step in the wrong direction can always be undone."
    )
    return _chart("ppo-clip", "PPO's clip, for a good and a bad token", words, plot)


def _dpo() -> Chart:
    plot = Plot(
        Axis("margin: log-ratio of the chosen answer less that of the rejected, in nats", (-30, 30), "+.0f"),
        Axis("loss in nats per pair", (0, 4), ".3f"),
        tuple(float(number) for number in range(-30, 31)),
        {f"beta = {beta:g}": _dpo_curve(beta) for beta in BETAS},
    )
    listed = ", ".join(f"{beta:g}" for beta in BETAS)
    words = (
        f"The loss of one pair against its margin, for beta of {listed}; the axis ends at a loss of 4. At margin 0, "
        "where training starts from the reference, every curve is at log 2, about 0.693. The slope is never steeper "
        "than beta, and it fades once the margin is large against 1/beta: a larger beta is content with a smaller "
        "move away from the reference."
    )
    return _chart("dpo-loss", "DPO's loss against the margin", words, plot)


def _dpo_curve(beta: float) -> Callable[[float], float]:
    return lambda margin: dpo_loss(margin, beta)


def _schedules() -> Chart:
    plot = Plot(
        Axis("share of the steps done", (0, 1), ".0%"),
        Axis("learning rate, as a share of its peak", (0, 1.05), ".3f"),
        tuple(number / 50 for number in range(51)),
        {name: _schedule_curve(name) for name in SCHEDULES},
    )
    words = (
        f"Three schedules with a straight warm-up over {100 * WARM_UP:g} % of the steps. Cosine and linear fall from "
        "there on, cosine to 10 % of the peak and linear to zero; warm-up-stable-decay stays at the peak until the "
        "last 10 % of the steps and falls to zero in a straight line. The values are chosen to show the shapes and "
        "are those of no model."
    ).replace(" %", "\u00a0%")
    return _chart("schedules", "Learning rate over a run: cosine, linear and warm-up-stable-decay", words, plot)


def _schedule_curve(name: str) -> Callable[[float], float]:
    rate, schedule = SCHEDULES[name]
    return lambda done: rate(done, schedule)


def _chart(id: CurveName, title: str, description: str, plot: Plot) -> Chart:
    wide, narrow = at_widths(lambda width: _spec(plot, width))
    return Chart(id, title, description, wide, narrow, _table(id, plot))


def _spec(plot: Plot, width: int) -> dict[str, Any]:
    names = list(plot.curves)
    points = [
        {"x": x, "y": round(curve(x), 6), "line": name, "name": name}
        for name, curve in plot.curves.items()
        for x in plot.values
    ]
    return {
        "width": width - 70,
        "height": 260,
        "data": {"values": points},
        "mark": {"type": "line", "strokeWidth": 2.2, "clip": True},
        "encoding": {
            "x": _channel("x", plot.x, width),
            "y": _channel("y", plot.y, width),
            "color": {
                "field": "line",
                "type": "nominal",
                "sort": names,
                "scale": {"domain": names, "range": _COLOURS[: len(names)]},
                "legend": {**legend(width), "symbolType": "stroke", "symbolFillColor": None, "symbolStrokeColor": None},
            },
            "strokeDash": {
                "field": "line",
                "type": "nominal",
                "sort": names,
                "scale": {"domain": names, "range": _DASHES[: len(names)]},
            },
        },
    }


def _channel(field: str, axis: Axis, width: int) -> dict[str, Any]:
    # The narrow chart has no room for what a colon explains.
    title = axis.title if width > 400 or field == "y" else axis.title.partition(":")[0]
    shown = {"labelExpr": "datum.value * 100 + ' %'"} if axis.format.endswith("%") else {}
    return {
        "field": field,
        "type": "quantitative",
        "scale": {"domain": list(axis.ends), "nice": False},
        "axis": {"title": title, "tickCount": 6, **shown},
    }


def _table(id: str, plot: Plot) -> Table:
    rows = tuple(
        Row(
            "",
            (
                cell(f"{x:{plot.x.format}}", sort=x),
                *(cell(f"{curve(x):{plot.y.format}}", sort=round(curve(x), 6)) for curve in plot.curves.values()),
            ),
        )
        for x in plot.values
    )
    heads = tuple(Column(f"line-{number}", name, numeric=True) for number, name in enumerate(plot.curves))
    columns = (Column("x", plot.x.title.capitalize(), numeric=True), *heads)
    return Table(f"chart-{id}", "The data of the chart", columns, rows)


CURVES: Mapping[CurveName, Callable[[], Chart]] = {
    "ppo-clip": _ppo,
    "dpo-loss": _dpo,
    "chinchilla-surface": surface_chart,
    "schedules": _schedules,
}
"""The chart of each curve by its name."""

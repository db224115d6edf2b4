"""Chart of Chinchilla's loss: lines of equal loss over parameters and tokens, with two ways to split compute."""

from __future__ import annotations

from typing import Any

from atlas.charts.chart import INK, SOFT, Chart, at_widths, legend
from atlas.evidence.curves import CHINCHILLA, TOKENS_PER_PARAMETER
from atlas.evidence.wording import number
from atlas.tables.table import Column, Row, Table, cell

LOSSES = (1.8, 1.9, 2.0, 2.2, 2.5, 3.0)
PARAMETERS, TOKENS = (1e8, 1e12), (1e9, 1e14)
_RULE, _BEST = f"{TOKENS_PER_PARAMETER} tokens per parameter", "best split by the formula"


def surface_chart() -> Chart:
    """Contours of the loss with the constants printed in 2022."""
    fit = CHINCHILLA
    wide, narrow = at_widths(_spec)
    listed = ", ".join(f"{loss:g}" for loss in LOSSES)
    return Chart(
        id="chinchilla-surface",
        title="Chinchilla's loss surface",
        description=(
            f"Lines of equal predicted loss ({listed} nats per token) on log axes, from the constants printed in 2022: "
            f"E = {fit.e}, A = {fit.a}, B = {fit.b}, alpha = {fit.alpha}, beta = {fit.beta}. The dashed line is the "
            f"rule of {TOKENS_PER_PARAMETER} tokens per parameter, the dotted one the split of the compute 6ND that "
            "this formula itself calls best. They are two different laws: the rule was read off Table 3 of the paper, "
            "and with the printed constants the formula asks for more tokens."
        ),
        wide=wide,
        narrow=narrow,
        table=_table(),
    )


def _sizes(a_decade: int) -> list[float]:
    low, decades = PARAMETERS[0], 4
    return [low * 10 ** (step / a_decade) for step in range(decades * a_decade + 1)]


def _contours() -> list[dict[str, Any]]:
    found = []
    for loss in LOSSES:
        for size in _sizes(60):
            tokens = CHINCHILLA.tokens_for(size, loss)
            if tokens is not None and TOKENS[0] <= tokens <= TOKENS[1]:
                point = {"parameters": float(f"{size:.4g}"), "tokens": float(f"{tokens:.4g}"), "loss": loss}
                found.append({**point, "name": f"loss of {loss:g} nats per token"})
    return found


def _splits() -> list[dict[str, Any]]:
    return [
        {"parameters": size, "tokens": float(f"{tokens:.6g}"), "split": name, "name": name}
        for size in PARAMETERS
        for name, tokens in ((_RULE, TOKENS_PER_PARAMETER * size), (_BEST, CHINCHILLA.best_tokens(size)))
    ]


def _spec(width: int) -> dict[str, Any]:
    contours = _contours()
    named = [[point for point in contours if point["loss"] == loss][-1] for loss in LOSSES]
    x, y = _channel("parameters", PARAMETERS), _channel("tokens", TOKENS, "training tokens")
    lines = {
        "data": {"values": contours},
        "mark": {"type": "line", "strokeWidth": 1.4, "color": "var(--phase-pre-training)"},
        "encoding": {"x": x, "y": y, "detail": {"field": "loss", "type": "nominal"}},
    }
    names = {
        "data": {"values": [{**point, "words": f"{point['loss']:g}"} for point in named]},
        "mark": {"type": "text", "align": "right", "dx": -2, "dy": -7, "fontSize": 11, "color": INK},
        "encoding": {"x": x, "y": y, "text": {"field": "words"}},
    }
    splits = {
        "data": {"values": _splits()},
        "mark": {"type": "line", "strokeWidth": 2, "color": SOFT, "clip": True},
        "encoding": {
            "x": x,
            "y": y,
            "strokeDash": {
                "field": "split",
                "type": "nominal",
                "scale": {"domain": [_RULE, _BEST], "range": [[7, 4], [2, 3]]},
                "legend": {**legend(width), "columns": 2 if width > 400 else 1, "symbolType": "stroke"},
            },
        },
    }
    return {"width": width - 70, "height": 360 if width > 400 else 300, "layer": [lines, splits, names]}


def _channel(field: str, ends: tuple[float, float], title: str = "") -> dict[str, Any]:
    ticks = [10.0**power for power in range(8, 15) if ends[0] <= 10.0**power <= ends[1]]
    label = "replace(format(datum.value, '~s'), 'G', 'B')"
    return {
        "field": field,
        "type": "quantitative",
        "scale": {"type": "log", "domain": list(ends), "nice": False},
        "axis": {"title": title or field, "values": ticks, "labelExpr": label, "grid": True},
    }


def _table() -> Table:
    rows = []
    for size in _sizes(2):
        rule, best = TOKENS_PER_PARAMETER * size, CHINCHILLA.best_tokens(size)
        counts = [float(f"{count:.3g}") for count in (size, rule, best)]
        losses = [CHINCHILLA.loss(size, tokens) for tokens in (rule, best)]
        words = [
            cell(number(counts[0], "parameters"), sort=counts[0]),
            cell(number(counts[1], "tokens"), sort=counts[1]),
            cell(f"{losses[0]:.3f}", sort=round(losses[0], 3)),
            cell(number(counts[2], "tokens"), sort=counts[2]),
            cell(f"{losses[1]:.3f}", sort=round(losses[1], 3)),
        ]
        rows.append(Row("", tuple(words)))
    columns = (
        Column("parameters", "Parameters", numeric=True),
        Column("rule", f"Tokens at {TOKENS_PER_PARAMETER} per parameter", numeric=True),
        Column("rule-loss", "Predicted loss there", numeric=True),
        Column("best", "Tokens of the best split", numeric=True),
        Column("best-loss", "Predicted loss at it", numeric=True),
    )
    return Table("chart-chinchilla-surface", "The data of the chart", columns, tuple(rows))

"""The calculator's arithmetic and its presets: what a model's size and tokens say about its training compute."""

from __future__ import annotations

import math
from dataclasses import dataclass

from atlas.evidence.numerals import NBSP
from atlas.evidence.shown import record_href
from atlas.evidence.wording import number, rounded
from atlas.tables.sizes import RULE, sizes
from atlas.tables.table import Column, Row, Shown, Table, To, cell
from atlas.tables.view import View

FLOP_PER_PARAMETER_AND_TOKEN = 6
"""Two operations forward and four backward for each parameter and token (Kaplan et al. 2020, section 1.3)."""


@dataclass(frozen=True)
class Estimate:
    """What follows from parameters and tokens.

    ``flop`` is the training compute in FLOP; ``optimal_parameters`` and ``optimal_tokens`` are the point with 20 tokens
    per parameter for the same compute, ``distance`` how many times more tokens per parameter than that were used.
    """

    flop: float
    tokens_per_parameter: float
    optimal_parameters: float
    optimal_tokens: float

    @property
    def distance(self) -> float:
        """Tokens per parameter over the rule's 20."""
        return self.tokens_per_parameter / RULE


def estimate(parameters: float, tokens: float) -> Estimate:
    """The estimate for a dense model, from positive numbers of parameters and training tokens."""
    flop = FLOP_PER_PARAMETER_AND_TOKEN * parameters * tokens
    optimal = math.sqrt(flop / (FLOP_PER_PARAMETER_AND_TOKEN * RULE))
    return Estimate(flop, tokens / parameters, optimal, RULE * optimal)


def gpu_hours(flop: float, peak: float, utilisation: float) -> float:
    """Hours on one GPU with a peak in FLOP/s of which a fraction is used."""
    return flop / (peak * utilisation * 3600)


def presets(view: View) -> Table:
    """Every model with both numbers: its compute by the rule, the published compute, and the distance from 20."""
    rows = []
    for size in sorted(sizes(view), key=lambda size: size.parameters * size.tokens):
        found = estimate(size.parameters, size.tokens)
        placed = view.catalog.named_figures.get(f"models/{size.id}#compute")
        published = view.figure(placed) if placed is not None and placed.figure.unit == "flop" else None
        stated = Shown(published, bare=True) if published is not None and published.quantity else "not stated"
        rows.append(
            Row(
                f"preset-{size.id}",
                (
                    cell(To(record_href(f"models/{size.id}"), size.title)),
                    cell(number(size.parameters, "parameters"), sort=size.parameters),
                    cell(number(size.tokens, "tokens"), sort=size.tokens),
                    cell(number(float(f"{found.flop:.3g}"), "flop"), sort=found.flop),
                    cell(stated, sort=published.sort if published else None),
                    cell(rounded(found.tokens_per_parameter, 3), sort=found.tokens_per_parameter),
                    cell(f"{rounded(found.distance, 2)}{NBSP}times", sort=found.distance),
                ),
            )
        )
    columns = (
        Column("model", "Model"),
        Column("parameters", "Parameters", numeric=True),
        Column("tokens", "Training tokens", numeric=True),
        Column("compute", "6 × parameters × tokens, FLOP", numeric=True),
        Column("published", "Published FLOP", numeric=True),
        Column("ratio", "Tokens per parameter", numeric=True),
        Column("distance", "Against the rule of 20", numeric=True),
    )
    caption = f"{len(rows)} models by training compute; for mixtures of experts the active parameters are counted"
    return Table("presets", caption, columns, tuple(rows))


def preset_options(view: View) -> list[tuple[str, str, float, float]]:
    """Id, title, parameters and tokens of every preset, by title."""
    found = [(size.id, size.title, size.parameters, size.tokens) for size in sizes(view)]
    return sorted(found, key=lambda item: item[1].casefold())

"""Formulas as numbers, against values worked out by hand and against the records that give their constants."""

from __future__ import annotations

import math
import re

import pytest
from atlas.charts import charts
from atlas.charts.curves import BETAS, CURVES, EPSILON
from atlas.evidence.curves import (
    CHINCHILLA,
    Schedule,
    cosine,
    dpo_loss,
    linear,
    ppo_clip,
    warm_up_stable_decay,
)
from atlas.evidence.quantity import quantity
from atlas.model import Objective
from atlas.tables.view import View

from tests.atlases import catalog


@pytest.mark.parametrize(
    ("ratio", "advantage", "value"),
    [
        (1, 1, 1),
        (1.2, 1, 1.2),
        (1.5, 1, 1.2),
        (0.5, 1, 0.5),
        (1, -1, -1),
        (0.8, -1, -0.8),
        (0.5, -1, -0.8),
        (2, -1, -2),
    ],
)
def test_ppo_cuts_the_gain_and_not_the_loss(ratio: float, advantage: float, value: float) -> None:
    assert ppo_clip(ratio, advantage, 0.2) == pytest.approx(value)


def test_dpo_starts_at_log_two_and_falls_with_the_margin() -> None:
    assert [dpo_loss(0, beta) for beta in BETAS] == pytest.approx([math.log(2)] * len(BETAS))
    assert dpo_loss(10, 0.1) == pytest.approx(0.313262, abs=1e-6)  # log(1 + 1/e)
    assert dpo_loss(-10, 0.1) == pytest.approx(1.313262, abs=1e-6)  # 1 more: the two sides differ by beta times margin
    assert dpo_loss(-10_000, 0.5) == pytest.approx(5000), "no overflow far out"
    assert dpo_loss(10_000, 0.5) == pytest.approx(0)


def test_chinchilla_at_its_own_size() -> None:
    assert CHINCHILLA.loss(70e9, 1.4e12) == pytest.approx(1.9366, abs=1e-4)
    tokens = CHINCHILLA.tokens_for(70e9, 1.9366455)
    assert tokens == pytest.approx(1.4e12, rel=1e-3)
    assert CHINCHILLA.tokens_for(70e9, CHINCHILLA.e) is None, "below the irreducible loss no data helps"


def test_the_best_split_is_the_one_that_the_atlas_states() -> None:
    """93 tokens per parameter at 5.76e23 FLOP, as the record computes it from the closed form."""
    low, high = 1e8, 1e14
    for _ in range(100):
        middle = math.sqrt(low * high)
        low, high = (middle, high) if 6 * middle * CHINCHILLA.best_tokens(middle) < 5.76e23 else (low, middle)
    assert CHINCHILLA.best_tokens(low) / low == pytest.approx(92.6, abs=0.1)
    stated = quantity(catalog(), catalog().named_figures["methods/scaling-laws#ratio-approach3"].figure)
    assert stated is not None
    assert stated.value == pytest.approx(92.6, abs=0.5)
    record = catalog().of("objectives", Objective)["chinchilla-parametric"]
    assert "imply [[methods/scaling-laws#ratio-approach3]] at 5.76" in record.mechanics


def test_the_constants_are_those_of_the_record() -> None:
    record = catalog().of("objectives", Objective)["chinchilla-parametric"]
    printed = next(variant.latex for variant in record.variants if variant.name == "Constants as printed in 2022")
    numbers = [float(number) for number in re.findall(r"\d+\.\d+", printed)]
    assert numbers == [CHINCHILLA.e, CHINCHILLA.a, CHINCHILLA.alpha, CHINCHILLA.b, CHINCHILLA.beta]


def test_the_clip_range_is_that_of_the_record() -> None:
    symbols = {symbol.symbol: symbol.shape for symbol in catalog().of("objectives", Objective)["ppo-clip"].symbols}
    assert f"{EPSILON} in InstructGPT" in symbols[r"\varepsilon"]


def test_schedules_rise_hold_and_fall() -> None:
    run = Schedule(warm_up=0.1, decay=0.2, end=0.1)
    for rate in (cosine, linear, warm_up_stable_decay):
        assert [rate(0, run), rate(0.05, run), rate(0.1, run), rate(1, run)] == pytest.approx([0, 0.5, 1, 0.1])
    middle = 0.55
    assert cosine(middle, run) == pytest.approx(0.55)  # half of the way from 1 to 0.1
    assert linear(middle, run) == pytest.approx(0.55)
    assert cosine(0.325, run) > linear(0.325, run), "cosine falls late"
    assert warm_up_stable_decay(0.8, run) == pytest.approx(1)
    assert warm_up_stable_decay(0.9, run) == pytest.approx(0.55)


def test_every_curve_that_a_record_shows_is_drawn_with_its_values_and_parameters() -> None:
    drawn = charts(View(catalog()))
    shown = {name for entry in catalog().entries if (name := getattr(entry.record, "curve", None))}
    assert shown == set(CURVES)
    for name in shown:
        assert len(drawn[name].table.rows) >= 9
        assert drawn[name].id == name
    assert f"epsilon of {EPSILON}" in drawn["ppo-clip"].description
    assert all(f"{beta:g}" in drawn["dpo-loss"].description for beta in BETAS)
    for constant in (CHINCHILLA.e, CHINCHILLA.a, CHINCHILLA.b, CHINCHILLA.alpha, CHINCHILLA.beta):
        assert str(constant) in drawn["chinchilla-surface"].description

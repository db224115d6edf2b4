"""The arithmetic of the calculator."""

from __future__ import annotations

import pytest
from atlas.tables.calculator import estimate, gpu_hours


def test_the_calculator_reproduces_published_numbers() -> None:
    llama = estimate(405e9, 15.6e12)
    assert f"{llama.flop:.2e}" == "3.79e+25"
    chinchilla = estimate(70e9, 1.4e12)
    assert chinchilla.tokens_per_parameter == pytest.approx(20)
    assert chinchilla.optimal_parameters == pytest.approx(70e9)
    assert gpu_hours(3600e12, 1e12, 0.5) == pytest.approx(2.0)

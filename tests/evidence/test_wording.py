"""Quantities as multiples of what the head of a column names."""

from __future__ import annotations

import pytest
from atlas.evidence.quantity import stated
from atlas.evidence.wording import in_scale
from atlas.model.figure import Figure


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ({"amount": 405e9}, "405"),
        ({"amount": 32e9, "bound": "about"}, "about 32"),
        ({"amount": 6.7e9, "bound": "upper"}, "at most 6.7"),
        ({"low": 1e9, "high": 70e9}, "1 to 70"),
        ({"text": "not comparable"}, "not comparable"),
    ],
)
def test_billions_under_a_head_that_says_so(given: dict[str, object], shown: str) -> None:
    figure = Figure.model_validate({"unit": "parameters", "kind": "estimated", "as_of": "2026-01", **given})
    assert in_scale(stated(figure), figure, 1e9) == shown

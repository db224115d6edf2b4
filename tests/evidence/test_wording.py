"""Quantities in words: shares as a headline says them, and multiples of what the head of a column names."""

from __future__ import annotations

import pytest
from atlas.evidence.quantity import Quantity, stated
from atlas.evidence.wording import in_scale, round_share, rounded, share_words
from atlas.model.figure import Figure


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (Quantity(0.9825, 0.9825, 0.9825), "98 %"),
        (Quantity(0.9997, 0.9997, 0.9997), "99.97 %"),
        (Quantity(0.0427, 0.0427, 0.0427), "4.3 %"),
        (Quantity(0.00132, 0.00132, 0.00132), "0.13 %"),
        (Quantity(0.808, 0.808, None), "at least 80 %"),
        (Quantity(0.0506, None, 0.0506), "at most 5.1 %"),
        (Quantity(0.29, 0.29, None), "at least 29 %"),
        (Quantity(0.0007, 0.0007, 0.0007, about=True), "about 0.07 %"),
        (Quantity(0.0, 0.0, 0.0), "0 %"),
        (Quantity(None, None, None), "unknown"),
    ],
)
def test_a_headline_rounds_without_claiming_more(share: Quantity, words: str) -> None:
    assert round_share(share).replace("\xa0", " ") == words


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (Quantity(None, 0.16, 0.30), "16 to 30 %"),
        (Quantity(None, None, 0.84), "at most 84 %"),
        (Quantity(None, 0.3, None), "at least 30 %"),
        (Quantity(None, None, None), "unknown"),
    ],
)
def test_a_share_known_as_a_range_only_is_a_range(share: Quantity, words: str) -> None:
    assert share_words(share).replace("\xa0", " ") == words


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


@pytest.mark.parametrize(
    ("value", "digits", "words"),
    [(1499.6, 3, "1,500"), (186.4, 2, "190"), (0.0857, 2, "0.086"), (28.57, 3, "28.6"), (20.0, 3, "20")],
)
def test_a_ratio_is_written_out(value: float, digits: int, words: str) -> None:
    assert rounded(value, digits) == words

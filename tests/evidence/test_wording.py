"""Shares as a headline says them: rounded, and a bound always to its safe side."""

from __future__ import annotations

import pytest
from atlas.evidence.quantity import Quantity
from atlas.evidence.wording import round_share, share_words


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

"""Numbers in prose that no source stands behind."""

from __future__ import annotations

import pytest
from atlas.checks.numbers import loose_numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("It takes 2 % of the compute.", ["2 %"]),
        ("It saw 15.6 trillion tokens. So they say [@a2024, section 2].", ["15.6 trillion"]),
        ("Between 10 and 30 examples each [@a2024].", ["10 and 30 examples"]),
        ("About 4 days, or 80 hours.", ["4 days", "80 hours"]),
    ],
)
def test_a_number_without_a_place_is_found(text: str, numbers: list[str]) -> None:
    assert list(loose_numbers(text)) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "It takes 2 % of the compute [@a2024, section 5.1].",
        "It saw [[models/x#tokens]] of text.",
        "Section 3.2 and Llama 3.1 405B of 2024 are names.",
        "`2 %` is code.",
        "GPT-4o took 3 steps.",
    ],
)
def test_a_number_with_a_place_and_a_name_are_not(text: str) -> None:
    assert list(loose_numbers(text)) == []

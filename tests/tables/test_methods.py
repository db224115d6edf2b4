"""Methods by family."""

from __future__ import annotations

from typing import get_args

from atlas.model.method import Family
from atlas.tables.methods import FAMILIES


def test_every_family_has_its_words_and_its_place_on_the_index() -> None:
    assert set(FAMILIES) == set(get_args(Family))

"""Bars of shares: each segment says what it stands for and leads to the line that it shows."""

from __future__ import annotations

from functools import cache

from atlas.evidence.shares import ledgers
from atlas.tables.bars import Bar, bar_groups
from atlas.tables.view import View

from tests.atlases import catalog


@cache
def bars() -> dict[str, Bar]:
    view = View(catalog())
    return {bar.id: bar for group in bar_groups(view) for bar in group.bars}


def test_a_segment_names_the_model_the_share_the_unit_and_the_source() -> None:
    first, *_ = bars()["olmo3-32b-think"].segments
    model, share, unit, source = first.name.replace("\xa0", " ").split("; ")
    assert (model, share, unit) == ("Olmo 3.1", "at least 80.4 % pre-training", "GPU-hours, final run")
    assert source.startswith("Team Olmo et al. 2025, ")


def test_an_estimate_is_named_as_one() -> None:
    name = bars()["typical"].segments[0].name
    assert "over 95\xa0%" in name
    assert "own estimate, June 2026" in name


def test_a_segment_leads_to_a_line_of_its_breakdown() -> None:
    found = ledgers(catalog())
    for id, bar in bars().items():
        for segment in bar.segments:
            page, _, line = segment.href.partition("#")
            assert page == f"@/compute/{id}/"
            assert line in found[id].lines

"""The cost of a stage on one axis: a mark for each breakdown that tells the stage apart, at its computed share."""

from __future__ import annotations

import pytest
from atlas.evidence.shares import alone, ledgers
from atlas.evidence.wording import share_words
from atlas.tables.pipeline import pipeline
from atlas.tables.strip import strip
from atlas.tables.view import View

from tests.atlases import catalog


@pytest.fixture(scope="module")
def view() -> View:
    """The real atlas with the labels of its sources."""
    return View(catalog())


def test_the_marks_are_the_computed_shares(view: View) -> None:
    breakdowns = ledgers(view.catalog)
    for stage, _ in view.catalog.stages:
        shares = [alone(found, stage) for found in breakdowns.values() if found.scope != "typical"]
        known = [share for share in shares if share is not None and share.value is not None]
        expected = sorted((round(100 * (share.value or 0.0), 2), share_words(share)) for share in known)
        shown = sorted((mark.at, mark.words) for row in strip(view, stage).rows for mark in row.marks)
        assert shown == expected, stage


def test_units_stand_in_rows_of_their_own_and_ranges_span_them(view: View) -> None:
    rows = {row.unit: row for row in strip(view, "pre-training").rows}
    assert [mark.name for mark in rows["petaflop/s-days"].marks] == ["InstructGPT 175B (PPO-ptx)"]
    assert rows["GPU-hours"].range.startswith("80.4 to 95.55")
    assert list(rows)[-1] == "tokens"


def test_a_line_that_covers_several_stages_is_told_as_joint_and_gives_no_mark(view: View) -> None:
    found = strip(view, "preference-learning")
    assert [mark.name for row in found.rows for mark in row.marks] == ["InstructGPT 175B (PPO-ptx)"]
    joint = {item.name: (item.words, item.others) for item in found.joint}
    assert joint["DeepSeek-V3"] == ("0.18\u00a0%", "SFT, RLVR")


def test_release_costs_nothing_in_the_diagram_and_in_every_breakdown(view: View) -> None:
    """Deployment work of a company is no part of the stage: the estimate of 0 % stands alone."""
    found = strip(view, "release")
    assert len(found.rows) == len(found.joint) == 0
    assert pipeline(view).boxes[-1].compute == "0\u00a0%"


def test_bars_of_the_diagram_are_linear(view: View) -> None:
    bars = {box.stage.short: [box.bar.certain, box.bar.possible] for box in pipeline(view).boxes}
    expected = {"Pre-training": [95, 100], "Mid-training": [1, 9], "SFT": [0, 1], "RLVR": [0, 0]}
    assert {name: bars[name] for name in expected} == expected

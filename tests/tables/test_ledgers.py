"""Ledgers side by side: every line once, joint lines as one cell, totals and ranges within one unit."""

from __future__ import annotations

import pytest
from atlas.evidence.shares import parts, shares
from atlas.model import ComputeShare
from atlas.tables.bars import bar_groups
from atlas.tables.ledgers import published, shares_by_stage
from atlas.tables.table import Row, Shown, Table, text_of
from atlas.tables.totals import answer, totals, totals_table
from atlas.tables.view import View

from tests.atlases import catalog


@pytest.fixture(scope="module")
def view() -> View:
    return View(catalog())


def cells(table: Table, breakdown: str) -> dict[str, str]:
    """Head of the column to text, for the cells of a breakdown's row that hold anything."""
    row = next(row for row in table.rows if row.id == f"shares-{breakdown}")
    return {
        cell.over or table.columns[row.column_of(place)].head: text_of(cell).replace("\xa0", " ")
        for place, cell in enumerate(row.cells)
        if cell.parts
    }


def shown(row: Row) -> list[Shown]:
    return [part for cell in row.cells for part in cell.parts if isinstance(part, Shown)]


def test_every_line_stands_once_and_every_row_adds_up(view: View) -> None:
    table = shares_by_stage(view)
    found = published(view)
    assert [row.id for row in table.rows] == [f"shares-{id}" for id in found]
    for row, breakdown in zip(table.rows, found.values(), strict=True):
        assert sum(cell.span for cell in row.cells) == len(table.columns)
        names = [name for part in parts(breakdown) for name in part.names]
        assert sorted(names) == sorted(share.name for share in shares(breakdown))
        assert len(shown(row)) == len(parts(breakdown))
        total = sum(item.evidence.quantity.value or 0.0 for item in shown(row) if item.evidence.quantity)
        assert total == pytest.approx(1.0), row.id


def test_a_joint_line_is_one_cell_over_its_stages(view: View) -> None:
    table = shares_by_stage(view)
    assert cells(table, "deepseek-v3")["SFT, Preference learning, RLVR"] == "0.18 %"
    granite = cells(table, "granite")
    assert granite["Pre-training, Mid-training"] == "70 %"
    assert granite["SFT, Preference learning"] == "16 %"
    assert granite["Other lines"] == (
        "14 % Miscellaneous, over Pre-training, Mid-training, SFT, Preference learning, Evaluation"
    )


def test_totals_hold_what_an_analyst_looks_for(view: View) -> None:
    table = shares_by_stage(view)
    totals = {id: (cells(table, id)["Post-training, all"], cells(table, id)["All lines"]) for id in published(view)}
    assert totals["instructgpt"] == ("1.75 %", "3,704.9 petaflop/s-days")
    assert totals["deepseek-v3"] == ("0.18 %", "2,788,000 GPU-hours")
    assert totals["olmo3-32b-think"] == ("at least 14.54 %", "1,153,536 to 1,214,976 GPU-hours")
    assert totals["granite"] == ("16 to 30 %", "100 %")
    assert totals["kimi-k2"][0] == "none counted"


def test_release_takes_no_compute(view: View) -> None:
    """Work on serving a model, which one ledger counts, is no stage of training and not the release."""
    assert "release" not in [column.key for column in shares_by_stage(view).columns]
    assert "5 % Deployment optimisation, outside the stages" in cells(shares_by_stage(view), "writer")["Other lines"]


def test_each_breakdown_has_one_linear_bar(view: View) -> None:
    bars = [bar for group in bar_groups(view) for bar in group.bars]
    assert sorted(bar.id for bar in bars) == sorted(catalog().of("compute_shares", ComputeShare))
    for bar in bars:
        widths = [segment.width for segment in bar.segments]
        assert sum(widths) == pytest.approx(96 if bar.id == "typical" else 100, abs=0.01), bar.id
        starts = [segment.start for segment in bar.segments]
        assert starts == pytest.approx([sum(widths[:place]) for place in range(len(widths))], abs=0.01)
    instructgpt = next(bar for bar in bars if bar.id == "instructgpt")
    assert [segment.width for segment in instructgpt.segments] == [98.248, 1.752]


def test_bars_and_totals_never_mix_units_or_scopes(view: View) -> None:
    found = catalog().of("compute_shares", ComputeShare)
    groups = [[found[bar.id] for bar in group.bars] for group in bar_groups(view)]
    groups += [list(item.ledgers.values()) for item in totals(view)]
    for group in groups:
        assert len({(line.unit, item.scope) for item in group for line in item.lines.values()}) == 1


def test_the_answer_is_two_sentences_from_the_ledgers(view: View) -> None:
    said = answer(totals(view)).replace("\xa0", " ")
    assert said.count(". ") == 1
    assert "pre-training took 80 to 96 %" in said
    assert "all of post-training 0.18 to at least 14 % (3 ledgers, GPU-hours)" in said
    assert "pre-training took 98 % and all of post-training 1.8 % (InstructGPT, petaflop/s-days)" in said
    assert "pre- and mid-training together took 40 to 84 %" in said
    rows = [[text_of(cell) for cell in row.cells] for row in totals_table(view, totals(view)).rows]
    assert rows[-1][0] == "Own estimate of the atlas"


def test_without_ledgers_there_is_no_answer() -> None:
    assert answer(()) == ""

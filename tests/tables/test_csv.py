"""Tables as data: what a figure says stands in columns of its own."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from atlas.evidence.quantity import Quantity, quantity
from atlas.evidence.shown import Evidence
from atlas.tables.csv import PARTS, as_csv
from atlas.tables.ledgers import shares_by_stage
from atlas.tables.models import models
from atlas.tables.table import Column, Row, Shown, Table, cell
from atlas.tables.view import View

from tests.atlases import catalog


@pytest.fixture(scope="module")
def view() -> View:
    return View(catalog())


def rows_of(table: Table) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(as_csv(table))))


def of(*cells: object) -> Table:
    """A table of one column with a row for each cell."""
    rows = tuple(Row("", (item if hasattr(item, "parts") else cell(item),)) for item in cells)  # type: ignore[arg-type]
    return Table("t", "T", (Column("a", "A"),), rows)


def test_the_figures_of_the_models_are_those_of_the_catalog(view: View) -> None:
    table = models(view)
    heads = {column.key: column.head for column in table.columns}
    counted = 0
    for row, found in zip(table.rows, rows_of(table), strict=True):
        for key, names in (("parameters", ["parameters"]), ("active", ["active-parameters"])):
            placed = next(
                (item for name in names if (item := catalog().named_figures.get(f"models/{row.id}#{name}"))), None
            )
            parts = [found[f"{heads[key]}: {part}"] for part in PARTS]
            if placed is None:
                assert parts == [""] * len(PARTS)
                continue
            figure, amount = placed.figure, quantity(catalog(), placed.figure)
            numbers = (amount.value, amount.low, amount.high) if amount else (None, None, None)
            assert [float(text) if text else None for text in parts[:3]] == pytest.approx(numbers)
            assert parts[3:5] == [figure.unit, figure.kind]
            assert parts[6:] == [figure.cite or "", figure.at or ""]
            assert not figure.as_of or parts[5] == figure.as_of
            counted += 1
    assert counted > 40


def test_a_bound_leaves_its_open_end_empty() -> None:
    shown = Evidence(
        "over 95 %", "estimated", "@/x/", "X", None, Quantity(0.95, 0.95, None), as_of="2026", unit="share"
    )
    nothing = replace(shown, words="large", quantity=None)
    first, second, third = rows_of(of(cell(Shown(shown)), cell(Shown(nothing)), cell("not stated")))
    assert [first[f"A: {part}"] for part in PARTS] == ["0.95", "0.95", "", "share", "estimated", "2026", "", ""]
    assert (second["A"], second["A: value"], second["A: kind"]) == ("large", "", "estimated")
    assert [third[f"A: {part}"] for part in PARTS] == [""] * len(PARTS)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\n=1", "\u00a0=1"])
def test_no_text_runs_as_a_formula(text: str) -> None:
    assert rows_of(of(text))[0]["A"] == f"'{text.strip()}"


def test_a_number_stays_a_number() -> None:
    assert rows_of(of(cell("-1", sort=-1)))[0]["A (number)"] == "-1"


def test_each_row_is_one_line(view: View) -> None:
    for table in (models(view), of("one\ntwo", 'a, "b"\r\nc')):
        assert len(as_csv(table).splitlines()) == len(table.rows) + 1
    assert [row["A"] for row in rows_of(of("one\ntwo", 'a, "b"\r\nc'))] == ["one two", 'a, "b" c']


def test_a_cell_over_several_columns_stands_once_and_names_them(view: View) -> None:
    table = shares_by_stage(view)
    row = next(row for row in rows_of(table) if row["Breakdown"].startswith("DeepSeek-V3"))
    assert row["SFT"].replace("\u00a0", " ") == "0.18 % (SFT, Preference learning, RLVR)"
    assert (row["RLVR"], row["RLVR: value"]) == ("", "")


def test_a_table_without_rows_has_its_heads() -> None:
    assert as_csv(of()) == "A\n"

"""Tables as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from atlas.evidence.numerals import exactly
from atlas.evidence.shown import Evidence
from atlas.tables.table import Cell, Column, Row, Shown, Table, text_of

Held = Literal["figures", "numbers", "words"]
"""What a column holds."""

PARTS = ("value", "low", "high", "unit", "kind", "date", "source", "place")
"""What a figure says, each in a column of its own beside its words; ``source`` is the key of a citation."""


def as_csv(table: Table) -> str:
    """A table as CSV, one line a row: heads, then rows in their order.

    A column of figures is followed by a column for each part of a figure, another column that is ordered by numbers
    by the number. A text that a spreadsheet would run as a formula begins with an apostrophe.
    """
    columns = [list(cells) for cells in zip(*(_across(row) for row in table.rows), strict=True)]
    columns = columns or [[] for _ in table.columns]
    holds = [_held(cells) for cells in columns]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([head for column, held in zip(table.columns, holds, strict=True) for head in _heads(column, held)])
    for number in range(len(table.rows)):
        pairs = zip(columns, holds, strict=True)
        writer.writerow([value for cells, held in pairs for value in _values(cells[number], held)])
    return out.getvalue()


def _across(row: Row) -> list[Cell]:
    """A cell for each column: one that covers several stands in the first of them and names them all."""
    nothing = Cell(())
    return [piece for cell in row.cells for piece in (cell, *[nothing] * (cell.span - 1))]


def _held(cells: Sequence[Cell]) -> Held:
    if any(_figure(cell) is not None for cell in cells):
        return "figures"
    return "numbers" if any(isinstance(cell.sort, int | float) for cell in cells) else "words"


def _heads(column: Column, held: Held) -> list[str]:
    if held == "figures":
        return [column.head, *(f"{column.head}: {part}" for part in PARTS)]
    return [column.head, f"{column.head} (number)"] if held == "numbers" else [column.head]


def _values(cell: Cell, held: Held) -> list[str]:
    """The words of a cell, and what its column holds beside them."""
    words = safe(f"{text_of(cell)} ({cell.over})" if cell.over else text_of(cell))
    if held == "figures":
        return [words, *_parts(_figure(cell))]
    return [words, _number(cell.sort)] if held == "numbers" else [words]


def _parts(shown: Evidence | None) -> list[str]:
    if shown is None:
        return [""] * len(PARTS)
    amount = shown.quantity
    numbers = (amount.value, amount.low, amount.high) if amount else (None, None, None)
    texts = (shown.unit, shown.kind, shown.as_of, shown.cite, shown.at)
    return [*(_number(number) for number in numbers), *(safe(text or "") for text in texts)]


def _figure(cell: Cell) -> Evidence | None:
    return next((part.evidence for part in cell.parts if isinstance(part, Shown)), None)


def _number(value: str | float | None) -> str:
    if not isinstance(value, int | float):
        return ""
    short, whole = f"{value:.10g}", exactly(value)
    return f"{whole:f}" if whole == whole.to_integral_value() and Decimal(short) != whole else short


def safe(text: str) -> str:
    """A text on one line that no spreadsheet runs."""
    line = " ".join(text.split())
    return f"'{line}" if line[:1] in ("=", "+", "-", "@") else line

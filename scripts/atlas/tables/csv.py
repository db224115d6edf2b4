"""Tables as CSV."""

from __future__ import annotations

import csv
import io

from atlas.tables.table import Cell, Table, text_of


def as_csv(table: Table) -> str:
    """A table as CSV: heads, then rows; where a cell orders its column by a number, that number too.

    A text that a spreadsheet would run as a formula begins with an apostrophe.
    """
    numeric = [any(isinstance(row.cells[i].sort, int | float) for row in table.rows) for i in range(len(table.columns))]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    heads = [[column.head, f"{column.head} (number)"] if numeric[i] else [column.head]
             for i, column in enumerate(table.columns)]  # fmt: skip
    writer.writerow([head for pair in heads for head in pair])
    for row in table.rows:
        pairs = [[_text(cell), _number(cell)] if numeric[i] else [_text(cell)] for i, cell in enumerate(row.cells)]
        writer.writerow([value for pair in pairs for value in pair])
    return out.getvalue()


def _number(cell: Cell) -> str:
    return f"{cell.sort:.10g}" if isinstance(cell.sort, int | float) else ""


def _text(cell: Cell) -> str:
    text = text_of(cell)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t") else text

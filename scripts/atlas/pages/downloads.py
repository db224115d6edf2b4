"""Data files that pages offer: the tables that readers filter, each as CSV under its own name."""

from __future__ import annotations

from dataclasses import dataclass, field

from atlas.tables.csv import as_csv
from atlas.tables.table import Table

ROWS = 6
"""Rows from which on a table has controls and a file."""


@dataclass(frozen=True)
class Downloads:
    """The files of the tables that have been shown, by path; filled while pages are rendered."""

    files: dict[str, str] = field(default_factory=dict)

    def address(self, table: Table) -> str:
        """Where the CSV of a table stands on the site; empty for a table too short to have controls.

        Raises:
            ValueError: another table has the same file.
        """
        if len(table.rows) < ROWS or table.id.startswith("pair-"):
            return ""
        path = path_of(table)
        text = as_csv(table)
        if self.files.setdefault(path, text) != text:
            raise ValueError(f"two tables would be {path}: give one another id")
        return f"@/{path}"


def path_of(table: Table) -> str:
    """The path of a table's file; the data of charts stand apart."""
    name = table.file or table.id
    return f"charts/{name.removeprefix('chart-')}.csv" if name.startswith("chart-") else f"tables/{name}.csv"

"""Data files that pages offer: the tables that readers filter, each as CSV under its own name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from atlas.tables.csv import as_csv
from atlas.tables.table import Table

ROWS = 6
"""Rows from which on a table has controls and a file."""


@dataclass(frozen=True)
class Downloads:
    """The tables that have been shown, collected while pages are rendered."""

    _collected: list[dict[str, Table]] = field(default_factory=lambda: [{}])

    def address(self, table: Table) -> str:
        """Where the CSV of a table stands on the site; empty for a table too short to have controls.

        Raises:
            ValueError: another table has the same file.
        """
        if len(table.rows) < ROWS or table.id.startswith("pair-"):
            return ""
        path = path_of(table)
        if self._collected[-1].setdefault(path, table) != table:
            raise ValueError(f"two tables would be {path}: give one another id")
        return f"@/{path}"

    @contextmanager
    def collecting(self) -> Iterator[dict[str, str]]:
        """The files of the tables that the block shows, by path; complete when it ends."""
        files: dict[str, str] = {}
        self._collected.append({})
        try:
            yield files
        finally:
            files.update({path: as_csv(table) for path, table in self._collected.pop().items()})


def path_of(table: Table) -> str:
    """The path of a table's file; the data of charts stand apart."""
    name = table.file or table.id
    return f"charts/{name.removeprefix('chart-')}.csv" if name.startswith("chart-") else f"tables/{name}.csv"

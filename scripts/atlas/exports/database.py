"""All records in one SQLite file: a table a kind, one of all figures, and one of what each record cites."""

from __future__ import annotations

import sqlite3
from typing import Any

from atlas.exports.publication import API, EXPORTED, LICENCE, LICENCE_URL, NAME, Content, Publication
from atlas.exports.sheets import Rows, all_rows, columns

_VERSION_OF_LIBRARY = slice(96, 100)
"""The bytes of a SQLite file that only tell which release of the library wrote it."""


def database(found: Publication) -> dict[str, Content]:
    """The database by its path; the same records give the same bytes."""
    with sqlite3.connect(":memory:") as connection:
        connection.execute("PRAGMA page_size = 4096")
        for name, rows in all_rows(found).items():
            _fill(connection, name, rows)
        _fill(connection, "cites", _cites(found))
        about = {"title": NAME, "licence": LICENCE, "licence_url": LICENCE_URL, "site": found.site_url}
        _fill(connection, "about", [{"name": name, "value": value} for name, value in about.items()])
        connection.execute("CREATE INDEX figures_source ON figures (source)")
        connection.commit()
        content = bytearray(connection.serialize())
    content[_VERSION_OF_LIBRARY] = (3_040_000).to_bytes(4, "big")
    return {f"{API}/atlas.sqlite": bytes(content)}


def _cites(found: Publication) -> Rows:
    """A row for each source that a record cites, in a field or in prose."""
    entries = (entry for kind in EXPORTED for entry in found.entries(kind))
    return [
        {"record_kind": entry.kind, "record": entry.id, "source": key}
        for entry in entries
        for key in sorted(found.view.catalog.cited_by(entry.address))
    ]


def _fill(connection: sqlite3.Connection, name: str, rows: Rows) -> None:
    heads = columns(name, rows)
    typed = ", ".join(f'"{head}" {_type([row[head] for row in rows])}' for head in heads)
    key = next((f', PRIMARY KEY ("{head}")' for head in ("id", "address") if head in heads), "")
    connection.execute(f'CREATE TABLE "{name}" ({typed}{key})')
    marks = ", ".join("?" * len(heads))
    connection.executemany(f'INSERT INTO "{name}" VALUES ({marks})', (list(row.values()) for row in rows))  # noqa: S608 - names of fields


def _type(values: list[Any]) -> str:
    known = [value for value in values if value is not None]
    if known and all(isinstance(value, int | float) for value in known):
        return "INTEGER" if all(isinstance(value, int) for value in known) else "REAL"
    return "TEXT"

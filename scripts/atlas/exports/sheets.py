"""The records as CSV: one file a kind with a line a record, and one of all figures with a line each."""

from __future__ import annotations

import csv
import io
from typing import Any

from atlas.exports.figures import COLUMNS, figure_row
from atlas.exports.publication import API, EXPORTED, Content, Publication
from atlas.model.types import Record
from atlas.tables.csv import safe

Rows = list[dict[str, Any]]

_PLAIN = (str, int, float)


def sheets(found: Publication) -> dict[str, Content]:
    """Every sheet as CSV by path."""
    return found.view.catalog.once(("sheets", found.site_url), lambda: _sheets(found))


def _sheets(found: Publication) -> dict[str, Content]:
    return {f"{API}/{name}.csv": _as_csv(rows) for name, rows in all_rows(found).items()}


def all_rows(found: Publication) -> dict[str, Rows]:
    """Name of a sheet to its rows: the records of each kind, and all figures.

    Every row of a sheet has all its keys.
    """
    return found.view.catalog.once(("rows", found.site_url), lambda: _all_rows(found))


def _all_rows(found: Publication) -> dict[str, Rows]:
    entries = [entry for kind in EXPORTED for entry in found.entries(kind)]
    figures = [placed for entry in entries for placed in found.view.catalog.figures_of(entry.address)]
    rows = [{name: _joined(value) for name, value in figure_row(found, placed).items()} for placed in figures]
    return {**{kind: _records(found, kind) for kind in EXPORTED}, "figures": rows}


def columns(name: str, rows: Rows) -> tuple[str, ...]:
    """The heads of a sheet, in order."""
    return tuple(rows[0]) if rows else COLUMNS if name == "figures" else ("id",)


def _records(found: Publication, kind: str) -> Rows:
    """A row for each record: its id and page, and its fields that hold one value or a list of them."""
    entries = found.entries(kind)
    held = [_held(entry.record) for entry in entries]
    names = [name for name in (held[0] if held else ()) if all(_is_flat(record[name]) for record in held)]
    return [
        {"id": entry.id, "url": found.page(entry), **{name: _joined(record[name]) for name in names}}
        for entry, record in zip(entries, held, strict=True)
    ]


def _held(record: Record) -> dict[str, Any]:
    """The fields of a record as they are, which takes no serialiser, with lists for tuples."""
    values = {name: getattr(record, name) for name in type(record).model_fields}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def _is_flat(value: Any) -> bool:
    return value is None or isinstance(value, _PLAIN) or (isinstance(value, list) and all(map(_is_plain, value)))


def _is_plain(value: Any) -> bool:
    return isinstance(value, _PLAIN)


def _joined(value: Any) -> Any:
    return "; ".join(map(str, value)) if isinstance(value, list) else value


def _as_csv(rows: Rows) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if rows:
        writer.writerow(rows[0])
    writer.writerows([_written(value) for value in row.values()] for row in rows)
    return out.getvalue()


def _written(value: Any) -> str:
    """A value as a cell: numbers as they are, texts on one line that no spreadsheet runs, nothing for None."""
    if isinstance(value, str):
        return safe(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:.12g}"

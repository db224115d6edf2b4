"""The table of data sets."""

from __future__ import annotations

from atlas.evidence.shown import record_href
from atlas.model import Dataset
from atlas.tables.table import Cell, Column, Row, Shown, Table, To, cell
from atlas.tables.view import View


def by_date(view: View) -> list[tuple[str, Dataset]]:
    """Ids and data sets, oldest first."""
    return sorted(view.catalog.of("datasets", Dataset).items(), key=lambda item: (item[1].released, item[0]))


def datasets(view: View) -> Table:
    """Every data set with its maker, date, size, licence, filters and origin."""
    rows = tuple(Row(id, _cells(view, id, dataset)) for id, dataset in by_date(view))
    columns = (
        Column("dataset", "Data set"),
        Column("maker", "Maker"),
        Column("released", "Released"),
        Column("size", "Size", numeric=True),
        Column("holds", "Holds"),
        Column("licence", "Licence"),
        Column("filters", "Filters"),
        Column("from", "Made from"),
        Column("models", "Models"),
        Column("source", "Main source"),
    )
    return Table("datasets", f"{len(rows)} open data sets, by date", columns, rows)


def _cells(view: View, id: str, dataset: Dataset) -> tuple[Cell, ...]:
    licence = dataset.licence
    return (
        cell(To(record_href(f"datasets/{id}"), dataset.short)),
        cell(dataset.maker),
        cell(dataset.released, sort=dataset.released),
        _size(view, id),
        cell(dataset.holds),
        cell(licence.name),
        cell(". ".join(dataset.filters)),
        view.list("datasets", dataset.derived_from),
        view.list("models", [use.model for use in dataset.used_by]),
        cell(view.cite(dataset.cite)),
    )


def _size(view: View, id: str) -> Cell:
    """Tokens, or bytes where no tokens were counted; the two are not ordered against each other."""
    for name in ("tokens", "bytes"):
        placed = view.catalog.named_figures.get(f"datasets/{id}#{name}")
        if placed is not None:
            shown = view.figure(placed)
            return cell(Shown(shown), sort=shown.sort if name == "tokens" else 0)
    return cell("not stated")

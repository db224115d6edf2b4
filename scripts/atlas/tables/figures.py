"""Tables of figures: by source, by record, by stage, and the breakdowns with their shares."""

from __future__ import annotations

from atlas.catalog import PlacedFigure
from atlas.evidence import figure_anchor, record_href, share_evidence
from atlas.model import ComputeShare
from atlas.shares import Share, shares
from atlas.table import Aside, Cell, Column, Row, Shown, Table, To, cell
from atlas.tables.view import View


def source_figures(view: View, key: str) -> Table:
    """Every figure that rests on a source: what it is, its value, the place in the source and the record."""
    rows = tuple(
        Row(figure_anchor(placed.address), _source_row(view, placed))
        for placed in view.catalog.figures
        if placed.figure.cite == key
    )
    columns = (
        Column("figure", "Figure"),
        Column("value", "Value", numeric=True),
        Column("at", "Place in the source"),
        Column("record", "On the page"),
    )
    return Table("figures", "Figures that rest on this source", columns, rows)


def _source_row(view: View, placed: PlacedFigure) -> tuple[Cell, ...]:
    shown, figure = view.figure(placed), placed.figure
    label = str(getattr(figure, "label", "") or placed.path[-1])
    return (
        cell(label, Aside(figure.note) if figure.note else None),
        cell(Shown(shown), sort=shown.sort),
        cell(figure.at or "not stated"),
        cell(To(record_href(placed.entry.address), placed.entry.record.title)),
    )


def figures(view: View, address: str) -> Table:
    """The named figures of one record, each with its note or arithmetic and its source."""
    rows = [Row(placed.name, _figure_cells(view, placed)) for placed in view.catalog.figures_of(address) if placed.name]
    columns = (Column("figure", "Figure"), Column("value", "Value", numeric=True), Column("source", "Source"))
    return Table(
        f"figures-{address.replace('/', '-')}",
        f"{len(rows)} figures, each with its kind of evidence, date and source",
        columns,
        tuple(rows),
    )


def stage_figures_elsewhere(view: View, stage: str) -> Table:
    """The named figures of other records that belong to a stage, save the survey's estimate, with their record."""
    rows = [
        Row(
            "",
            (
                *_figure_cells(view, placed),
                cell(To(record_href(placed.entry.address), placed.entry.record.title)),
            ),
        )
        for placed in view.catalog.named_figures.values()
        if stage in getattr(placed.figure, "stages", ())
        and placed.entry.address not in (f"stages/{stage}", "compute_shares/typical")
    ]
    columns = (
        Column("figure", "Figure"),
        Column("value", "Value", numeric=True),
        Column("source", "Source"),
        Column("record", "On the page"),
    )
    return Table(f"elsewhere-{stage}", "Figures for this stage on other pages", columns, tuple(rows))


def _figure_cells(view: View, placed: PlacedFigure) -> tuple[Cell, Cell, Cell]:
    shown, figure = view.figure(placed), placed.figure
    remarks = [Aside(text) for text in (shown.working, figure.note) if text]
    source = view.cite(figure.cite, figure.at) if figure.cite else shown.said_by or "no source"
    return (
        cell(str(getattr(figure, "label", "")), *remarks),
        cell(Shown(shown), sort=shown.sort),
        cell(source),
    )


def breakdown(view: View, id: str) -> Table:
    """One compute breakdown: each line with its amount, its share and the arithmetic."""
    share = view.catalog.of("compute_shares", ComputeShare)[id]
    computed = {item.name: item for item in shares(share)}
    stated = all(line.unit == "share" for line in share.lines.values())
    rows = [_line_row(view, id, name, computed.get(name)) for name in share.lines]
    columns = [
        Column("line", "Line"),
        Column("stages", "Stages it covers"),
        Column("amount", "Amount", numeric=True),
        Column("share", "Share", numeric=True),
        Column("source", "Source"),
    ]
    if stated:  # the amounts are the shares
        columns, rows = columns[:3] + columns[4:], [Row(row.id, row.cells[:3] + row.cells[4:]) for row in rows]
    return Table(f"breakdown-{id}", share.title, tuple(columns), tuple(rows))


def _line_row(view: View, id: str, name: str, share: Share | None) -> Row:
    line = view.catalog.of("compute_shares", ComputeShare)[id].lines[name]
    shown = view.figure(view.catalog.named_figures[f"compute_shares/{id}#{name}"])
    result = share_evidence(id, share) if share else None
    return Row(
        "",
        (
            cell(line.label, Aside(line.note) if line.note else None),
            view.list("stages", line.stages),
            cell(Shown(shown), sort=shown.sort),
            cell(
                Shown(result) if result else "not a number",
                Aside(share.working) if share else None,
                sort=result.sort if result else None,
            ),
            cell(view.cite(line.cite, line.at) if line.cite else "no source"),
        ),
    )

"""Tables of figures: by source, by record, by stage, and the breakdowns with their shares."""

from __future__ import annotations

from collections.abc import Callable

from atlas.catalog import PlacedFigure
from atlas.evidence import figure_anchor, record_href, share_evidence
from atlas.model import ComputeShare
from atlas.shares import shares
from atlas.table import Cell, Column, Row, Shown, Table, To, cell
from atlas.tables.view import View


def source_figures(view: View, key: str) -> Table:
    """Every figure that rests on a source: what it is, its value, the record that holds it and the place."""
    rows = tuple(
        Row(figure_anchor(placed.address), _source_row(view, placed))
        for placed in view.catalog.figures
        if placed.figure.cite == key
    )
    columns = (
        Column("figure", "Figure"),
        Column("value", "Value", numeric=True),
        Column("record", "Record"),
        Column("at", "Place in the source"),
        Column("as-of", "As of"),
        Column("note", "Note"),
    )
    return Table("figures", "Figures that rest on this source", columns, rows)


def _source_row(view: View, placed: PlacedFigure) -> tuple[Cell, ...]:
    shown, figure = view.figure(placed), placed.figure
    return (
        cell(str(getattr(figure, "label", "") or placed.path[-1])),
        cell(Shown(shown), sort=shown.sort),
        cell(To(record_href(placed.entry.address), placed.entry.record.title)),
        cell(figure.at or "not stated"),
        cell(figure.as_of or "not stated"),
        cell(figure.note or ""),
    )


def figures(view: View, address: str) -> Table:
    """The named figures of one record, each with place and date."""
    return _figure_table(
        view,
        address,
        "Published figures",
        lambda placed: placed.entry.address == address,
    )


def stage_figures(view: View, stage: str) -> Table:
    """Every named figure, of any record, that belongs to a stage, save the survey's estimate."""
    return _figure_table(
        view,
        f"stages/{stage}",
        "Published figures for this stage",
        lambda placed: (
            (stage in getattr(placed.figure, "stages", ()) or placed.entry.address == f"stages/{stage}")
            and placed.entry.id != "typical"
        ),
    )


def _figure_table(view: View, address: str, caption: str, wanted: Callable[[PlacedFigure], bool]) -> Table:
    rows = []
    for placed in view.catalog.named_figures.values():
        if not wanted(placed):
            continue
        shown, figure = view.figure(placed), placed.figure
        source = view.cite(figure.cite, figure.at) if figure.cite else shown.said_by
        rows.append(
            Row(
                str(placed.name) if placed.entry.address == address else "",
                (
                    cell(str(getattr(figure, "label", ""))),
                    cell(To(record_href(placed.entry.address), placed.entry.record.title)),
                    cell(Shown(shown), sort=shown.sort),
                    cell(figure.as_of or "not stated"),
                    cell(source),
                    cell(shown.working or figure.note or ""),
                ),
            )
        )
    columns = (
        Column("figure", "Figure"),
        Column("record", "From"),
        Column("value", "Value", numeric=True),
        Column("as-of", "As of"),
        Column("source", "Source"),
        Column("note", "Note"),
    )
    return Table(f"figures-{address.replace('/', '-')}", caption, columns, tuple(rows))


def breakdown(view: View, id: str) -> Table:
    """One compute breakdown: each line with its amount, its share and the arithmetic."""
    share = view.catalog.of("compute_shares", ComputeShare)[id]
    computed = {item.name: item for item in shares(share)}
    rows = []
    for name, line in share.lines.items():
        shown = view.figure(view.catalog.named_figures[f"compute_shares/{id}#{name}"])
        result = computed.get(name)
        rows.append(
            Row(
                "",
                (
                    cell(line.label),
                    view.list("stages", line.stages),
                    cell(Shown(shown), sort=shown.sort),
                    cell(
                        Shown(share_evidence(id, result)) if result else "not a number",
                        sort=result.share.value if result else None,
                    ),
                    cell(result.working if result else ""),
                    cell(view.cite(line.cite, line.at) if line.cite else "no source"),
                    cell(line.note or ""),
                ),
            )
        )
    columns = (
        Column("line", "Line"),
        Column("stages", "Stages it covers"),
        Column("amount", "Amount", numeric=True),
        Column("share", "Share", numeric=True),
        Column("working", "Arithmetic"),
        Column("source", "Source"),
        Column("note", "Note"),
    )
    return Table(f"breakdown-{id}", share.title, columns, tuple(rows))

"""Tables of figures: by source, by record and by stage."""

from __future__ import annotations

from atlas.catalog.placed import PlacedFigure
from atlas.evidence.quantity import inputs
from atlas.evidence.shown import figure_anchor, figure_href, home_href
from atlas.model import Citation
from atlas.model.figure import LabelledFigure
from atlas.tables.table import Aside, Cell, Column, Row, Shown, Table, To, cell
from atlas.tables.view import View


def source_figures(view: View, key: str) -> Table:
    """Every figure that rests on a source: what it is, its value, the place in the source and the record.

    A text of the atlas itself has no places to look up.
    """
    own = _is_own(view, key)
    rows = tuple(
        Row(figure_anchor(placed.address), _source_row(view, placed, own=own))
        for placed in view.catalog.figures_citing(key)
    )
    columns = (
        Column("figure", "Figure"),
        Column("value", "Value", numeric=True),
        *([] if own else [Column("at", "Place in the source")]),
        Column("record", "On the page"),
    )
    return Table("figures", "Figures that rest on this source", columns, rows, file=f"figures-citations-{key}")


def _source_row(view: View, placed: PlacedFigure, *, own: bool) -> tuple[Cell, ...]:
    shown, figure = view.figure(placed), placed.figure
    return (
        cell(_named(placed), Aside(figure.note) if figure.note else None),
        cell(Shown(shown, dated=True), sort=shown.sort),
        *([] if own else [cell(figure.at or "not stated")]),
        cell(view.titled(placed.entry.address)),
    )


def figures(view: View, address: str) -> Table:
    """The named figures of one record and those it refers to, each with its note or arithmetic and its source."""
    listed = (placed for placed in view.catalog.figures_of(address) if isinstance(placed.figure, LabelledFigure))
    own = {placed.name: placed for placed in listed if placed.name}
    rows = [Row(name, _figure_cells(view, placed), former=placed.figure.aliases) for name, placed in own.items()]
    referred = view.catalog.referred_by(address)
    rows += [Row(name, _figure_cells(view, placed)) for name, placed in referred.items() if name not in own]
    columns = (Column("figure", "Figure"), Column("value", "Value", numeric=True), Column("source", "Source"))
    return Table(
        f"figures-{address.replace('/', '-')}",
        f"{len(rows)} figures, each with its kind of evidence, date and source",
        columns,
        tuple(rows),
    )


def stage_figures_elsewhere(view: View, stage: str) -> Table:
    """The named figures of other records that belong to a stage, save the atlas's own estimate, with their record."""
    shown = set(_elsewhere(view, stage))
    rows = [
        Row(
            "",
            (
                *_figure_cells(view, placed),
                cell(view.titled(placed.entry.address)),
            ),
        )
        for placed in view.catalog.figures_at(stage)
        if placed.address in shown
    ]
    columns = (
        Column("figure", "Figure"),
        Column("value", "Value", numeric=True),
        Column("source", "Source"),
        Column("record", "On the page"),
    )
    return Table(f"elsewhere-{stage}", "Figures for this stage on other pages", columns, tuple(rows))


def number_elsewhere(view: View, stage: str) -> int:
    """How many figures the table of the figures of a stage on other pages lists."""
    return len(_elsewhere(view, stage))


def _elsewhere(view: View, stage: str) -> list[str]:
    """Addresses of the named figures of other records that belong to a stage and are not shown on its page."""
    referred = {placed.address for placed in view.catalog.referred_by(f"stages/{stage}").values()}
    passed = {f"stages/{stage}", "compute_shares/typical"}
    found = (address for address in view.catalog.addresses_at(stage) if address.partition("#")[0] not in passed)
    return [address for address in found if address not in referred]


def _figure_cells(view: View, placed: PlacedFigure) -> tuple[Cell, Cell, Cell]:
    shown, figure = view.figure(placed), placed.figure
    remarks = [Aside(text) for text in (shown.working, figure.note) if text]
    return (
        cell(_named(placed), *remarks),
        cell(Shown(shown, dated=True), sort=shown.sort),
        source_cell(view, placed),
    )


def source_cell(view: View, placed: PlacedFigure) -> Cell:
    """Who says so and where; for a derived figure, the figures that it is computed from."""
    figure = placed.figure
    if figure.cite is not None:
        placeless = figure.at is None and not _is_own(view, figure.cite)
        return cell(view.cite(figure.cite, figure.at), ", place not stated" if placeless else None)
    parts: list[To | str] = []
    for item in inputs(view.catalog, figure):
        parts += [", " if parts else "computed from ", To(figure_href(item), item.label)]
    return cell(*(parts or ["no source"]))


def _is_own(view: View, key: str) -> bool:
    return view.catalog.of("citations", Citation)[key].own


def _named(placed: PlacedFigure) -> To:
    """What the figure is, as the link to its own address."""
    return To(home_href(placed), placed.label)

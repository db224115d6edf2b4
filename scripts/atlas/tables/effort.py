"""Human effort: every figure that counts work of people, by kind of work and stage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from atlas.catalog.placed import PlacedFigure
from atlas.evidence.quantity import inputs
from atlas.evidence.shown import Evidence, figure_href, record_href
from atlas.model.figure import LabelledFigure, Labour
from atlas.tables.backwards import reports
from atlas.tables.figures import source_cell
from atlas.tables.table import Cell, Column, Row, Shown, Table, Tag, To, cell
from atlas.tables.view import View

KINDS: Mapping[Labour, str] = {
    "people": "People",
    "demonstrations": "Texts that people wrote",
    "comparisons": "Comparisons by people",
    "annotations": "Labels and ratings by people",
    "hours": "Hours of people",
    "pay": "Sums of money for their work, US dollars",
    "price": "Price of one piece or hour, US dollars",
}
"""Kinds of work in the order in which they are shown, with their names."""


@dataclass(frozen=True)
class Effort:
    """A figure that counts work of people: its kind, name, stages, what it belongs to, and the figure as shown."""

    placed: PlacedFigure
    kind: Labour
    label: str
    stages: tuple[str, ...]
    name: str
    shown: Evidence

    @property
    def href(self) -> str:
        """Where its provenance stands."""
        return figure_href(self.placed)


def efforts(view: View) -> tuple[Effort, ...]:
    """Every figure that counts work of people: by kind, by the first of its stages, and the greatest first."""
    catalog = view.catalog
    order = {id: place for place, (id, _) in enumerate(catalog.lifecycle)}
    at_stages = {placed.address: placed for id in order for placed in catalog.figures_at(id)}
    found = []
    for placed in at_stages.values():
        figure = placed.figure
        if isinstance(figure, LabelledFigure) and figure.labour is not None:
            stages = tuple(sorted(figure.stages, key=lambda id: order[id]))
            name = _name(view, placed)
            found.append(Effort(placed, figure.labour, figure.label, stages, name, view.figure(placed)))
    kinds = list(KINDS)
    return tuple(
        sorted(
            found,
            key=lambda effort: (
                kinds.index(effort.kind),
                order[effort.stages[0]],
                -(effort.shown.sort or 0.0),
                effort.placed.address,
            ),
        )
    )


def human_effort(view: View) -> Table:
    """What was published of the work of people: people, pieces of work, hours and money, with stage and source."""
    rows = tuple(
        Row(
            "",
            (
                cell(To(effort.href, f"{effort.name}: {effort.label}")),
                cell(Shown(effort.shown, dated=True), sort=effort.shown.sort),
                cell(Tag("labour", effort.kind, effort.kind), sort=list(KINDS).index(effort.kind)),
                view.list("stages", effort.stages),
                _source(view, effort.placed),
                cell(view.titled(effort.placed.entry.address)),
            ),
            (
                ("labour", effort.kind),
                ("stage", "|".join(view.to("stages", id).text for id in effort.stages)),
            ),
        )
        for effort in efforts(view)
    )
    columns = (
        Column("figure", "Figure"),
        Column("value", "Value", numeric=True),
        Column("labour", "Work"),
        Column("stages", "Stages"),
        Column("source", "Source"),
        Column("record", "On the page"),
    )
    caption = f"{len(rows)} published figures on the work of people, by kind of work"
    return Table("human-effort", caption, columns, rows, (("labour", "Work"), ("stage", "Stage")))


def _name(view: View, placed: PlacedFigure) -> str:
    """The model whose main source gives a figure, else the one source of it or of its inputs, else its record."""
    address = placed.entry.address
    sources = {item.figure.cite for item in (inputs(view.catalog, placed.figure) or (placed,))}
    source = sources.pop() if len(sources) == 1 else None
    if source is None or reports(view.catalog).get(address) == source:
        return view.catalog.name_of(address)[0].partition(" (")[0]
    return view.labels[source]


def _source(view: View, placed: PlacedFigure) -> Cell:
    """Who says so, as a link to the page of the source, and where; for a derived figure, what it is computed from."""
    key, at = placed.figure.cite, placed.figure.at
    if key is None:
        return source_cell(view, placed)
    return cell(To(record_href(f"citations/{key}"), view.labels[key]), f", {at}" if at else None)

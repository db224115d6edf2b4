"""Figures as data: the number with its ends, how it is known, who says so, and the arithmetic of a derived one."""

from __future__ import annotations

from typing import Any

from atlas.catalog.placed import PlacedFigure
from atlas.evidence.shown import home_href
from atlas.exports.publication import Publication

COLUMNS = (
    "address", "record_kind", "record", "label", "words", "value", "low", "high", "rounded", "unit", "evidence",
    "source", "place", "said_by", "date", "stages", "expression", "working", "note", "url", "source_url",
)  # fmt: skip
"""What is said of each figure, in order."""


def figure_row(found: Publication, placed: PlacedFigure) -> dict[str, Any]:
    """Everything that is known of a figure, by the names of ``COLUMNS``; what is not known is None.

    ``value`` is the best one, ``low`` and ``high`` the least and the greatest that it can be: all computed where the
    figure is derived. ``url`` is the address of the figure itself, ``source_url`` that of its line on the page of its
    source.
    """
    figure, shown = placed.figure, found.view.figure(placed)
    amount = shown.quantity
    values = (
        placed.address,
        placed.entry.kind,
        placed.entry.id,
        placed.label,
        shown.words,
        amount.value if amount else None,
        amount.low if amount else None,
        amount.high if amount else None,
        amount.about if amount else None,
        figure.unit,
        figure.kind,
        figure.cite,
        figure.at,
        shown.said_by or None,
        shown.as_of,
        list(getattr(figure, "stages", ())),
        figure.formula.expression if figure.formula else None,
        shown.working,
        figure.note,
        found.address(home_href(placed)),
        found.address(shown.href) if figure.cite else None,
    )
    return dict(zip(COLUMNS, values, strict=True))


def figure_data(found: Publication, placed: PlacedFigure) -> dict[str, Any]:
    """A figure as one object, without what is not known; the inputs of a formula with their own values."""
    row = {name: value for name, value in figure_row(found, placed).items() if value not in (None, [])}
    if placed.figure.formula is not None:
        row["inputs"] = {name: _input(found, at) for name, at in sorted(placed.figure.formula.inputs.items())}
    return row


def _input(found: Publication, address: str) -> dict[str, Any]:
    shown = found.view.figure(found.view.catalog.named_figures[address])
    value = shown.quantity.value if shown.quantity else None
    return {"address": address, "value": value, "unit": shown.unit, "words": shown.words}

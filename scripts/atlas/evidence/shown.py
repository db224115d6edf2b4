"""Figures as readers meet them: the number in words with who says so, where, when and how sure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from atlas.catalog.catalog import Catalog
from atlas.catalog.placed import PlacedFigure
from atlas.evidence.quantity import Quantity, inputs, quantity
from atlas.evidence.shares import Share
from atlas.evidence.wording import bare, in_words, share_words
from atlas.model.citation import Citation
from atlas.model.figure import Figure

KIND_WORDS = {
    "disclosed": "disclosed by its maker and read in the primary text",
    "derived": "computed by this atlas from other figures",
    "estimated": "an estimate, not a measurement",
    "unverified": "known through a text that quotes the primary one",
    "undisclosed": "not published",
}


@dataclass(frozen=True)
class Evidence:
    """A figure ready to be shown: its words, its kind, where its source stands on the site and what is said of it.

    ``bare`` are its words without the unit, for columns whose head names it; ``cite`` and ``at`` are the key of its
    source and the place in it. ``address`` is that of the figure in the data, empty for a number that stands in none.
    """

    words: str
    kind: str
    href: str
    said_by: str
    note: str | None
    quantity: Quantity | None
    bare: str = ""
    as_of: str | None = None
    working: str | None = None
    unit: str = ""
    cite: str | None = None
    at: str | None = None
    address: str = ""

    @property
    def sort(self) -> float | None:
        """The number that orders a column: the best value, or the end that is known."""
        if self.quantity is None:
            return None
        ends = (self.quantity.value, self.quantity.low, self.quantity.high)
        return next((end for end in ends if end is not None), None)

    @property
    def title(self) -> str:
        """One line that says who, where, when and how sure."""
        return "; ".join(part for part in (self.kind, self.as_of, self.said_by, self.working, self.note) if part)


def figure_anchor(address: str) -> str:
    """The fragment of a figure's row on the page of its source."""
    return "figure-" + address.replace("/", "-").replace("#", "-").replace(".", "-").replace("_", "-")


def figure_href(placed: PlacedFigure) -> str:
    """Where a figure's provenance stands: its row on the page of its source, or the page that derives it."""
    if placed.figure.cite is not None:
        return f"@/citations/{placed.figure.cite}/#{figure_anchor(placed.address)}"
    return home_href(placed)


def home_href(placed: PlacedFigure) -> str:
    """The address of a figure itself: its name on the page of its record."""
    href = record_href(placed.entry.address)
    return f"{href}#{placed.name}" if placed.name and "#" not in href else href


def record_href(address: str) -> str:
    """The site address of a record: its page, or its place on the glossary or the walkthrough."""
    kind, _, id = address.partition("/")
    if kind == "examples":
        return f"@/walkthrough/#{id}"
    return f"@/{folder(kind)}/#{id}" if kind == "glossary" else f"@/{folder(kind)}/{id}/"


def folder(kind: str) -> str:
    """The folder of the site in which the records of a kind stand."""
    return "compute" if kind == "compute_shares" else kind


def evidence(catalog: Catalog, placed: PlacedFigure, labels: Mapping[str, str]) -> Evidence:
    """The figure at a place, ready to be shown; derived figures are computed here and carry their working."""
    figure = placed.figure
    amount = quantity(catalog, figure, (placed.address,) if placed.name else ())
    return Evidence(
        words=in_words(amount, figure),
        kind=figure.kind,
        href=figure_href(placed),
        said_by=_said_by(figure, labels),
        note=figure.note,
        quantity=amount,
        bare=bare(amount, figure),
        as_of=dated(catalog, figure),
        working=_working(catalog, figure),
        unit=figure.unit,
        cite=figure.cite,
        at=figure.at,
        address=placed.address if placed.name else "",
    )


def share_evidence(breakdown: str, share: Share) -> Evidence:
    """The computed share of one line of a breakdown, ready to be shown; stated shares keep their kind."""
    stated = share.line.unit == "share"
    return Evidence(
        words=share_words(share.share),
        kind=share.line.kind if stated else "derived",
        href=record_href(f"compute_shares/{breakdown}"),
        said_by="as the source states it" if stated else "this atlas, from the amounts of the breakdown",
        note=None,
        quantity=share.share,
        as_of=share.line.as_of,
        working=None if stated else share.working,
        unit="share",
        cite=share.line.cite if stated else None,
        at=share.line.at if stated else None,
    )


def dated(catalog: Catalog, figure: Figure) -> str | None:
    """The date of a figure: its own, else that of its source, else the newest date among the inputs of its formula."""
    if figure.as_of is not None:
        return figure.as_of
    if figure.cite is not None:
        source = catalog.by_kind["citations"][figure.cite].record
        assert isinstance(source, Citation)
        return source.issued
    return max(filter(None, (dated(catalog, placed.figure) for placed in inputs(catalog, figure))), default=None)


def _said_by(figure: Figure, labels: Mapping[str, str]) -> str:
    parts = [labels[figure.cite]] if figure.cite else ["this atlas"] if figure.formula else []
    return ", ".join([*parts, *[part for part in (figure.at,) if part]])


def _working(catalog: Catalog, figure: Figure) -> str | None:
    if figure.formula is None:
        return None
    text = figure.formula.expression
    known = ", ".join(
        f"{name} = {in_words(quantity(catalog, placed.figure), placed.figure)}"
        for name, placed in zip(sorted(figure.formula.inputs), inputs(catalog, figure), strict=True)
    )
    return f"{text} with {known}"

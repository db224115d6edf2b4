"""Rules of what must have been seen in its source."""

from __future__ import annotations

from collections.abc import Iterator

from atlas.catalog import prose
from atlas.catalog.catalog import Catalog
from atlas.catalog.placed import PlacedFigure
from atlas.checks.check import Atlas, Complaints, check
from atlas.evidence.quantity import inputs
from atlas.model import Claim
from atlas.model.claim import Exhibit

_SIZES = frozenset({"parameters", "tokens", "compute"})
"""Words in the name of a figure by which it tells the size of a model or of its training."""


@check("ATL076")
def check_what_much_rests_on_was_seen(atlas: Atlas) -> Complaints:
    """Lines of a breakdown, evidence of a claim, and sizes, tokens and compute of a model are not unverified."""
    for placed in atlas.catalog.figures:
        kind, words = placed.entry.kind, (placed.name or "").split("-")
        if placed.figure.kind == "unverified" and (
            kind == "compute_shares" or (kind == "models" and not _SIZES.isdisjoint(words))
        ):
            message = "much rests on this number: read it in its source, or say that it is undisclosed"
            yield placed.entry.document.at((*placed.path, "kind")), message
    for id, claim in atlas.catalog.of("claims", Claim).items():
        for side in ("evidence_for", "evidence_against"):
            for number, exhibit in enumerate(getattr(claim, side)):
                for placed in _unverified_behind(atlas.catalog, exhibit):
                    where = atlas.catalog.by_kind["claims"][id].document.at((side, number))
                    yield where, f"'{placed.address}' is unverified: read it in its source, or leave it out"


def _unverified_behind(catalog: Catalog, exhibit: Exhibit) -> Iterator[PlacedFigure]:
    """The unverified figures that an exhibit shows or names, and those that such figures are derived from."""
    named = (mark.address for mark in prose.marks(exhibit.text) if isinstance(mark, prose.Link))
    for address in sorted({*named, exhibit.figure or ""}):
        if address in catalog.named_figures:
            behind = _stated(catalog, catalog.named_figures[address], frozenset())
            yield from (found for found in behind if found.figure.kind == "unverified")


def _stated(catalog: Catalog, placed: PlacedFigure, trail: frozenset[str]) -> Iterator[PlacedFigure]:
    """A figure that a source states, or those that a derived one comes from; a circle ends where it closes."""
    if placed.figure.formula is None:
        yield placed
    elif placed.address not in trail:
        for found in inputs(catalog, placed.figure):
            yield from _stated(catalog, found, trail | {placed.address})

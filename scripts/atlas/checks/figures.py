"""Rules of figures."""

from __future__ import annotations

from atlas.checks.check import Atlas, Complaints, check
from atlas.evidence.quantity import NotDerivable, quantity


@check("ATL036")
def check_derived_figures(atlas: Atlas) -> Complaints:
    """Every derived figure can be computed from its inputs."""
    for placed in atlas.catalog.figures:
        if placed.figure.formula is None:
            continue
        start = (placed.address,) if placed.name else ()
        try:
            quantity(atlas.catalog, placed.figure, start)
        except NotDerivable as error:
            where = placed.entry.document.at((*placed.path, "formula"), key=True)
            yield where, f"this figure cannot be derived: {error}"

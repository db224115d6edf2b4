"""Rules of formulas."""

from __future__ import annotations

from collections.abc import Iterator

from atlas.catalog.formulas import FormulaError, mathml
from atlas.checks.check import Atlas, Complaints, check
from atlas.model import Objective, Record


@check("ATL045")
def check_formulas_convert(atlas: Atlas) -> Complaints:
    """Every formula and symbol converts to MathML."""
    for entry in atlas.catalog.by_kind["objectives"].values():
        for path, latex in () if entry.passed else _formulas(entry.record):
            try:
                mathml(latex, block=True)
            except FormulaError as error:
                yield entry.document.at(path), f"this formula cannot be shown: {error}"


def _formulas(objective: Record) -> Iterator[tuple[tuple[str | int, ...], str]]:
    assert isinstance(objective, Objective)
    yield ("latex",), objective.latex
    for index, symbol in enumerate(objective.symbols):
        yield ("symbols", index, "symbol"), symbol.symbol
    for index, variant in enumerate(objective.variants):
        yield ("variants", index, "latex"), variant.latex
        for inner, symbol in enumerate(variant.symbols):
            yield ("variants", index, "symbols", inner, "symbol"), symbol.symbol

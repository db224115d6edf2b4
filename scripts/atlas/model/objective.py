"""Training objectives: formulas with every symbol explained."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from atlas.model.curve import CurveName
from atlas.model.schematic import Schematic
from atlas.model.types import CitationKey, Label, Latex, Prose, Record, StageId, Strict


class Symbol(Strict):
    """One symbol of a formula."""

    symbol: Latex
    """The symbol in LaTeX."""
    meaning: Label
    """What it stands for."""
    shape: Label
    """Its unit, shape or range of values."""


class Variant(Strict):
    """Another form of the same objective."""

    name: Label
    """Name of the variant."""
    latex: Latex
    """Its formula in LaTeX."""
    symbols: tuple[Symbol, ...] = ()
    """Symbols that the main legend does not have."""
    note: Prose
    """What differs, with its source."""


class Objective(Record):
    """What a stage minimises or maximises."""

    stages: tuple[StageId, ...]
    """Stages that use it."""
    latex: Latex
    """The formula in LaTeX; the build turns it into MathML."""
    symbols: Annotated[tuple[Symbol, ...], Field(min_length=1)]
    """The legend: every symbol of the formula."""
    value_unit: Label
    """Unit of the value of the formula."""
    mechanics: Prose
    """What optimising it does to the model, in words."""
    cite: CitationKey
    """Source of the formula."""
    at: Label
    """Equation or section in the source."""
    variants: tuple[Variant, ...] = ()
    """Other forms in use."""
    schematic: Schematic | None = None
    """Its use as a picture, where no method of the atlas stands for it."""
    curve: CurveName | None = None
    """The plot of the formula that its page shows."""

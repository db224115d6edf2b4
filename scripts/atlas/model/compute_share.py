"""Compute breakdowns: amounts per stage in one unit, from one source."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from atlas.model.figure import Figure, FigureName
from atlas.model.types import Label, ModelId, Note, Record, StageId


class Line(Figure):
    """One line of a breakdown: an amount and the stages it covers."""

    label: Label
    """What the source calls the line."""
    stages: tuple[StageId, ...]
    """Stages that the line covers; a line may cover several, and none where it is no work of training."""


class ComputeShare(Record):
    """One breakdown: the atlas's own estimates, or the ledger of one published report."""

    model: ModelId | None = None
    """Model whose training is broken down; none for the atlas's own estimates."""
    short: Label | None = None
    """Name of what was trained, in a word or two, for bars and findings; the title where there is none."""
    scope: Literal["typical", "final-run", "development-included"]
    """``typical`` for estimates across labs, ``final-run`` for the runs that made the released weights,
    ``development-included`` where research and failed runs are counted too. They never share a range."""
    lines: Annotated[dict[FigureName, Line], Field(min_length=1)]
    """The lines, each addressed as ``compute_shares/<id>#<name>``."""
    left_out: tuple[Label, ...] = ()
    """What the breakdown does not count."""
    cautions: tuple[Note, ...] = ()
    """How the breakdown can be misread."""

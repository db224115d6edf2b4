"""The one type for a number: what it is, how it is known, who says so, where and when."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from atlas.model.conditions import FIGURE
from atlas.model.forms import EXPRESSION_PATTERN, ID_PATTERN, INPUT_PATTERN
from atlas.model.types import CitationKey, FigureAddress, Label, Number, StageId, Strict, When

Unit = Literal[
    "flop",
    "petaflop-s-days",
    "gpu-hours",
    "tpu-hours",
    "tokens",
    "tokens-per-parameter",
    "parameters",
    "bytes",
    "examples",
    "comparisons",
    "prompts",
    "episodes",
    "steps",
    "gpus",
    "people",
    "share",
    "percent",
    "ratio",
    "score",
    "usd",
    "megawatt-hours",
    "hours",
    "days",
    "months",
    "layers",
    "count",
]

EvidenceKind = Literal["disclosed", "derived", "estimated", "unverified", "undisclosed"]

Bound = Literal["upper", "lower", "about"]

Labour = Literal["annotations", "comparisons", "demonstrations", "hours", "pay", "people", "price"]

FigureName = Annotated[str, StringConstraints(pattern=ID_PATTERN)]


def _refuse(message: str) -> PydanticCustomError:
    return PydanticCustomError("figure", "{message}", {"message": message})


class Formula(Strict):
    """How a derived figure follows from other figures."""

    expression: Annotated[str, StringConstraints(pattern=EXPRESSION_PATTERN, max_length=400)]
    """Arithmetic over the names of the inputs and plain numbers: ``+ - * / ( )``."""
    inputs: dict[Annotated[str, StringConstraints(pattern=INPUT_PATTERN)], FigureAddress]
    """Name in the expression to the address of a figure, ``kind/id#name``."""


class Figure(Strict):
    """A number, a range or a qualitative statement, with its kind of evidence, source, place and date."""

    model_config = ConfigDict(json_schema_extra=FIGURE)

    amount: Number | None = None
    """The number, in the unit below. Give one of ``amount``, ``low``/``high`` or ``text``."""
    low: Number | None = None
    """Lower end of a range; alone it means "at least"."""
    high: Number | None = None
    """Upper end of a range; alone it means "at most"."""
    text: Label | None = None
    """A qualitative statement where no number was published."""
    bound: Bound | None = None
    """``upper`` or ``lower`` where the amount is a bound, ``about`` where the source rounds. An upper bound may carry
    ``low`` and a lower bound ``high`` where the other end is known too."""
    unit: Unit
    """What the number counts; shares are fractions of 1."""
    kind: EvidenceKind
    """How the number is known: ``disclosed`` by its maker and read in the primary text, ``derived`` by the build
    from other figures, ``estimated``, ``unverified`` (known through a text that quotes the primary one), or
    ``undisclosed``."""
    cite: CitationKey | None = None
    """Source of the figure; required for disclosed and unverified figures."""
    at: Label | None = None
    """Place in the source: a table, section or page; required for disclosed figures."""
    as_of: When | None = None
    """Date the statement was made or held."""
    note: Label | None = None
    """What a reader must know to use the figure rightly."""
    formula: Formula | None = None
    """How a derived figure is computed; required for derived figures, which carry no amount."""
    aliases: tuple[FigureName, ...] = ()
    """Former names of the figure; the addresses that it had under them lead to it."""

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        ends = {"upper": self.low, "lower": self.high}
        other_end = ends.get(self.bound or "") if self.amount is not None else None
        if self.amount is not None and other_end is not None and (other_end > self.amount) == (self.bound == "upper"):
            raise _refuse(f"the other end {other_end} lies beyond the bound {self.amount}: swap them")
        ranged = (self.low, self.high) != (None, None) and other_end is None
        numbers = [self.amount is not None, ranged, self.text is not None]
        if self.low is not None and self.high is not None and self.low > self.high:
            raise _refuse(f"the range has low {self.low} above high {self.high}: swap them")
        if self.low is not None and self.low == self.high:
            raise _refuse(f"the range has two equal ends: write amount: {self.low}")
        if self.kind == "derived":
            if any(numbers) or self.formula is None:
                raise _refuse("a derived figure has a formula and no amount: the build computes it")
            return self
        if self.formula is not None:
            raise _refuse("only a derived figure has a formula: set kind to derived or remove the formula")
        if self.kind == "undisclosed":
            if any(numbers[:2]):
                raise _refuse("an undisclosed figure has no number: remove it or change the kind")
            return self
        if sum(numbers) != 1:
            raise _refuse("a figure has exactly one of amount, low/high or text")
        if self.kind == "disclosed" and (self.cite is None or self.at is None):
            raise _refuse("a disclosed figure names its source (cite) and the place in it (at)")
        if self.kind == "unverified" and self.cite is None:
            raise _refuse("an unverified figure names the source it is attributed to (cite)")
        if self.kind == "estimated" and self.as_of is None:
            raise _refuse("an estimate carries its date (as_of)")
        return self


class LabelledFigure(Figure):
    """A figure with a name of its own, addressed as ``kind/id#name`` from prose and formulas."""

    label: Label
    """What the figure is, as a row heading."""
    stages: tuple[StageId, ...] = ()
    """Stages that the figure covers, if it belongs to some."""
    labour: Labour | None = None
    """Work of people that the figure counts, where its source says that people did it: ``annotations`` (labels,
    rankings or ratings of given texts), ``comparisons``, ``demonstrations`` (texts that people wrote: answers,
    conversations, prompts, attacks), ``hours`` of people, ``pay`` (sums of money), ``people``, or the ``price`` of one
    piece or hour. It names the stages that the work was for."""

    @model_validator(mode="after")
    def _placed(self) -> Self:
        if self.labour is not None and not self.stages:
            raise _refuse("work of people belongs to a stage: name it under stages")
        return self


Figures = Annotated[dict[FigureName, LabelledFigure], Field(default_factory=dict)]

Refers = Annotated[dict[FigureName, FigureAddress], Field(default_factory=dict)]

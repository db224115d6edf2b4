"""Claims: common statements about training, held against the published evidence."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from atlas.model.conditions import any_of, lacks, needs
from atlas.model.figure import Unit
from atlas.model.types import FigureAddress, Label, Note, Prose, Record, StageId, Strict, When

Standing = Literal["holds", "holds-with-limits", "rule-of-thumb", "contested", "dated", "open"]


class Exhibit(Strict):
    """One piece of evidence: what it says, and the figure it rests on."""

    text: Prose
    """What it shows, with its source."""
    figure: FigureAddress | None = None
    """The figure it rests on, where the atlas holds it as one."""


class ShareTest(Strict):
    """A test that the build runs on every published breakdown: the share of some stages against a threshold."""

    model_config = ConfigDict(json_schema_extra=any_of(needs("above"), needs("below")))

    stages: Annotated[tuple[StageId, ...], Field(min_length=1)]
    """Stages whose lines are added up; a line that also covers others cannot be decided."""
    scope: Literal["final-run", "development-included"]
    """Which breakdowns are tested; the two kinds are never counted together."""
    units: Annotated[tuple[Unit, ...], Field(min_length=1)]
    """Units of the breakdowns that are tested; each is counted by itself."""
    above: Annotated[float, Field(gt=0, lt=1)] | None = None
    """The share must be above this fraction of 1."""
    below: Annotated[float, Field(gt=0, lt=1)] | None = None
    """The share must be below this fraction of 1."""

    @model_validator(mode="after")
    def _bounded(self) -> Self:
        if self.above is None and self.below is None:
            raise PydanticCustomError("bounded", "a test has above, below or both")
        return self


class Claim(Record):
    """A statement that is often made, with the evidence on both sides and a verdict."""

    model_config = ConfigDict(json_schema_extra=any_of(lacks("test"), lacks("finding")))

    statement: Label
    """The claim, as a full sentence."""
    as_of: When
    """Date at which it was made or held."""
    topic: Literal["compute", "method", "data", "evaluation", "safety", "disclosure"]
    """What it is about; claims on compute come first."""
    stages: Annotated[tuple[StageId, ...], Field(min_length=1)]
    """Stages that it concerns."""
    test: ShareTest | None = None
    """The test that computes the verdict, for claims about shares of compute."""
    standing: Standing
    """The verdict in one word, as the editors read the evidence."""
    finding: Prose | None = None
    """What was found, in a line that heads the claim, for claims without a test; figures are written as
    ``[[kind/id#name]]``, so that they follow the data. The finding of a test is computed."""
    verdict: Prose
    """The verdict in a sentence or two, with the limits under which it holds; the build adds the result of the test."""
    evidence_for: tuple[Exhibit, ...]
    """What speaks for it."""
    evidence_against: tuple[Exhibit, ...]
    """What speaks against it or limits it."""
    caveats: tuple[Note, ...] = ()
    """How the evidence can be misread."""

    @model_validator(mode="after")
    def _one_finding(self) -> Self:
        if self.test is not None and self.finding is not None:
            raise PydanticCustomError("finding", "the finding of a test is computed: remove finding or test")
        return self

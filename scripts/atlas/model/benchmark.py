"""Benchmarks: what they measure, how large they are and whether they still separate models."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from atlas.model.figure import Figures, Refers
from atlas.model.types import CitationKey, Label, Note, Prose, Record, Strict, Url, When

BenchmarkFamily = Literal["knowledge-reasoning", "coding", "math", "agentic", "long-context", "safety", "internal"]


class Status(Strict):
    """Whether the benchmark still separates models, and how that is known."""

    level: Literal["active", "near-saturation", "saturated", "retired", "not-public"]
    """``active`` separates leading models; ``near-saturation`` little; ``saturated`` no longer; ``retired`` was
    withdrawn by its makers or a major user; ``not-public`` cannot be judged from outside."""
    evidence: Prose
    """What the status rests on, with its source."""
    as_of: When
    """Date of the evidence."""


class Benchmark(Record):
    """A test of models: items, metric, year and status."""

    family: BenchmarkFamily
    """Family it belongs to."""
    year: Annotated[int, Field(ge=1950, le=2100)]
    """Year of first appearance: of the first version of its paper, or of the post or repository that brought it out,
    whichever came first. A conference that took the paper later does not count. A contest that people took long before
    counts from its first paper commonly given to models."""
    items: Label
    """Number and kind of items, in words."""
    figures: Figures
    """Published numbers: ``items`` and others."""
    refers: Refers
    """Figures of other records that belong on this page too: the name they have here, and their address."""
    metric: Label
    """How an answer is scored."""
    measures: Label
    """What it measures."""
    status: Status
    """Whether it still separates models."""
    cite: CitationKey
    """Paper or page that introduced it."""
    url: Url | None = None
    """Address of the data, where it differs from the source."""
    about: Prose
    """What a task looks like and how to read a score."""
    cautions: tuple[Note, ...] = ()
    """Known flaws: contamination, label errors, variants."""

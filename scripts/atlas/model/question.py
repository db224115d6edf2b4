"""Open questions: positions and their evidence."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from atlas.model.types import Label, MethodId, Prose, Record, StageId, Strict, When


class Position(Strict):
    """One answer that is defended, and what speaks for it."""

    name: Label
    """The position in a few words."""
    text: Prose
    """The evidence for it, with sources."""


class Question(Record):
    """A question that the published evidence does not settle."""

    question: Label
    """The question, ending with a question mark."""
    as_of: When
    """Date at which the question was open."""
    stages: tuple[StageId, ...]
    """Stages that it concerns."""
    methods: tuple[MethodId, ...] = ()
    """Methods that it concerns."""
    background: Prose
    """Why it matters and what is known."""
    positions: Annotated[tuple[Position, ...], Field(min_length=2)]
    """The positions, at least two."""
    would_settle: Prose
    """What evidence would settle it."""

"""Stages of the training lifecycle."""

from __future__ import annotations

from typing import Literal

from atlas.model.figure import Figures, Refers
from atlas.model.types import (
    Label,
    MethodId,
    Note,
    ObjectiveId,
    Prose,
    Record,
    Section,
    StageId,
    Strict,
    Summary,
)

Phase = Literal["pre-training", "mid-training", "post-training", "safety", "evaluation", "release"]

Shape = Literal["step", "lane", "loop", "gate"]


class Publisher(Strict):
    """Someone who published an account of the stage."""

    who: Label
    """Lab, group or company."""
    what: Prose
    """What they published, with its source."""


class Stage(Record):
    """A stage of the lifecycle: what it does, what it costs, what it changes and how it fails."""

    short: Label
    """Name for diagrams and narrow tables, at most three words."""
    also_called: tuple[Label, ...] = ()
    """Other names in use."""
    origin: Literal["survey", "added"]
    """``survey`` for the nine stages of the atlas's own survey of June 2026, ``added`` for later ones."""
    phase: Phase
    """Part of the lifecycle; it gives the colour."""
    shape: Shape
    """How the diagram draws it: a ``step`` on the main line, an optional ``lane`` (a side track) beside other stages,
    a ``loop`` that returns data to earlier stages, or a ``gate`` that changes no weights."""
    follows: StageId | None = None
    """Stage that this one comes after; one stage alone has none. Inserting a stage changes one other file."""
    alongside: tuple[StageId, ...] = ()
    """Stages a lane runs beside."""
    feeds_back: tuple[StageId, ...] = ()
    """Earlier stages that receive data from this one."""
    does: Summary
    """What happens in the stage."""
    changes: Summary
    """What it changes in the model."""
    labels: Summary
    """What it costs in human labels and calendar time."""
    effect: Label
    """What it changes, in a few words for the diagram."""
    label_cost: Literal["none", "little", "some", "much"]
    """The editors' reading of how much human labelling it takes, as an order for the diagram; not a measurement."""
    inputs: tuple[Label, ...]
    """What goes in."""
    outputs: tuple[Label, ...]
    """What comes out."""
    objectives: tuple[ObjectiveId, ...] = ()
    """Objectives it optimises, the main ones first: its page shows the formulas of two and links the others."""
    methods: tuple[MethodId, ...] = ()
    """Methods in use."""
    figures: Figures
    """Published numbers about the stage."""
    refers: Refers
    """Figures of other records that belong on this page too: the name they have here, and their address."""
    sections: tuple[Section, ...]
    """The explanation. The sections headed "What it is for", "What it costs" and "What it changes" stand first on the
    page, in this order; the others explain how the stage works."""
    disputes: tuple[Note, ...] = ()
    """Where published figures or accounts contradict the common statement or each other."""
    failure_modes: tuple[Note, ...]
    """How the stage goes wrong."""
    published_by: tuple[Publisher, ...]
    """Who published accounts of it."""
    open_points: tuple[Note, ...]
    """What is not known."""

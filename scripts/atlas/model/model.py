"""Models: what one model's makers published about its training."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from atlas.model.figure import Figures, Refers
from atlas.model.types import CitationKey, Label, Note, Prose, Record, StageId, Strict, When

Openness = Literal["open", "partial", "closed", "unknown"]


class Access(Strict):
    """What of a model is open."""

    weights: Openness
    """Whether the weights can be downloaded."""
    data: Openness
    """Whether the training data can be had."""
    code: Openness
    """Whether the training code is public."""
    report: Openness
    """Whether a technical report exists and how far it goes."""


class Disclosure(Strict):
    """What was disclosed about one stage."""

    level: Literal["full", "partial", "none"]
    """``full`` with data and compute, ``partial`` with some of it, ``none``."""
    cite: CitationKey
    """Source that was searched."""
    at: Label
    """Place in the source, or where the absence was checked."""
    note: Label | None = None
    """What exactly was or was not disclosed."""


class Model(Record):
    """A model or model family, with every published figure about its training."""

    lab: Label
    """Organisation that trained it."""
    released: When
    """Date of release or of the report."""
    base: Label | None = None
    """Model it was trained from, if not from random weights."""
    access: Access
    """What is open."""
    report: CitationKey
    """Main source."""
    figures: Figures
    """Published numbers: ``parameters``, ``active-parameters``, ``tokens`` and others."""
    refers: Refers
    """Figures of other records that belong on this page too: the name they have here, and their address."""
    disclosures: Annotated[dict[StageId, Disclosure], Field(default_factory=dict)]
    """For each stage what was disclosed."""
    undisclosed: tuple[Label, ...] = ()
    """What a reader would look for and will not find."""
    cautions: tuple[Note, ...] = ()
    """How the published figures can be misread."""
    about: Prose
    """What the model is and why it is in the atlas."""

"""Models: what one model's makers published about its training."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from atlas.model.figure import Figures, Refers
from atlas.model.types import CitationKey, Label, Note, Prose, Record, StageId, Strict, When

Openness = Literal["open", "partial", "closed", "unknown"]

LicenceName = Literal[
    "Apache-2.0",
    "MIT",
    "modified MIT",
    "DeepSeek model agreement",
    "Gemma terms of use",
    "Kimi K3 licence",
    "Llama community licence",
    "NVIDIA open model licence",
    "OpenMDW",
    "OpenRAIL-M",
    "proprietary",
    "not stated",
]


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


class WeightsLicence(Strict):
    """The terms under which the weights of a model are given out; code and data may have others."""

    name: LicenceName
    """Family of the licence as the source names it; ``not stated`` where the sources seen are silent."""
    allows: Label
    """What it allows and asks for in one line: uses, commercial limits, what derived models must be called."""
    cite: CitationKey
    """Source that states it."""
    at: Label
    """Place in the source."""


class DataUntil(Strict):
    """The newest training data, as the makers date it."""

    until: When
    """Date of the newest data that any stage trained on; the knowledge cut-off where only that is stated."""
    cite: CitationKey
    """Source that states it."""
    at: Label
    """Place in the source."""


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
    """First public availability of the model, as weights, through an interface or in a product; of a family, that of
    its first model. For a model that was never given out, the date of its report."""
    reported: When | None = None
    """First version of the main report, where it is known; it may lie before or after ``released``."""
    base: Label | None = None
    """Model it was trained from, if not from random weights."""
    access: Access
    """What is open."""
    licence: WeightsLicence | None = None
    """Terms of the weights, where they were seen."""
    data_until: DataUntil | None = None
    """How new its training data is, where its makers say so; a model appears after its data."""
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

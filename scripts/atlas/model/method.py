"""Methods: techniques that stages use, with the attributes that the comparison tables show."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from atlas.model.curve import CurveName
from atlas.model.figure import Figure, FigureName, Figures, Refers
from atlas.model.schematic import Schematic
from atlas.model.types import (
    CitationKey,
    Label,
    ModelId,
    Note,
    ObjectiveId,
    Prose,
    Record,
    Section,
    StageId,
    Strict,
)

Family = Literal[
    "tokenisation",
    "data",
    "scaling",
    "optimisation",
    "systems",
    "context",
    "imitation",
    "adapters",
    "preference",
    "verifiable-rewards",
    "principles",
    "adversarial",
    "evaluation",
]


class Attributes(Strict):
    """What the comparison of preference methods shows, one row each."""

    reward_signal: Label
    """Where the training signal comes from."""
    reward_model: Label
    """Whether a reward model is trained."""
    value_model: Label
    """Whether a value model (critic) is trained."""
    reference_model: Label
    """Whether a frozen reference model is kept."""
    on_policy_sampling: Label
    """Whether the model samples answers during training."""
    preference_pairs: Label
    """Whether pairs of a better and a worse answer are needed."""
    verifiable_answers: Label
    """Whether answers that a program can check are needed."""
    model_copies_in_memory: Label
    """Full-size language models held at once during training."""
    baseline_or_contrast: Label
    """What an answer is compared with."""
    where_kl_sits: Label
    """Where the penalty for drifting from the reference stands."""
    human_labels: Label
    """What people must label."""
    typical_hyper_parameters: Prose
    """Published settings, with their sources."""
    cost_evidence: Prose
    """Published costs, with their sources."""
    main_failure: Label
    """How it fails most often."""
    stage_in_open_recipes: Label
    """Where open recipes use it."""
    example_models: tuple[ModelId, ...] = ()
    """Models trained with it."""


class Use(Strict):
    """A model that used the method."""

    model: ModelId
    """The model."""
    cite: CitationKey
    """Source that says so."""
    at: Label
    """Place in the source."""


class Setting(Strict):
    """A published hyper-parameter."""

    name: Label
    """Name of the hyper-parameter."""
    value: Label
    """Its published value or range."""
    kind: Literal["disclosed", "derived", "unverified"]
    """How the value is known."""
    cite: CitationKey
    """Source of the value."""
    at: Label
    """Place in the source."""


class Vocabulary(Strict):
    """A tokenizer family and the size of its vocabulary."""

    name: Label
    """Name of the family."""
    size: Figure
    """Number of entries of the vocabulary."""
    basis: Label
    """How it was made."""
    models: tuple[ModelId, ...] = ()
    """Models that use it."""
    note: Label | None = None
    """Which further models use it, or what is special."""


class Method(Record):
    """A technique: how it works, what it needs, what it costs and how it fails."""

    short: Label
    """Name for tables, usually the abbreviation."""
    family: Family
    """Group it belongs to."""
    stages: Annotated[tuple[StageId, ...], Field(min_length=1)]
    """Stages that use it."""
    objectives: tuple[ObjectiveId, ...] = ()
    """Objectives it optimises."""
    year: Annotated[int, Field(ge=1950, le=2100)]
    """Year of introduction."""
    introduced_by: CitationKey
    """Source that introduced it, or its earliest account for language models."""
    steps: tuple[Label, ...]
    """How it works, one step a line."""
    needs: tuple[Label, ...] = ()
    """What it needs in data, models and people."""
    sections: tuple[Section, ...]
    """The explanation in prose."""
    figures: Figures
    """Published numbers about cost and effect."""
    refers: Refers
    """Figures of other records that belong on this page too: the name they have here, and their address."""
    settings: tuple[Setting, ...] = ()
    """Published hyper-parameters."""
    vocabularies: Annotated[dict[FigureName, Vocabulary], Field(default_factory=dict)]
    """Tokenizer families, for the methods of tokenisation; the name of each is that of its size, as with figures."""
    failure_modes: tuple[Note, ...] = ()
    """How it goes wrong, with sources."""
    used_by: tuple[Use, ...] = ()
    """Models that used it."""
    attributes: Attributes | None = None
    """Attributes for the comparison of preference methods."""
    schematic: Schematic | None = None
    """What takes part in it and what flows, drawn as a picture on its page."""
    curve: CurveName | None = None
    """The plot of its formula that its page shows."""

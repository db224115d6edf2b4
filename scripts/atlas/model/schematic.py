"""Schematics: what takes part in a method of training and what flows between the parts, for its picture."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from atlas.model.types import Label, Strict


def _words_up_to(letters: int) -> Callable[[str], str]:
    """What refuses text with a word of more letters, since a box or an arrow breaks its text at words only."""

    def checked(text: str) -> str:
        longest = max(text.split(), key=len, default="")
        if len(longest) > letters:
            message = "'{word}' has more than {letters} letters and does not fit: use a shorter word"
            raise PydanticCustomError("short_words", message, {"word": longest, "letters": letters})
        return text

    return checked


Words = Annotated[str, StringConstraints(min_length=1, max_length=40), AfterValidator(_words_up_to(18))]
"""A few words, short enough for a box of the picture."""

Tag = Annotated[str, StringConstraints(min_length=1, max_length=16)]
"""One or two words."""

Part = Literal[
    "labeller", "data", "prompts", "policy", "samples", "scorer", "reward", "reference", "value model", "loss"
]  # fmt: skip
"""A role in training; it has one fixed place in every schematic."""

Way = Literal[
    "labeller to data",
    "data to scorer",
    "scorer to data",
    "samples to data",
    "data to policy",
    "prompts to policy",
    "policy to samples",
    "policy to loss",
    "samples to scorer",
    "samples to loss",
    "scorer to reward",
    "scorer to loss",
    "reward to loss",
    "reference to reward",
    "reference to loss",
    "value model to loss",
    "loss to policy",
    "loss to value model",
    "loss to scorer",
]
"""The ways between two parts along which something can flow; those from the loss carry gradients."""


class Labeller(Strict):
    """Who labels answers before training."""

    by: Literal["people", "model", "program"]
    """People, a language model, or a program."""
    note: Words
    """What they do."""


class LabelledData(Strict):
    """The labelled answers that training starts from."""

    kind: Literal["preference-pairs", "demonstrations", "marked-answers", "revisions"]
    """What one example is."""
    note: Words
    """What is in it."""


class HeldModel(Strict):
    """A language model held in memory during training."""

    state: Literal["trained", "frozen"]
    """Whether training changes it."""
    note: Words
    """What it is or does."""
    optional: bool = False
    """Whether the method also works without it."""


class Scorer(Strict):
    """What judges the samples."""

    by: Literal["reward-model", "program", "judge", "teacher"]
    """A reward model, a program that checks, a judge model, or a teacher model."""
    state: Literal["trained", "trained-before", "frozen"] | None = None
    """Whether training changes it; left out for a program."""
    note: Words
    """What it judges, or how."""

    @model_validator(mode="after")
    def _state_is_said(self) -> Scorer:
        if (self.state is None) != (self.by == "program"):
            message = "say under 'state' whether a model is trained or frozen; a program has no state"
            raise PydanticCustomError("scorer_state", message)
        return self


class KlTerm(Strict):
    """The term that ties the policy to the reference."""

    at: Literal["reward", "loss"]
    """Where it stands."""
    how: Tag
    """How it enters, or how it is counted."""


Carried = Annotated[str, StringConstraints(min_length=1, max_length=22), AfterValidator(_words_up_to(11))]
"""A word or two beside an arrow."""


class Flow(Strict):
    """Something that flows from one part to another."""

    way: Way
    """From where to where."""
    what: Carried
    """What flows."""

    @property
    def ends(self) -> tuple[str, str]:
        """The parts at its start and at its end."""
        start, _, end = self.way.partition(" to ")
        return start, end


class Schematic(Strict):
    """A method as a picture: its parts, what flows between them, and where the KL term stands."""

    form: Label | None = None
    """Which form is drawn, where there are several, and how the others differ."""
    labeller: Labeller | None = None
    """Who labels before training."""
    data: LabelledData | None = None
    """Labelled answers."""
    prompts: Words | None = None
    """Prompts without answers."""
    policy: HeldModel | None = None
    """The model that the method makes."""
    samples: Words | None = None
    """Answers that the policy writes during training."""
    scorer: Scorer | None = None
    """What judges the samples."""
    reward: Words | None = None
    """What the verdict becomes."""
    reference: HeldModel | None = None
    """The model to which the policy is compared."""
    value_model: HeldModel | None = None
    """The model that estimates the reward to come."""
    loss: Words
    """What the update follows."""
    kl: KlTerm | None = None
    """The KL term."""
    flows: tuple[Flow, ...]
    """What flows, in the order in which it happens."""

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts that take part, in the order of their places."""
        return tuple(part for part in PARTS if getattr(self, part.replace(" ", "_")) is not None)


PARTS: tuple[str, ...] = get_args(Part)
"""Every part, in the order of their places."""

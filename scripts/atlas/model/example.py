"""Worked examples: one small invented training example for each stage, in the form the stage trains on."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import AfterValidator, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from atlas.model.conditions import exactly_one
from atlas.model.tokens import Chat, Document, Passage
from atlas.model.types import Label, ObjectiveId, Prose, Record, StageId, Strict, Summary, one_line

Utterance = Annotated[str, StringConstraints(min_length=1, max_length=400), AfterValidator(one_line)]
"""What a person or a model says, on one line."""

LogLikelihood = Annotated[float, Field(lt=0)]
"""Natural logarithm of a probability."""


class Scores(Strict):
    """Scores that a reward model gives to the two answers of a pair."""

    objective: ObjectiveId
    """Objective that trains the reward model."""
    chosen: float
    """Score of the chosen answer."""
    rejected: float
    """Score of the rejected answer."""


class Likelihoods(Strict):
    """Log-probabilities of the two answers of a pair under the policy and under the frozen reference."""

    objective: ObjectiveId
    """Objective that uses them."""
    beta: Annotated[float, Field(gt=0)]
    """Strength of the tie to the reference."""
    policy_chosen: LogLikelihood
    """Chosen answer under the policy."""
    reference_chosen: LogLikelihood
    """Chosen answer under the reference."""
    policy_rejected: LogLikelihood
    """Rejected answer under the policy."""
    reference_rejected: LogLikelihood
    """Rejected answer under the reference."""


class Pair(Strict):
    """A comparison: one prompt, the answer that was preferred and the one that was not."""

    prompt: Utterance
    """The prompt."""
    chosen: Utterance
    """The preferred answer."""
    rejected: Utterance
    """The other answer."""
    why: Label | None = None
    """Why it was preferred."""
    scores: Scores | None = None
    """Scores of a reward model."""
    likelihoods: Likelihoods | None = None
    """Log-probabilities for training on the pair directly."""


class Sample(Strict):
    """One answer that the policy sampled."""

    text: Utterance
    """The answer."""
    final: Label | None = None
    """What the checker reads as the result; left out where it finds none."""
    score: float | None = None
    """Its reward, where no checker compares results."""


class Group(Strict):
    """A problem whose answer can be checked, with the answers sampled for it."""

    prompt: Utterance
    """The problem."""
    checker: Summary
    """How an answer is checked."""
    expected: Label | None = None
    """The result that earns reward 1, all others 0; without it each sample carries its score."""
    objective: ObjectiveId
    """Objective that turns the rewards into advantages."""
    samples: Annotated[tuple[Sample, ...], Field(min_length=2)]
    """The answers of one group."""

    def reward(self, sample: Sample) -> float | None:
        """The reward of a sample: its own score, or 1 or 0 from the comparison; None where there is neither."""
        if sample.score is not None or self.expected is None:
            return sample.score
        return float(sample.final == self.expected)


class Revision(Strict):
    """An answer that the model criticises by a principle and writes anew."""

    prompt: Utterance
    """The prompt."""
    first: Utterance
    """The first answer."""
    principle: Utterance
    """The principle that it is held against."""
    critique: Utterance
    """What the model finds wrong with it."""
    revised: Utterance
    """The answer after the revision."""
    objective: ObjectiveId
    """Objective that trains on the revision."""


class Exchange(Strict):
    """A prompt with its answer."""

    prompt: Utterance
    """The prompt."""
    answer: Utterance
    """The answer."""


class Probe(Strict):
    """An attack on a candidate model, and the training data that it becomes."""

    attack: Exchange
    """What the attacker wrote and what the candidate answered."""
    finding: Label
    """What went wrong."""
    repair: Exchange
    """The demonstration that the finding becomes."""
    neighbour: Exchange | None = None
    """A harmless prompt that looks alike, with the answer that it should get."""
    objective: ObjectiveId
    """Objective that trains on them."""


class Item(Strict):
    """One item of a test, with what a model answered in several attempts."""

    prompt: Utterance
    """The question."""
    key: Label
    """The right result."""
    grader: Summary
    """How an attempt is graded."""
    attempts: Annotated[tuple[Label, ...], Field(min_length=2)]
    """The results that the grader read."""


class CardLine(Strict):
    """One line of a model card."""

    name: Label
    """Its heading."""
    text: Summary
    """What the card says."""


class Card(Strict):
    """What is published with the model."""

    lines: Annotated[tuple[CardLine, ...], Field(min_length=1)]
    """The lines of the card."""
    reports: StageId | None = None
    """Stage whose example of a test the card reports the score of."""


FORMS = ("document", "chat", "pair", "group", "revision", "probe", "item", "card")


class Example(Record):
    """A small invented training example of one stage; the id is the id of the stage."""

    model_config = ConfigDict(json_schema_extra=exactly_one(*FORMS))

    text: Prose
    """What the stage does with such an example, with its sources."""
    loss_sees: Summary
    """What the loss sees of it, and what it does not."""
    document: Document | None = None
    """A text to continue. An example has exactly one of the forms from here on."""
    chat: Chat | None = None
    """A conversation to imitate."""
    pair: Pair | None = None
    """A comparison of two answers."""
    group: Group | None = None
    """A group of checked answers."""
    revision: Revision | None = None
    """A critique with its revision."""
    probe: Probe | None = None
    """An attack with the data that it becomes."""
    item: Item | None = None
    """An item of a test."""
    card: Card | None = None
    """What is published."""

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if sum(getattr(self, form) is not None for form in FORMS) != 1:
            raise PydanticCustomError("one_form", "an example has exactly one of {forms}", {"forms": ", ".join(FORMS)})
        return self

    @property
    def passages(self) -> tuple[tuple[tuple[str | int, ...], Passage], ...]:
        """Its tokenised texts with their paths in the record."""
        if self.document is not None:
            return ((("document",), self.document),)
        turns = self.chat.turns if self.chat is not None else ()
        return tuple((("chat", "turns", number), turn) for number, turn in enumerate(turns))

    @property
    def objectives(self) -> tuple[str, ...]:
        """Ids of the objectives that its form is trained with, in order."""
        within_pair = (self.pair.scores, self.pair.likelihoods) if self.pair is not None else ()
        parts = (self.document, self.chat, *within_pair, self.group, self.revision, self.probe)
        return tuple(part.objective for part in parts if part is not None)

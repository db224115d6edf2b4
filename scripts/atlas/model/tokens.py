"""Texts as a model reads them: tokens of a published tokenizer, with what is counted in the loss."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from atlas.model.types import CitationKey, Label, ObjectiveId, Strict

RawText = Annotated[str, StringConstraints(min_length=1, max_length=20_000)]
"""Text exactly as the model reads it, special tokens included."""


class Tokenizer(Strict):
    """The published tokenizer whose splits and identifiers are stored with an example."""

    name: Label
    """Name of its vocabulary, such as ``o200k_base``."""
    cite: CitationKey
    """Source of the vocabulary."""
    at: Label | None = None
    """Place in the source."""
    computed_with: Label
    """Program and version that split the text."""


class Token(Strict):
    """One token of a text."""

    text: RawText
    """Its characters; a space belongs to the token that it opens. An example has no characters whose bytes are
    split, since a part of a character is no text."""
    id: Annotated[int, Field(ge=0)]
    """Its number in the vocabulary."""
    counted: bool = True
    """Whether its prediction is counted in the loss; false for tokens that are only read."""
    p: Annotated[float, Field(gt=0, le=1)] | None = None
    """Probability that an invented model gives it; with one for every counted token the build computes the loss."""


class Passage(Strict):
    """A text with its tokens."""

    text: RawText
    """The whole text; its tokens, joined, are the same text."""
    tokens: Annotated[tuple[Token, ...], Field(min_length=1)]
    """Its tokens in order."""

    @model_validator(mode="after")
    def _probabilities(self) -> Self:
        known = [token.p is not None for token in self.counted]
        if any(known) and not all(known):
            raise PydanticCustomError("probabilities", "either every counted token has a probability p, or none has")
        return self

    @property
    def counted(self) -> tuple[Token, ...]:
        """The tokens that are counted in the loss."""
        return tuple(token for token in self.tokens if token.counted)


class Document(Passage):
    """A text that a model learns to continue."""

    tokenizer: Tokenizer
    """Where the splits come from."""
    objective: ObjectiveId
    """Objective that it is trained with."""


class Turn(Passage):
    """One message of a conversation, written out by the chat template."""

    role: Literal["system", "user", "assistant", "tool"]
    """Who speaks."""


class Chat(Strict):
    """A demonstration: a prompt and the answer to imitate, in a chat template, with its loss mask."""

    tokenizer: Tokenizer
    """Where the splits come from."""
    template: Label
    """Name of the chat template."""
    cite: CitationKey
    """Source of the template."""
    at: Label | None = None
    """Place in the source."""
    objective: ObjectiveId
    """Objective that it is trained with."""
    turns: Annotated[tuple[Turn, ...], Field(min_length=2)]
    """The messages in order."""

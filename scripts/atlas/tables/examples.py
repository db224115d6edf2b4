"""Worked examples as the walkthrough shows them: one step a stage, its tokens in runs and its numbers worked out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from atlas.evidence.objectives import group_advantages, surprise
from atlas.evidence.shown import record_href
from atlas.model import Example
from atlas.model.example import Group
from atlas.model.tokens import Passage, Token, Tokenizer
from atlas.tables.table import Cite, To
from atlas.tables.view import View
from atlas.tables.workings import Working, given, group_rewards, score_of, shown, workings

_SPECIAL = re.compile(r"<\|\w+\|>")
_VISIBLE = str.maketrans({" ": "·", "\n": "↵", "\t": "⇥"})


@dataclass(frozen=True)
class Box:
    """A token as it is drawn: its characters with blanks made visible, its number, and its loss where it is known."""

    text: str
    id: int
    special: bool
    loss: str | None


@dataclass(frozen=True)
class Run:
    """Tokens in a row that the loss treats alike."""

    counted: bool
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class Speech:
    """A tokenised text with its speaker (empty for a document) and its tokens."""

    role: str
    text: str
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Try:
    """A sample of a group: what the checker read, its reward, its advantage, and what becomes of it."""

    text: str
    read: str | None
    reward: str
    advantage: str
    effect: str


@dataclass(frozen=True)
class Step:
    """One stage with its example, ready to be shown; ``number`` is the place of the stage in the lifecycle."""

    id: str
    number: int
    name: str
    phase: str
    example: Example
    stage: To
    objectives: tuple[To, ...]
    speeches: tuple[Speech, ...]
    sources: tuple[tuple[str, Cite], ...]
    workings: tuple[Working, ...]
    tries: tuple[Try, ...]
    reported: str | None

    @property
    def plain_objectives(self) -> tuple[To, ...]:
        """The objectives that no working names already."""
        return tuple(to for to in self.objectives if all(working.to != to for working in self.workings))


def steps(view: View) -> tuple[Step, ...]:
    """The stages that have an example, in the order of the lifecycle."""
    return tuple(step for id, _ in view.catalog.lifecycle if (step := step_of(view, id)) is not None)


def step_of(view: View, stage: str) -> Step | None:
    """The example of one stage, or None where it has none."""
    example = view.catalog.of("examples", Example).get(stage)
    return _step(view, stage, example) if example is not None else None


def _step(view: View, id: str, example: Example) -> Step:
    stages = dict(view.catalog.lifecycle)
    stage = stages[id]
    return Step(
        id=id,
        number=list(stages).index(id) + 1,
        name=stage.short,
        phase=stage.phase,
        example=example,
        stage=To(record_href(f"stages/{id}"), stage.title),
        objectives=tuple(view.to("objectives", objective) for objective in dict.fromkeys(example.objectives)),
        speeches=tuple(_speech(passage) for _, passage in example.passages),
        sources=tuple(_sources(view, example)),
        workings=workings(view, example),
        tries=_tries(example.group) if example.group is not None else (),
        reported=_reported(view, example),
    )


def _speech(passage: Passage) -> Speech:
    runs = groupby(passage.tokens, key=lambda token: token.counted)
    return Speech(
        getattr(passage, "role", ""),
        passage.text,
        tuple(Run(counted, tuple(_box(token) for token in tokens)) for counted, tokens in runs),
    )


def _box(token: Token) -> Box:
    special = _SPECIAL.fullmatch(token.text) is not None
    loss = shown(surprise(token.p), 2) if token.counted and token.p is not None else None
    return Box(token.text.translate(_VISIBLE), token.id, special, loss)


def _sources(view: View, example: Example) -> Iterator[tuple[str, Cite]]:
    """Where the splits and the template come from: words, and the source they end with."""
    holder = example.document or example.chat
    if holder is None:
        return
    if example.chat is not None:
        yield f"Template: {example.chat.template}", view.cite(example.chat.cite, example.chat.at)
    tokenizer: Tokenizer = holder.tokenizer
    words = f"Splits and numbers: {tokenizer.name}, computed with {tokenizer.computed_with}"
    yield words, view.cite(tokenizer.cite, tokenizer.at)


def _tries(group: Group) -> tuple[Try, ...]:
    rewards = group_rewards(group)
    advantages = group_advantages(rewards).values
    return tuple(
        Try(sample.text, sample.final, given(reward), shown(advantage), _effect(advantage))
        for sample, reward, advantage in zip(group.samples, rewards, advantages, strict=True)
    )


def _effect(advantage: float) -> str:
    if advantage == 0:
        return "no likelier"
    return "likelier" if advantage > 0 else "rarer"


def _reported(view: View, example: Example) -> str | None:
    """The score that a card reports, with its conditions in words."""
    stage = example.card.reports if example.card is not None else None
    item = view.catalog.of("examples", Example)[stage].item if stage is not None else None
    if item is None:
        return None
    found = score_of(item)
    attempts = f"{found.right} of {found.attempts} attempts right"
    return f"{shown(found.mean)} on one item: {attempts}, standard error {shown(found.error)}."

"""Rules of worked examples."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from atlas.checks.check import Atlas, Complaints, check
from atlas.model import Example
from atlas.model.tokens import Passage
from atlas.reading.parse import Entry
from atlas.reading.suggest import did_you_mean


@check("ATL060")
def check_tokens_join_to_their_text(atlas: Atlas) -> Complaints:
    """The tokens of a text, joined, are the text."""
    for entry, example in _examples(atlas):
        for path, passage in example.passages:
            number = first_wrong_token(passage)
            if number is not None:
                where = entry.document.at((*path, "tokens", number))
                yield where, f"the tokens do not join to the text: {_difference(passage, number)}"


def first_wrong_token(passage: Passage) -> int | None:
    """The number of the first token at which the joined text leaves the text, or None; the last where it is short."""
    for number, joined in enumerate(accumulate(token.text for token in passage.tokens)):
        if not passage.text.startswith(joined):
            return number
    whole = "".join(token.text for token in passage.tokens)
    return None if whole == passage.text else len(passage.tokens) - 1


def _difference(passage: Passage, number: int) -> str:
    before = "".join(token.text for token in passage.tokens[:number])
    token, rest = passage.tokens[number], passage.text[len(before) :]
    if rest.startswith(token.text):
        ahead = rest[len(token.text) :][:20]
        return f"after the last one the text goes on with {ahead!r}: add tokens or shorten the text"
    return f"here the text goes on with {rest[:20]!r}, not {token.text!r}: split the text anew"


@check("ATL061")
def check_examples_belong_to_stages(atlas: Atlas) -> Complaints:
    """An example has the id of a stage."""
    stages = atlas.catalog.by_kind["stages"]
    for entry, _ in _examples(atlas):
        if entry.id not in stages:
            message = f"an example is named as its stage: no stage '{entry.id}'{did_you_mean(entry.id, stages)}"
            yield entry.document.at(()), message


@check("ATL062")
def check_samples_are_scored(atlas: Atlas) -> Complaints:
    """Every sample of a group has a reward, by the checker or of its own."""
    for entry, example in _examples(atlas):
        group = example.group
        for number, sample in enumerate(group.samples if group is not None else ()):
            if group is not None and group.reward(sample) is None:
                message = "this sample has no score: add one, or give the group the result that is 'expected'"
                yield entry.document.at(("group", "samples", number)), message


@check("ATL063")
def check_reported_scores_exist(atlas: Atlas) -> Complaints:
    """A card reports the score of a stage whose example is an item of a test."""
    examples = atlas.catalog.of("examples", Example)
    for entry, example in _examples(atlas):
        stage = example.card.reports if example.card is not None else None
        if stage is not None and (stage not in examples or examples[stage].item is None):
            message = f"the example of '{stage}' is no item of a test: name a stage whose example is one, or add it"
            yield entry.document.at(("card", "reports")), message


def _examples(atlas: Atlas) -> Iterator[tuple[Entry, Example]]:
    for id, example in atlas.catalog.of("examples", Example).items():
        yield atlas.catalog.by_kind["examples"][id], example

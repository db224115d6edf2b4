"""Rules of the worked examples."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from atlas.catalog.catalog import Catalog
from atlas.model import Example
from atlas.model.tokens import Passage
from atlas.reading.parse import Entry
from atlas.reading.problem import Problem
from atlas.reading.suggest import did_you_mean


def check_tokens_join_to_their_text(catalog: Catalog) -> Iterator[Problem]:
    """The tokens of a text, joined, are the text."""
    for entry, example in _examples(catalog):
        for path, passage in example.passages:
            number = first_wrong_token(passage)
            if number is not None:
                message = f"the tokens do not join to the text: {_difference(passage, number)}"
                yield Problem(entry.document.at((*path, "tokens", number)), "ATL060", message)


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
        return (
            f"after the last one the text goes on with {rest[len(token.text) :][:20]!r}: add tokens or shorten the text"
        )
    return f"here the text goes on with {rest[:20]!r}, not {token.text!r}: split the text anew"


def check_examples_belong_to_stages(catalog: Catalog) -> Iterator[Problem]:
    """An example has the id of a stage."""
    stages = catalog.by_kind["stages"]
    for entry, _ in _examples(catalog):
        if entry.id not in stages:
            message = f"an example is named as its stage: no stage '{entry.id}'{did_you_mean(entry.id, stages)}"
            yield Problem(entry.document.at(()), "ATL061", message)


def check_samples_are_scored(catalog: Catalog) -> Iterator[Problem]:
    """Every sample of a group has a reward, by the checker or of its own."""
    for entry, example in _examples(catalog):
        group = example.group
        for number, sample in enumerate(group.samples if group is not None else ()):
            if group is not None and group.reward(sample) is None:
                message = "this sample has no score: add one, or give the group the result that is 'expected'"
                yield Problem(entry.document.at(("group", "samples", number)), "ATL062", message)


def check_reported_scores_exist(catalog: Catalog) -> Iterator[Problem]:
    """A card reports the score of a stage whose example is an item of a test."""
    examples = catalog.of("examples", Example)
    for entry, example in _examples(catalog):
        stage = example.card.reports if example.card is not None else None
        if stage is not None and (stage not in examples or examples[stage].item is None):
            message = f"the example of '{stage}' is no item of a test: name a stage whose example is one, or add it"
            yield Problem(entry.document.at(("card", "reports")), "ATL063", message)


def _examples(catalog: Catalog) -> Iterator[tuple[Entry, Example]]:
    for entry in catalog.by_kind["examples"].values():
        assert isinstance(entry.record, Example)
        yield entry, entry.record


EXAMPLE_CHECKS = (
    check_tokens_join_to_their_text,
    check_examples_belong_to_stages,
    check_samples_are_scored,
    check_reported_scores_exist,
)

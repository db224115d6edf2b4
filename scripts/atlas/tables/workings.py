"""The arithmetic of an example, line by line: the numbers put in, and the result."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import fsum

from atlas.evidence import objectives
from atlas.evidence.objectives import Score
from atlas.model import Example
from atlas.model.example import Group, Item, Likelihoods, Scores
from atlas.tables.table import To
from atlas.tables.view import View


@dataclass(frozen=True)
class Line:
    """One line: what is computed, the numbers put in, and the result, where there is something to compute."""

    name: str
    put_in: str
    result: str | None = None


@dataclass(frozen=True)
class Working:
    """The lines worked out by one formula; ``to`` leads to its objective, where it is one."""

    to: To | None
    lines: tuple[Line, ...]


def workings(view: View, example: Example) -> tuple[Working, ...]:
    """What the build computes from an example, in the order in which its parts stand."""
    found: list[Working] = []
    if example.document is not None or example.chat is not None:
        (objective,) = example.objectives
        lines = tuple(_tokens(example))
        found += [Working(view.to("objectives", objective), lines)] if lines else []
    if example.pair is not None and example.pair.scores is not None:
        scores = example.pair.scores
        found.append(Working(view.to("objectives", scores.objective), _scores(scores)))
    if example.pair is not None and example.pair.likelihoods is not None:
        likelihoods = example.pair.likelihoods
        found.append(Working(view.to("objectives", likelihoods.objective), _likelihoods(likelihoods)))
    if example.group is not None:
        found.append(Working(view.to("objectives", example.group.objective), _group(example.group)))
    if example.item is not None:
        found.append(Working(None, _score(example.item)))
    return tuple(found)


def shown(value: float, places: int = 3) -> str:
    """A computed number with a fixed number of decimals, and a minus sign as wide as a figure."""
    text = f"{value:.{places}f}"
    return text.removeprefix("-") if float(text) == 0 else text.replace("-", "−")


def given(value: float) -> str:
    """A number of the record as it stands there."""
    return f"{value:g}".replace("-", "−")


def group_rewards(group: Group) -> tuple[float, ...]:
    """The rewards of the samples of a group, each of which has passed its check."""
    return tuple(reward for sample in group.samples if (reward := group.reward(sample)) is not None)


def score_of(item: Item) -> Score:
    """The score of an item: an attempt is right where it equals the key."""
    return objectives.score(item.attempts.count(item.key), len(item.attempts))


def _bracketed(text: str) -> str:
    """A number to be subtracted: in brackets where it is negative."""
    return f"({text})" if text.startswith("−") else text


def _tokens(example: Example) -> Iterator[Line]:
    tokens = [token for _, passage in example.passages for token in passage.tokens]
    counted = [token for token in tokens if token.counted]
    probabilities = [token.p for token in counted if token.p is not None]
    if len(probabilities) < len(counted) or not counted:
        return
    yield Line("Tokens counted in the loss", f"{len(counted)} of {len(tokens)}")
    loss = objectives.cross_entropy(probabilities)
    total = fsum(map(objectives.surprise, probabilities))
    yield Line("Loss: mean of −ln p over them", f"{shown(total)} / {len(probabilities)}", f"{shown(loss)} nats a token")
    yield Line("Perplexity", f"exp({shown(loss)})", shown(objectives.perplexity(loss), 2))


def _scores(scores: Scores) -> tuple[Line, ...]:
    margin = scores.chosen - scores.rejected
    probability = objectives.preference_probability(margin)
    put_in = f"σ({given(scores.chosen)} − {_bracketed(given(scores.rejected))})"
    return (
        Line("Probability that the chosen answer wins", put_in, shown(probability)),
        Line("Loss", f"−ln {shown(probability)}", f"{shown(objectives.preference_loss(margin))} nats"),
    )


def _likelihoods(pair: Likelihoods) -> tuple[Line, ...]:
    chosen = objectives.implicit_reward(pair.policy_chosen, pair.reference_chosen, pair.beta)
    rejected = objectives.implicit_reward(pair.policy_rejected, pair.reference_rejected, pair.beta)
    margin = chosen - rejected

    def put_in(policy: float, reference: float) -> str:
        return f"{given(pair.beta)} × ({given(policy)} − {_bracketed(given(reference))})"

    return (
        Line("Reward implied for the chosen", put_in(pair.policy_chosen, pair.reference_chosen), shown(chosen)),
        Line("Reward implied for the rejected", put_in(pair.policy_rejected, pair.reference_rejected), shown(rejected)),
        Line("Margin", f"{shown(chosen)} − {_bracketed(shown(rejected))}", shown(margin)),
        Line("Loss", f"−ln σ({shown(margin)})", f"{shown(objectives.preference_loss(margin))} nats"),
    )


def _group(group: Group) -> tuple[Line, ...]:
    rewards = group_rewards(group)
    found = objectives.group_advantages(rewards)
    sum_of_rewards = " + ".join(given(reward) for reward in rewards)
    squares = " + ".join(f"{shown(abs(reward - found.mean))}²" for reward in rewards)
    return (
        Line("Mean reward", f"({sum_of_rewards}) / {len(rewards)}", shown(found.mean)),
        Line("Standard deviation", f"√(({squares}) / {len(rewards)})", shown(found.deviation)),
        *_advantage_lines(rewards, found),
    )


def _advantage_lines(rewards: tuple[float, ...], found: objectives.Advantages) -> Iterator[Line]:
    """One line for each reward that occurs; none where the rewards are equal, as there is nothing to divide by."""
    if found.deviation == 0:
        return
    for reward, advantage in sorted(dict(zip(rewards, found.values, strict=True)).items(), reverse=True):
        put_in = f"({given(reward)} − {_bracketed(shown(found.mean))}) / {shown(found.deviation)}"
        yield Line(f"Advantage at reward {given(reward)}", put_in, shown(advantage))


def _score(item: Item) -> tuple[Line, ...]:
    found = score_of(item)
    wrong = shown(1 - found.mean)
    return (
        Line("Score: right attempts over all", f"{found.right} / {found.attempts}", shown(found.mean)),
        Line("Standard error", f"√({shown(found.mean)} × {wrong} / {found.attempts})", shown(found.error)),
    )

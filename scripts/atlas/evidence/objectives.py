"""The objectives worked out on one example: probabilities, scores and rewards go in; losses and advantages come out.

Logarithms are natural, so losses are in nats.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, fsum, log, log1p, sqrt


def surprise(probability: float) -> float:
    """The loss at one token: minus the logarithm of the probability that the model gave it."""
    return -log(probability) + 0.0  # not -0.0 for a token that was certain


def cross_entropy(probabilities: Sequence[float]) -> float:
    """The mean surprise over the counted tokens, in nats per token."""
    return fsum(map(surprise, probabilities)) / len(probabilities)


def perplexity(loss: float) -> float:
    """The number of equally likely tokens that would surprise as much: the exponential of a loss in nats."""
    return exp(loss)


def logistic(value: float) -> float:
    """1 / (1 + exp(-value)), without overflow."""
    if value >= 0:
        return 1 / (1 + exp(-value))
    return exp(value) / (1 + exp(value))


def preference_probability(margin: float) -> float:
    """Bradley-Terry: the probability that the answer ahead by ``margin`` is preferred."""
    return logistic(margin)


def preference_loss(margin: float) -> float:
    """Minus the logarithm of the Bradley-Terry probability: the loss of a reward model, and of DPO on its margin."""
    return log1p(exp(-margin)) if margin >= 0 else log1p(exp(margin)) - margin


def implicit_reward(policy: float, reference: float, beta: float) -> float:
    """DPO's reward of an answer: beta times the log-ratio of policy to reference, from two log-probabilities."""
    return beta * (policy - reference)


@dataclass(frozen=True)
class Advantages:
    """The mean and the standard deviation of the rewards of a group, and the advantage of each sample."""

    mean: float
    deviation: float
    values: tuple[float, ...]


def group_advantages(rewards: Sequence[float]) -> Advantages:
    """GRPO: each reward less the mean of its group, over the standard deviation (divided by G, not G - 1).

    A group of equal rewards has advantages of zero: it teaches nothing.
    """
    mean = fsum(rewards) / len(rewards)
    if min(rewards) == max(rewards):
        return Advantages(mean, 0.0, (0.0,) * len(rewards))
    deviation = sqrt(fsum((reward - mean) ** 2 for reward in rewards) / len(rewards))
    return Advantages(mean, deviation, tuple((reward - mean) / deviation for reward in rewards))


@dataclass(frozen=True)
class Score:
    """The share of attempts that were right, and its standard error."""

    right: int
    attempts: int
    mean: float
    error: float


def score(right: int, attempts: int) -> Score:
    """The score of one item: right attempts over all, with the standard error of a share, sqrt(p (1 - p) / n)."""
    mean = right / attempts
    return Score(right, attempts, mean, sqrt(mean * (1 - mean) / attempts))

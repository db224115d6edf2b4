"""Formulas as numbers, for their plots: PPO's clip, DPO's loss, Chinchilla's loss, learning-rate schedules."""

from __future__ import annotations

import math
from dataclasses import dataclass


def ppo_clip(ratio: float, advantage: float, epsilon: float) -> float:
    """The clipped surrogate of one token: the smaller of the plain and the clipped product."""
    clipped = min(max(ratio, 1 - epsilon), 1 + epsilon)
    return min(ratio * advantage, clipped * advantage)


def dpo_loss(margin: float, beta: float) -> float:
    """The DPO loss of one pair, in nats; ``margin`` is the log-ratio of the chosen answer less that of the rejected."""
    scaled = beta * margin
    return math.log1p(math.exp(-scaled)) if scaled > 0 else -scaled + math.log1p(math.exp(scaled))


@dataclass(frozen=True)
class Fit:
    """The constants of the Chinchilla formula L(N, D) = E + A/N^alpha + B/D^beta."""

    e: float
    a: float
    b: float
    alpha: float
    beta: float

    def loss(self, parameters: float, tokens: float) -> float:
        """The predicted loss, in nats per token."""
        return self.e + self.a / math.pow(parameters, self.alpha) + self.b / math.pow(tokens, self.beta)

    def tokens_for(self, parameters: float, loss: float) -> float | None:
        """The tokens with which a model of this size reaches a loss; None where no number of tokens is enough."""
        rest = loss - self.e - self.a / math.pow(parameters, self.alpha)
        return math.pow(self.b / rest, 1 / self.beta) if rest > 0 else None

    def best_tokens(self, parameters: float) -> float:
        """The tokens for which this size is the best under the compute 6ND that both cost.

        At the optimum one per cent more parameters gains as much as one per cent more tokens.
        """
        scale = self.beta * self.b / (self.alpha * self.a)
        return math.pow(scale * math.pow(parameters, self.alpha), 1 / self.beta)


CHINCHILLA = Fit(e=1.69, a=406.4, b=410.7, alpha=0.34, beta=0.28)
"""The constants as printed in 2022: Hoffmann et al., Eq. 10."""

TOKENS_PER_PARAMETER = 20
"""The rule of thumb, read off Table 3 of the same paper; it does not follow from these constants."""


@dataclass(frozen=True)
class Schedule:
    """A run in shares of its steps: how long the rate warms up and how long it decays, and where it ends."""

    warm_up: float
    decay: float
    end: float


def cosine(done: float, schedule: Schedule) -> float:
    """The rate as a share of its peak: a straight warm-up, then half a cosine down to the end."""
    if done < schedule.warm_up:
        return done / schedule.warm_up
    through = (done - schedule.warm_up) / (1 - schedule.warm_up)
    return schedule.end + (1 - schedule.end) * (1 + math.cos(math.pi * through)) / 2


def linear(done: float, schedule: Schedule) -> float:
    """The rate as a share of its peak: a straight warm-up, then a straight line down to the end."""
    if done < schedule.warm_up:
        return done / schedule.warm_up
    return 1 - (1 - schedule.end) * (done - schedule.warm_up) / (1 - schedule.warm_up)


def warm_up_stable_decay(done: float, schedule: Schedule) -> float:
    """The rate as a share of its peak: a straight warm-up, a long constant phase, a short straight decay."""
    if done < schedule.warm_up:
        return done / schedule.warm_up
    into = max(0.0, done - (1 - schedule.decay)) / schedule.decay
    return 1 - (1 - schedule.end) * into

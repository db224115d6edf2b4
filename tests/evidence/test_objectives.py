"""The objectives worked out on one example: values checked by hand, and what must hold for every input."""

from __future__ import annotations

from math import exp, isclose, log, sqrt

import pytest
from atlas.evidence import objectives
from hypothesis import given
from hypothesis import strategies as st

PROBABILITIES = st.lists(st.floats(min_value=1e-9, max_value=1), min_size=1, max_size=50)
MARGINS = st.floats(min_value=-700, max_value=700)
REWARDS = st.lists(st.sampled_from((-1.0, 0.0, 0.25, 1.0, 3.5)), min_size=2, max_size=64)


def test_a_token_of_probability_one_half_surprises_by_the_logarithm_of_two() -> None:
    assert objectives.surprise(0.5) == pytest.approx(0.693147, abs=1e-6)
    assert str(objectives.surprise(1.0)) == "0.0"


def test_cross_entropy_is_the_mean_surprise() -> None:
    loss = objectives.cross_entropy([0.5, 0.25, 0.125])  # 1, 2 and 3 bits
    assert loss == pytest.approx(2 * log(2))
    assert objectives.perplexity(loss) == pytest.approx(4)


@given(PROBABILITIES)
def test_cross_entropy_lies_between_the_surprises(probabilities: list[float]) -> None:
    loss = objectives.cross_entropy(probabilities)
    surprises = [objectives.surprise(p) for p in probabilities]
    assert min(surprises) - 1e-9 <= loss <= max(surprises) + 1e-9


def test_equal_scores_are_a_toss_up() -> None:
    assert objectives.preference_probability(0) == 0.5
    assert objectives.preference_loss(0) == pytest.approx(log(2))


def test_a_margin_of_1_2_wins_in_77_of_100_cases() -> None:
    assert objectives.preference_probability(1.2) == pytest.approx(0.768525, abs=1e-6)  # 1 / (1 + 0.301194)
    assert objectives.preference_loss(1.2) == pytest.approx(0.263282, abs=1e-6)


@given(MARGINS)
def test_the_two_answers_share_the_probability(margin: float) -> None:
    both = objectives.preference_probability(margin) + objectives.preference_probability(-margin)
    assert both == pytest.approx(1)


@given(MARGINS)
def test_the_loss_is_minus_the_logarithm_of_the_probability(margin: float) -> None:
    assert isclose(exp(-objectives.preference_loss(margin)), objectives.preference_probability(margin), rel_tol=1e-9)
    assert objectives.preference_loss(-margin) - objectives.preference_loss(margin) == pytest.approx(margin)


def test_dpo_by_hand() -> None:
    chosen = objectives.implicit_reward(-42.1, -43.6, 0.1)
    rejected = objectives.implicit_reward(-19.9, -18.2, 0.1)
    assert (chosen, rejected) == pytest.approx((0.15, -0.17))
    assert objectives.preference_loss(chosen - rejected) == pytest.approx(0.545893, abs=1e-6)  # ln(1 + exp(-0.32))


def test_one_right_answer_of_four_by_hand() -> None:
    found = objectives.group_advantages([1, 0, 0, 0])
    assert (found.mean, found.deviation) == pytest.approx((0.25, sqrt(3) / 4))
    assert found.values == pytest.approx((sqrt(3), *(-1 / sqrt(3),) * 3))


@given(REWARDS)
def test_advantages_have_mean_zero_and_deviation_one_or_are_all_zero(rewards: list[float]) -> None:
    found = objectives.group_advantages(rewards)
    assert sum(found.values) == pytest.approx(0, abs=1e-9)
    spread = sqrt(sum(value**2 for value in found.values) / len(rewards))
    assert spread == pytest.approx(0 if len(set(rewards)) == 1 else 1)


@given(REWARDS, st.floats(min_value=0.5, max_value=20), st.floats(min_value=-20, max_value=20))
def test_advantages_do_not_change_with_the_scale_of_the_reward(
    rewards: list[float], scale: float, shift: float
) -> None:
    plain = objectives.group_advantages(rewards).values
    moved = objectives.group_advantages([scale * reward + shift for reward in rewards]).values
    assert moved == pytest.approx(plain, abs=1e-6)


def test_three_right_attempts_of_four() -> None:
    found = objectives.score(3, 4)
    assert (found.mean, found.error) == pytest.approx((0.75, 0.216506), abs=1e-6)


@pytest.mark.parametrize("right", [0, 5])
def test_a_score_without_variation_has_no_error(right: int) -> None:
    assert objectives.score(right, 5).error == 0

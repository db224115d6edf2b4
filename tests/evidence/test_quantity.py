"""Arithmetic over figures: bounds are carried through, units are never mixed."""

from __future__ import annotations

import pytest
from atlas.evidence.quantity import NotDerivable, Quantity, evaluate
from hypothesis import given
from hypothesis import strategies as st


def exact(value: float) -> Quantity:
    return Quantity(value, value, value)


def upper(value: float) -> Quantity:
    return Quantity(value, None, value)


def test_exact_inputs_give_an_exact_result() -> None:
    assert evaluate("6 * n * d", {"n": exact(405e9), "d": exact(15.6e12)}) == exact(6 * 405e9 * 15.6e12)


def test_a_share_over_an_upper_bound_is_at_least() -> None:
    share = evaluate("a / (a + b)", {"a": exact(90), "b": upper(10)})
    assert share.value == pytest.approx(0.9)
    assert share.is_lower


def test_a_share_of_an_upper_bound_is_at_most() -> None:
    share = evaluate("b / (a + b)", {"a": exact(90), "b": upper(10)})
    assert share.value == pytest.approx(0.1)
    assert share.is_upper


def lower(value: float) -> Quantity:
    return Quantity(value, value, None)


@pytest.mark.parametrize(
    ("expression", "a", "b", "bound"),
    [
        ("a / b", exact(1), lower(10), "upper"),
        ("a / b", exact(1), upper(10), "lower"),
        ("a / b", upper(1), exact(10), "upper"),
        ("a / b", lower(1), exact(10), "lower"),
        ("a * b", lower(1), lower(10), "lower"),
        ("a + b", upper(1), exact(10), "upper"),
        ("a / b", lower(1), lower(10), "none"),
    ],
)
def test_a_bound_keeps_its_direction(expression: str, a: Quantity, b: Quantity, bound: str) -> None:
    result = evaluate(expression, {"a": a, "b": b})
    assert {"upper": result.is_upper, "lower": result.is_lower, "none": result.low is result.high is None}[bound]


@pytest.mark.parametrize(
    ("expression", "message"),
    [("a / 0", "divides by zero"), ("a +", "not arithmetic"), ("a + b", "'b' is not both"), ("a ** 2", "only names")],
)
def test_what_cannot_be_computed_says_why(expression: str, message: str) -> None:
    with pytest.raises(NotDerivable, match=message):
        evaluate(expression, {"a": exact(1)})


@given(st.floats(1, 1e6), st.floats(1, 1e6), st.floats(1, 1e6), st.floats(1, 1e6))
def test_the_value_lies_between_its_ends(low: float, more: float, other: float, rest: float) -> None:
    inputs = {"a": Quantity(low + more / 2, low, low + more), "b": Quantity(other + rest / 2, other, other + rest)}
    share = evaluate("a / (a + b)", inputs)
    assert share.value is not None
    assert share.low is None or share.low <= share.value * (1 + 1e-9)
    assert share.high is None or share.high >= share.value * (1 - 1e-9)

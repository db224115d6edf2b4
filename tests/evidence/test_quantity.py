"""Arithmetic over figures: bounds are carried through, units are never mixed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from atlas.catalog.catalog import Catalog
from atlas.evidence.quantity import NotDerivable, Quantity, evaluate, quantity
from atlas.model import Model
from atlas.model.figure import Formula
from hypothesis import given
from hypothesis import strategies as st

from tests.atlases import catalog


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


def test_a_formula_over_many_ranges_is_told_instead_of_tried_for_ever() -> None:
    names = [f"n{number}" for number in range(40)]
    ranges = {name: Quantity(1.5, 1, 2) for name in names}
    with pytest.raises(NotDerivable, match="derive it in steps"):
        evaluate(" + ".join(names), ranges)


def test_many_exact_inputs_beside_a_range_are_no_trouble() -> None:
    known = {f"n{number}": exact(1) for number in range(40)} | {"m": Quantity(None, 1, 3)}
    assert evaluate(" + ".join(known), known) == Quantity(40, 41, 43)


def test_a_result_beyond_all_numbers_is_told() -> None:
    with pytest.raises(NotDerivable, match="larger than any number"):
        evaluate("a * a", {"a": exact(1e300)})


def in_a_row(atlas: Catalog, length: int) -> Catalog:
    """The catalog with a row of formulas, each of which adds the one before to itself."""
    entry = atlas.by_kind["models"]["gpt3-175b"]
    assert isinstance(entry.record, Model)
    first = entry.record.figures["parameters"]
    figures = {"n0": first}
    for number in range(1, length + 1):
        before = f"models/gpt3-175b#n{number - 1}"
        formula = Formula(expression="a + b", inputs={"a": before, "b": before})
        added = {"amount": None, "bound": None, "kind": "derived", "formula": formula}
        figures[f"n{number}"] = first.model_copy(update=added)
    record = entry.record.model_copy(update={"figures": figures})
    return Catalog((replace(entry, record=record),))


def test_formulas_that_rest_on_each_other_are_worked_out_once() -> None:
    atlas = in_a_row(catalog(), 30)
    found = quantity(atlas, atlas.named_figures["models/gpt3-175b#n30"].figure)
    assert found is not None
    assert found.value == 175e9 * 2**30


def test_a_row_of_formulas_without_end_is_told() -> None:
    atlas = in_a_row(catalog(), 40)
    with pytest.raises(NotDerivable, match="in a row"):
        quantity(atlas, atlas.named_figures["models/gpt3-175b#n40"].figure)

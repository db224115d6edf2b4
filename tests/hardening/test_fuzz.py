"""Any text at all: the loader, the marks of prose, the arithmetic of formulas and the LaTeX converter."""

from __future__ import annotations

import math
from contextlib import suppress

import pytest
from atlas.catalog import prose
from atlas.catalog.formulas import FormulaError, mathml
from atlas.checks.marks import bare_addresses, lone_footnotes, unclosed
from atlas.checks.numbers import loose_numbers
from atlas.checks.prose import attribute_lists, html, images, templates, unsafe_links
from atlas.evidence.quantity import NotDerivable, Quantity, evaluate
from atlas.model import KINDS
from atlas.reading.parse import parse
from atlas.reading.source import read_document
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.hardening.mutations import FILLINGS
from tests.hardening.outcomes import LIBRARY_WORDS

YAML_SIGNS = st.text(alphabet="ab:-[]{}#&*!|>'\"%@` \n\t0.,?~éx\u00a0", max_size=120)
PROSE_SIGNS = st.text(alphabet="ab[]@|`*^!(){}<>:/#.,;~ \n-1%&\\_$é", max_size=120)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4).map(tuple) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
CHECKS = (html, unsafe_links, attribute_lists, templates, images, unclosed, lone_footnotes, bare_addresses)


@given(YAML_SIGNS)
@settings(max_examples=300)
def test_any_yaml_is_data_or_a_complaint_in_our_words(text: str) -> None:
    document, problems = read_document("a.yml", text.encode())
    assert problems or isinstance(document.data, dict)
    for problem in problems:
        assert not LIBRARY_WORDS.search(problem.message), problem
        assert 1 <= problem.location.mark.line <= text.count("\n") + 2


@given(st.sampled_from(sorted(KINDS)), st.data())
@settings(max_examples=300)
def test_any_data_is_a_record_or_complaints_in_our_words(kind: str, data: st.DataObject) -> None:
    keys = st.sampled_from([*KINDS[kind].model_fields, "other"])
    record = data.draw(st.dictionaries(keys, VALUES, max_size=8))
    document, _ = read_document("a.yml", b"a: 1\n")
    entry, problems = parse(kind, "a", type(document)("a.yml", "a: 1\n", record))
    assert (entry is None) == bool(problems)
    for problem in problems:
        assert not LIBRARY_WORDS.search(problem.message), problem


@given(PROSE_SIGNS)
@settings(max_examples=300)
def test_marks_are_found_in_any_text_and_can_be_put_back(text: str) -> None:
    assert prose.replace_marks(text, lambda mark: mark.text) == text
    assert len(prose.without_code(text)) == len(text)
    for find in CHECKS:
        for fragment, message in find(text):
            assert fragment in text or fragment in prose.without_code(text)
            assert message
    list(loose_numbers(text))


@pytest.mark.parametrize(
    "filling", [*FILLINGS, "](", "[^a", "```\n", "~~~x\n", "{{", "{ on", "[a", "1.", "@a", "**a** "]
)
def test_a_text_far_longer_than_any_field_is_read_in_one_pass(filling: str) -> None:
    """A pattern that takes the square of the length would go on for hours here."""
    text = (filling * 200_000)[:200_000]
    for find in CHECKS:
        list(find(text))
    list(loose_numbers(text))
    list(prose.marks(text))


NAMES = st.sampled_from(["a", "b", "1", "0", "2.5", "(a + b)", "a / b", "1e308", "-a", "()", "a b", "a(b)", "a.b"])


@given(st.lists(NAMES | st.sampled_from("+-*/() "), max_size=12), st.floats(-1e308, 1e308), st.floats(0, 1e308))
@settings(max_examples=300)
def test_any_expression_is_computed_or_told(parts: list[str], first: float, second: float) -> None:
    inputs = {"a": Quantity(first, first, first), "b": Quantity(second, None, second)}
    with suppress(NotDerivable):
        found = evaluate(" ".join(parts), inputs)
        assert found.value is not None
        assert math.isfinite(found.value)


@given(st.text(alphabet="ab\\{}^_&%$ (|)[]frac01+", max_size=60))
@settings(max_examples=300)
def test_any_latex_is_shown_or_told(latex: str) -> None:
    with suppress(FormulaError):
        shown = mathml(latex, block=True)
        assert "<script" not in shown
        assert "\n" not in shown


@pytest.mark.parametrize("latex", ["{" * 900 + "a" + "}" * 900, r"\frac" * 300, r"\left(" * 200, "x^" * 500 + "x"])
def test_deep_latex_is_shown_or_told(latex: str) -> None:
    with suppress(FormulaError):
        mathml(latex, block=True)


@pytest.mark.parametrize(
    "expression", ["(" * 190 + "a" + ")" * 190, "-" * 399 + "a", "a" + " + a" * 99, "a" + "*9" * 199]
)
def test_deep_arithmetic_is_computed_or_told(expression: str) -> None:
    with suppress(NotDerivable):
        evaluate(expression, {"a": Quantity(1e300, 1e300, 1e300)})

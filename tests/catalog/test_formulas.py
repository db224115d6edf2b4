"""Formulas as MathML: where a long one may go on in the next line."""

from __future__ import annotations

import html
import re

import pytest
from atlas.catalog.formulas import mathml


def lines(latex: str) -> list[str]:
    """The signs of each piece of a formula, without markup and source."""
    shown = re.sub(r"<annotation.*?</annotation>", "", mathml(latex, block=True))
    found = re.split("<wbr>|(?<=</span>)(?=<span)", shown)
    return [html.unescape(re.sub("<[^>]+>", "", piece)).replace(" ", "") for piece in found]


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        ("a=b+c", ["a", "=b", "+c"]),
        ("a=-b", ["a", "=−b"]),
        (r"a=(b+c)\left[d-e\right]", ["a", "=(b+c)[d−e]"]),
        (r"f(x)=y,\quad g=z", ["f(x)", "=y,", "g", "=z"]),
        ("x", ["x"]),
    ],
)
def test_a_formula_breaks_between_its_terms_and_nowhere_else(latex: str, expected: list[str]) -> None:
    assert lines(latex) == expected


def test_the_source_of_the_whole_formula_is_kept_once() -> None:
    shown = mathml("a=b+c", block=True)
    assert shown.count("<annotation") == 1
    assert html.unescape(re.search(r"<annotation[^>]*>(.*?)</annotation>", shown)[1]) == "a=b+c"  # type: ignore[index]


def test_a_formula_in_a_line_is_one_piece() -> None:
    assert mathml("a=b+c", block=False).count("<math>") == 1

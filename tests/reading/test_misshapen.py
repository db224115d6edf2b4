"""What has not the shape of its field is told in words of our own, whatever the library calls it."""

from __future__ import annotations

import re
from typing import get_args

import pytest
from atlas.model import KINDS
from atlas.model.forms import FORMS, ONE_LINE_PATTERN, ONE_SENTENCE_PATTERN, mended
from atlas.reading.misshapen import EXPECTED, of_form, of_type
from atlas.reading.suggest import did_you_mean, nearest
from pydantic_core import core_schema

from tests.hardening.outcomes import LIBRARY_WORDS
from tests.schemas import patterns

CONTEXT = {
    "pattern": "^x$", "min_length": 1, "max_length": 2, "gt": 0, "ge": 0, "lt": 1, "le": 1, "expected": "'a' or 'b'",
}  # fmt: skip


@pytest.mark.parametrize("code", get_args(core_schema.ErrorType))
def test_no_error_of_the_library_speaks_for_itself(code: str) -> None:
    error = {"type": code, "ctx": CONTEXT, "input": "text", "msg": "Input should be a valid thing"}
    told = of_type("key", code, "text", ()) if code in EXPECTED else of_form(error)
    assert told
    assert not LIBRARY_WORDS.search(told)


def test_every_pattern_of_a_field_has_words() -> None:
    found = {pattern for model in KINDS.values() for pattern in patterns(model.model_json_schema())}
    assert found - FORMS.keys() == {ONE_LINE_PATTERN, ONE_SENTENCE_PATTERN}, "of these the validators speak"


def test_every_example_of_a_form_has_the_form() -> None:
    for pattern, form in FORMS.items():
        example = form.words.rpartition("such as ")[2].partition(" or ")[0].strip('"')
        assert re.search(pattern, example), (pattern, example)


WHEN = next(pattern for pattern, form in FORMS.items() if form.words.startswith("a date as"))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("07/2024", "2024-07"),
        ("2024/07", "2024-07"),
        ("2024-7", "2024-07"),
        ("2024-7-3", "2024-07-03"),
        ("July 2024", "2024-07"),
        ("3 July 2024", "2024-07-03"),
        ("July 3, 2024", "2024-07-03"),
        ("24.11.2026", "2026-11-24"),
        ("11/24/2026", "2026-11-24"),
        ("24/11/2026", "2026-11-24"),
        ("03/04/2024", None),
        ("2024-13", None),
        ("soon", None),
        ("2024 to 2025", None),
        ("Q3 2024", None),
    ],
)
def test_a_date_in_another_order_is_mended_where_only_one_is_meant(written: str, meant: str | None) -> None:
    assert mended(WHEN, written) == meant


@pytest.mark.parametrize(
    ("word", "choices", "meant"),
    [
        ("dpo", ["ipo", "kto"], None),
        ("dpo", ["dapo", "dpop"], None),
        ("stf", ["sft", "rlhf"], "sft"),
        ("sfft", ["sft", "rlhf"], "sft"),
        ("lables", ["labels", "label_cost"], "labels"),
        ("compute_shre", ["compute_share"], "compute_share"),
        ("Apache 2", ["Apache-2.0", "MIT"], "Apache-2.0"),
        ("llama31", ["llama31-405b", "gemma3-27b"], "llama31-405b"),
        ("bai2022-hh", ["bai2022-cai", "bai2023-x"], None),
        ("knid", ["kind", "unit"], "kind"),
        ("x" * 200, ["x" * 199], None),
    ],
)
def test_a_suggestion_is_made_only_where_it_is_near(word: str, choices: list[str], meant: str | None) -> None:
    assert nearest(word, choices) == meant


def test_where_nothing_is_near_the_few_choices_are_listed() -> None:
    assert did_you_mean("dpo", ["ipo", "kto"]) == ": choose one of ipo, kto"
    assert did_you_mean("dpo", [f"method-{number}" for number in range(20)]) == ""

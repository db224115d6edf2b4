"""The text of the pages as a reader meets it: no word twice in a row, no unit twice, no number in two notations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
from atlas.evidence.wording import unit_name
from atlas.model.figure import Unit

from tests.texts import visible_text

SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
UNITS = {name for unit in get_args(Unit) if (name := unit_name(unit)) not in ("%", "number")} | {"questions", "items"}
NOUN = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
TWICE = re.compile(r"\b([^\W\d_]+)(?:[^\S\n]+|\n)\1\b", re.IGNORECASE)  # a line that is set in belongs to code
TWO_UNITS = re.compile(rf"\d\s+(?:(?:million|billion|trillion)\s+)?({NOUN})\s+({NOUN})\b")
WORDED = re.compile(r"\b(\d[\d,]*(?:\.\d+)?)\s(thousand|million|billion|trillion)\b")
WRITTEN_OUT = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,]|\.\d)")


@cache
def text_of(page: Path) -> str:
    return visible_text(page.read_text(encoding="utf-8"))


def words_twice(text: str) -> list[str]:
    """Words that follow themselves within one block."""
    return [match.group() for match in TWICE.finditer(text)]


def units_twice(text: str) -> list[str]:
    """Numbers with two units in a row."""
    return [match.group() for match in TWO_UNITS.finditer(text)]


def two_notations(text: str) -> list[str]:
    """Numbers that stand both written out and with a word for their scale."""
    worded = {round(float(number.replace(",", "")) * SCALES[scale]) for number, scale in WORDED.findall(text)}
    written = {int(number.replace(",", "")) for number in WRITTEN_OUT.findall(text)}
    return [f"{number:,}" for number in sorted(worded & written)]


def loose_percent_signs(text: str) -> list[str]:
    """Numbers whose percent sign may fall on the next line."""
    return re.findall(r"\d+ %", text)


def powers_of_a_program(text: str) -> list[str]:
    """Numbers as a program writes them, with an e."""
    return re.findall(r"\d[.\d]*e[+]\d+", text)


def nameless_survey(text: str) -> list[str]:
    """Places that call the atlas's own estimate a survey, as if it were a text of others."""
    return re.findall(r"(?i:by|since|of|in|from) the survey\b|\bThe survey\b", text)


@pytest.mark.parametrize(
    ("finds", "text"),
    [
        (words_twice, "took about   about 18 hours"),
        (units_twice, "198\xa0examples questions"),
        (units_twice, "2 million\xa0tokens tokens"),
        (loose_percent_signs, "over 95 % of it"),
        (powers_of_a_program, "3.73e+03 tokens"),
        (nameless_survey, "added since the survey"),
        (two_notations, "1,418,091 comparisons, or 1.418091 million"),
    ],
)
def test_each_fault_is_found(finds: object, text: str) -> None:
    assert callable(finds)
    assert finds(text)


FINDS = (words_twice, units_twice, two_notations, loose_percent_signs, powers_of_a_program, nameless_survey)


def faults(site: Path) -> Iterator[str]:
    for page in sorted(site.rglob("index.html")):
        found = [fault for finds in FINDS for fault in finds(text_of(page))]
        yield from (f"{page.relative_to(site).as_posix()}: {fault!r}" for fault in found)


def test_titles_and_fragments_keep_a_percent_sign_with_its_number(built_site: Path) -> None:
    heads = {page: page.read_text(encoding="utf-8").partition("</head>")[0] for page in built_site.rglob("index.html")}
    assert [str(page) for page, head in heads.items() if loose_percent_signs(head)] == []
    for path in ("citations/cards.json", "glossary/terms.json", "compare/stages.json"):
        assert loose_percent_signs((built_site / path).read_text(encoding="utf-8")) == [], path


def test_no_page_stumbles(built_site: Path) -> None:
    assert list(faults(built_site)) == []

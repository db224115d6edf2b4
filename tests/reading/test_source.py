"""YAML text to data: what is read, what is refused, and where."""

from __future__ import annotations

import pytest
from atlas.reading.location import Mark
from atlas.reading.source import read_document
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("true", True),
        ("~", None),
        ("12:30:45", "12:30:45"),
        ("1_000", "1_000"),
        ("1e5", 1e5),
        ("0x1F", "0x1F"),
        ("2024-05", "2024-05"),
        ("'0123'", "0123"),
        ("-7", -7),
        (".5", 0.5),
        ("[a, 1]", ("a", 1)),
    ],
)
def test_values_are_those_of_yaml_1_2(text: str, value: object) -> None:
    document, problems = read_document("a.yml", f"key: {text}\n".encode())
    assert problems == ()
    assert document.data == {"key": value}


def test_every_key_and_value_has_its_place() -> None:
    document, _ = read_document("a.yml", b"one: 1\ntwo:\n  - x\n  - three: 3\n")
    assert document.at(("two", 1, "three")).mark == Mark(4, 12, 1)
    assert document.at(("two", 1, "three"), key=True).mark == Mark(4, 5, 5)
    assert document.at(("two", 7, "gone")).mark == Mark(3, 3, 1)


def test_all_problems_of_one_file_are_told_at_once() -> None:
    _, problems = read_document("a.yml", b"a: 01\na: 02\nb: 003\n")
    assert [(problem.rule, problem.location.mark.line) for problem in problems] == [
        ("ATL009", 1),
        ("ATL003", 2),
        ("ATL009", 2),
        ("ATL009", 3),
    ]


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_but_never_raise(raw: bytes) -> None:
    document, problems = read_document("a.yml", raw)
    assert problems or isinstance(document.data, dict)


@given(st.text(alphabet="ab:-[]{}#&*!|>'\"%@` \n\t0.,", max_size=80))
def test_any_text_of_yaml_signs_is_read_or_refused(text: str) -> None:
    document, problems = read_document("a.yml", text.encode())
    assert problems or isinstance(document.data, dict)


@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), st.integers(-(10**20), 10**20), min_size=1))
def test_whole_numbers_are_read_exactly(data: dict[str, int]) -> None:
    text = "".join(f"{key}: {value}\n" for key, value in data.items())
    document, problems = read_document("a.yml", text.encode())
    assert problems == ()
    assert document.data == data


def test_a_control_character_that_an_escape_brings_into_a_key_is_told() -> None:
    _, problems = read_document("a.yml", b'"a\\u0007b": 1\n')
    assert [(problem.rule, problem.location.mark.line) for problem in problems] == [("ATL002", 1)]
    assert "\a" not in problems[0].message

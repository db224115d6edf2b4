"""The marks of prose and what prose must not hold."""

from __future__ import annotations

import pytest
from atlas.catalog import prose
from atlas.checks.prose import attribute_lists, html, images, templates, unsafe_links
from hypothesis import given
from hypothesis import strategies as st

DANGERS = {
    "ATL040": html,
    "ATL041": unsafe_links,
    "ATL042": attribute_lists,
    "ATL043": templates,
    "ATL044": images,
}


def test_a_citation_names_sources_with_places() -> None:
    (mark,) = prose.marks("As shown [@a2020-x, Table 1; @b2021].")
    assert isinstance(mark, prose.Citation)
    assert mark.sources == (prose.Cited("a2020-x", "Table 1"), prose.Cited("b2021", None))


def test_a_link_names_a_record_or_a_figure() -> None:
    first, second = prose.marks("[[methods/dpo|DPO]] and [[stages/sft#share]]")
    assert isinstance(first, prose.Link)
    assert (first.record, first.figure, first.words) == ("methods/dpo", None, "DPO")
    assert isinstance(second, prose.Link)
    assert (second.record, second.figure, second.words) == ("stages/sft", "share", None)


def test_marks_in_code_are_text() -> None:
    text = "`[@a]` and\n```\n[[x/y]]\n```\n"
    assert list(prose.marks(text)) == []
    assert prose.replace_marks(text, lambda _: "!") == text


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("a <b>c</b>", "ATL040"),
        ("a <!-- c -->", "ATL040"),
        ("[x](javascript:alert(1))", "ATL041"),
        ("[x](<JAVASCRIPT:alert(1)>)", "ATL041"),
        ("[x](data:text/html,x)", "ATL041"),
        ("[x](http://example.org)", "ATL041"),
        ("[x]: javascript:alert(1)", "ATL041"),
        ("# H {#id}", "ATL042"),
        ("x {: .class}", "ATL042"),
        ("x { onclick=alert(1) }", "ATL042"),
        ("``` {.python onclick=alert(1)}\n```", "ATL042"),
        ("{{ 1 }}", "ATL043"),
        ("{% x %}", "ATL043"),
        ("![x](https://example.org/a.png)", "ATL044"),
    ],
)
def test_dangers_are_found(text: str, rule: str) -> None:
    assert list(DANGERS[rule](text))


@pytest.mark.parametrize("text", ["a < b and c > d", "`<b>`", "[x](https://example.org/a)", "2 < 3", "{x}"])
def test_plain_text_is_no_danger(text: str) -> None:
    assert [found for dangers in DANGERS.values() for found in dangers(text)] == []


@given(st.text(alphabet="ab[]@;,| {}`\n#/", max_size=60))
def test_braces_outside_code_never_reach_markdown(text: str) -> None:
    outside = prose.without_code(prose.without_braces(text))
    assert "{" not in outside
    assert "}" not in outside

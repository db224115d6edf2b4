"""What is mechanical is put right, once, and everything else in the file stays as it was written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from atlas.cli import main
from atlas.editing.formatting import formatted, formatted_files
from atlas.editing.sarif import as_sarif
from atlas.model import KINDS
from hypothesis import given
from hypothesis import strategies as st

from tests.atlases import ROOT, edit, tree

CITATION = """\
# yaml-language-server: $schema=../schema/citations.json
title: A title
summary: A sentence.
reviewed: 2026-11-24
type: article
authors:
  - {family: Hoffmann, given: Jordan}
issued: 2022-03
arxiv: "2203.15556"
tier: primary
seen: primary
accessed: 2026-11-25
"""


def changed(old: str, new: str) -> str:
    """The citation with one change, formatted."""
    assert old in CITATION
    return formatted("citations", CITATION.replace(old, new))


def test_every_real_record_is_in_its_form() -> None:
    texts = {
        path.relative_to(ROOT).as_posix(): path.read_bytes().decode()
        for kind in KINDS
        for path in (ROOT / "data" / kind).glob("*.yml")
    }
    assert len(texts) > 600
    assert sorted(formatted_files(texts)) == [], "put it right with: atlas format --write"


def test_a_record_in_its_form_stays_as_it_is() -> None:
    assert formatted("citations", CITATION) == CITATION


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("issued: 2022-03", "issued: 03/2022"),
        ("issued: 2022-03", "issued: 2022/3"),
        ("issued: 2022-03", "issued: 2022.03"),
        ("issued: 2022-03", "issued: March 2022"),
        ("issued: 2022-03", "issued: Mar. 2022"),
        ("accessed: 2026-11-25", "accessed: 25 November 2026"),
        ("accessed: 2026-11-25", "accessed: November 25, 2026"),
        ("accessed: 2026-11-25", "accessed: 2026-11-25T10:00:00Z"),
        ("reviewed: 2026-11-24", "reviewed: 2026/11/24   "),
        ('"2203.15556"', "2203.15556"),
        ('"2203.15556"', "https://arxiv.org/abs/2203.15556"),
        ('"2203.15556"', "https://arxiv.org/pdf/2203.15556.pdf"),
        ('"2203.15556"', "arXiv:2203.15556"),
        ("# yaml-language-server: $schema=../schema/citations.json\n", ""),
        ("schema/citations.json", "schema/models.json"),
        ("# yaml-language-server: ", "#yaml-language-server: "),
        ("{family: Hoffmann, given: Jordan}", "{given: Jordan, family: Hoffmann}"),
        ("tier: primary\nseen: primary\n", "seen: primary\ntier: primary\n"),
        ("type: article\n", "type: article \t \n"),
        ("accessed: 2026-11-25\n", "accessed: 2026-11-25\n\n\n"),
        ("accessed: 2026-11-25\n", "accessed: 2026-11-25"),
        ("\n", "\r\n"),
    ],
)
def test_what_is_mechanical_is_put_right(old: str, new: str) -> None:
    assert changed(old, new) == CITATION


@pytest.mark.parametrize(
    ("old", "new", "form"),
    [
        ("issued: 2022-03", "issued: 2022", 'issued: "2022"'),
        ("title: A title", "title: Attention: all you need", 'title: "Attention: all you need"'),
        ("title: A title", "title: @home", 'title: "@home"'),
        ("title: A title", "title: %percent", 'title: "%percent"'),
        ("title: A title", "title: 1984", 'title: "1984"'),
        ("title: A title", "title: *Star*", 'title: "*Star*"'),
        ("arxiv:", "doi: https://doi.org/10.1000/x.y\narxiv:", "doi: 10.1000/x.y"),
    ],
)
def test_values_are_quoted_and_shortened_where_they_must_be(old: str, new: str, form: str) -> None:
    assert form + "\n" in changed(old, new)


@pytest.mark.parametrize("amount", ["1,500,000", "1_500_000", "1 500 000", "'1500000'", '"1,500,000"'])
def test_numbers_lose_their_separators(amount: str) -> None:
    figure = f"figures:\n  tokens:\n    label: Tokens\n    amount: {amount}\n    unit: tokens\n"
    assert "    amount: 1500000\n" in formatted("models", figure)


@pytest.mark.parametrize("value", ["issued: 03/04/2022", "issued: spring 2022", "issued: 2022-13", "arxiv: none"])
def test_what_can_be_read_in_two_ways_is_left_to_the_editor(value: str) -> None:
    key = value.partition(":")[0]
    old = next(line for line in CITATION.splitlines() if line.startswith(key))
    assert value in changed(old, value)


def test_comments_and_layout_are_kept_and_move_with_their_key() -> None:
    text = CITATION.replace("tier: primary\n", "").replace(
        "type: article\n", "# of the text\ntier: primary\ntype: article\n"
    )
    text = text.replace("seen: primary", "seen: primary   # the PDF")
    result = formatted("citations", text)
    assert 'arxiv: "2203.15556"\n# of the text\ntier: primary\nseen: primary   # the PDF\n' in result
    assert "reviewed: 2026-11-24\ntype: article\n" in result


def test_text_of_several_lines_keeps_its_spaces() -> None:
    text = "title: T\nabout: |\n  One  \n  two\n\n  # three\n\nlab: L\n"
    result = formatted("models", text)
    assert result.endswith("title: T\nlab: L\nabout: |\n  One  \n  two\n\n  # three\n")
    assert yaml.safe_load(result) == yaml.safe_load(text)


@pytest.mark.parametrize("text", ["a: [1\n", "a: &x 1\nb: *x\n", "title: A\ntitle: B\n", "", "- a\n", "a: !!str x\n"])
def test_what_cannot_be_read_is_left_alone(text: str) -> None:
    assert formatted("citations", text) == text


LINES = st.sampled_from(
    [*CITATION.splitlines(), "", "# a comment", "  ", "x: 1,000", "summary: a: b", "\tkey: v", "- a"]
)


@given(st.lists(LINES, max_size=14))
def test_formatting_twice_is_formatting_once(lines: list[str]) -> None:
    once = formatted("citations", "\n".join(lines))
    assert formatted("citations", once) == once


def test_the_command_shows_the_change_before_it_writes(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = mini / "data/citations/hoffmann2022-chinchilla.yml"
    good = path.read_text(encoding="utf-8")
    main(["format", "--write", "--root", str(mini)])
    capsys.readouterr()
    assert main(["format", "--root", str(mini)]) == 0
    assert capsys.readouterr().out == "all in order\n"
    edit(path, 'arxiv: "2203.15556"', "arxiv: https://arxiv.org/abs/2203.15556")
    assert main(["format", "--root", str(mini)]) == 1
    answer = capsys.readouterr().out
    assert '-arxiv: https://arxiv.org/abs/2203.15556\n+arxiv: "2203.15556"\n' in answer
    assert answer.endswith("1 of 11 records to be put right: --write does it\n")
    assert path.read_text(encoding="utf-8") != good
    assert main(["format", "--write", str(path), "--root", str(mini)]) == 0
    assert path.read_text(encoding="utf-8") == good


def test_what_is_no_record_is_not_formatted(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["format", str(mini / "docs/index.md"), "--root", str(mini)]) == 1
    assert "docs/index.md is no record" in capsys.readouterr().err


def test_check_puts_right_what_it_can_and_tells_the_rest(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = mini / "data/citations/hoffmann2022-chinchilla.yml"
    edit(path, 'arxiv: "2203.15556"', "arxiv: 2203.15556")
    edit(path, "tier: primary", "tier: first")
    main(["format", "--write", "--root", str(mini), str(mini / "data/stages/sft.yml")])
    capsys.readouterr()
    command = ["check", "--root", str(mini)]
    assert main(command) == 1
    answer = capsys.readouterr().out
    assert answer.endswith("2 problems in 1 file\n1 can be put right by 'atlas check --fix'\n")
    assert main([*command, "--format", "json"]) == 1
    assert [item["fixable"] for item in json.loads(capsys.readouterr().out)] == [True, False]
    assert main([*command, "--fix"]) == 1
    answer, difference = capsys.readouterr()
    assert answer.endswith("1 problem in 1 file\n")
    assert '+arxiv: "2203.15556"' in difference
    edit(path, "tier: first", "tier: primary")
    before = tree(mini / "data")
    assert main([*command, "--fix"]) == 0
    assert tree(mini / "data") == before


def test_sarif_names_rule_place_and_whether_it_is_mechanical(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(mini / "data/citations/hoffmann2022-chinchilla.yml", 'arxiv: "2203.15556"', "arxiv: 2203.15556")
    assert main(["check", "--root", str(mini), "--format", "sarif"]) == 1
    found = json.loads(capsys.readouterr().out)
    (run,) = found["runs"]
    (result,) = run["results"]
    assert (found["version"], run["tool"]["driver"]["name"]) == ("2.1.0", "atlas")
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "ATL011"
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "data/citations/hoffmann2022-chinchilla.yml"
    lines = (mini / place["artifactLocation"]["uri"]).read_text(encoding="utf-8").splitlines()
    assert lines[place["region"]["startLine"] - 1] == "arxiv: 2203.15556"
    assert result["properties"] == {"fixable": True}
    assert json.loads(as_sarif(()))["runs"][0]["results"] == []

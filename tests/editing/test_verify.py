"""Disclosed figures against the texts of their sources."""

from __future__ import annotations

from pathlib import Path

import pytest
from atlas.cli import main
from atlas.editing.numerals import numerals
from atlas.editing.verify import places, source_text

from tests.atlases import edit


@pytest.mark.parametrize(
    "text", ["15.6T tokens", "15.6 trillion", "15,600B", "15 600 000 000 000", "15.6 × 10^12", r"1.56 \times 10^{13}"]
)
def test_a_number_is_read_in_every_notation(text: str) -> None:
    (number,) = numerals(text)
    assert number.states(15.6e12, "tokens")


@pytest.mark.parametrize("text", ["15.6", "115.6T", "15.61T", "15.6 tokens", "v15.6T"])
def test_another_number_is_not_taken_for_it(text: str) -> None:
    assert not any(number.states(15.6e12, "tokens") for number in numerals(text))


def test_a_share_is_stated_in_percent_or_as_a_fraction() -> None:
    for text in ("98.25%", r"98.25 \%", "98.25 percent", "0.9825"):
        assert next(numerals(text)).states(0.9825, "share"), text
    assert not next(numerals("98.25 hours")).states(0.9825, "share")


def test_a_place_is_found_by_its_table_section_or_words() -> None:
    text = "Abstract. One.\n3.2.1 Data\nTable 4 shows.\nModel Information"
    for at, start in (("Table 4", "Table"), ("section 3.2.1", "3.2.1"), ("Model Information", "Model")):
        assert list(places(at, text)) == [text.index(start)], at
    assert 0 in list(places("abstract", text))
    assert list(places("section 3.2", text)) == []


def test_an_amount_counts_between_two_positions_only() -> None:
    source = source_text("7 here" + " " * 100 + "9 there")
    assert source.states(9, "count")
    assert not source.states(9, "count", 0, 50)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Section 3\nWe used 13,000 prompts.", "1 found"),
        ("Section 3\n" + "word " * 5000 + "\nWe used 13K prompts.", "elsewhere: stages/sft#prompts"),
        ("Section 3\nWe used 12,000 prompts.", "missing: stages/sft#prompts"),
        (None, "3 without text"),
    ],
)
def test_the_command_counts_what_it_found(
    mini: Path, capsys: pytest.CaptureFixture[str], text: str | None, outcome: str
) -> None:
    figure = (
        "figures:\n  prompts: {label: Prompts, amount: 13000, unit: prompts, kind: disclosed, "
        "cite: ouyang2022-instructgpt, at: section 3}\nsections:"
    )
    edit(mini / "data/stages/sft.yml", "sections:", figure)
    texts = mini / "texts"
    texts.mkdir()
    if text is not None:
        (texts / "ouyang2022-instructgpt.txt").write_text(text, encoding="utf-8")
    assert main(["verify", str(texts), "--root", str(mini)]) == 0
    assert outcome in capsys.readouterr().out


def test_a_folder_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(tmp_path / "none")]) == 1
    assert "is not a folder" in capsys.readouterr().err

"""Complaints that an editor has judged are set aside, and no others."""

from __future__ import annotations

from pathlib import Path

import pytest
from atlas.cli import main

from tests.atlases import edit

EXEMPTION = """title: Rough numbers
summary: A round number that the sentence calls one.
reviewed: 2026-11-24
rule: ATL069
cases:
  - {file: data/stages/sft.yml, words: "'2 %'"}
until: 2027-06-01
"""


def test_a_judged_complaint_is_set_aside_and_another_in_the_file_is_not(
    mini: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stage = mini / "data/stages/sft.yml"
    edit(stage, "[@ouyang2022-instructgpt].", "[@ouyang2022-instructgpt]. It takes 2 % of the compute.")
    assert main(["check", "--root", str(mini)]) == 1
    (mini / "data/exemptions").mkdir()
    (mini / "data/exemptions/rough.yml").write_text(EXEMPTION, encoding="utf-8")
    assert main(["check", "--root", str(mini)]) == 0
    edit(stage, "2 % of the compute.", "2 % of the compute, and 3 days.")
    capsys.readouterr()
    assert main(["check", "--root", str(mini)]) == 1
    assert "'3 days' has no source" in capsys.readouterr().out

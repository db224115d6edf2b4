"""The command: what it says, and what it takes for granted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from atlas.cli import main

from tests.atlases import ROOT, run_atlas


def test_the_summary_counts_records_figures_and_pages(mini: Path) -> None:
    done = run_atlas("build", "--root", str(mini))
    assert re.search(r"11 records, 6 figures: .*, \d+ pages, 0 warnings, \d+\.\d s\n", done.stdout)
    assert f"{mini / 'site'}: add --open" in done.stdout
    assert "\r" not in done.stderr, "plain lines where there is no terminal"


def test_the_nearest_folder_above_is_the_atlas(mini: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(mini / "data" / "stages")
    assert main(["new", "stages", "evaluation"]) == 0
    assert (mini / "data" / "stages" / "evaluation.yml").is_file()
    assert not (ROOT / "data" / "stages" / "evaluation.yml").exists()


def test_another_folder_than_the_current_one_is_said_first(
    mini: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(mini)
    assert main(["check", "--format", "json"]) == 0
    assert capsys.readouterr() == ("[]\n", "")
    monkeypatch.chdir(mini / "docs")
    assert main(["check", "--format", "json"]) == 0
    assert capsys.readouterr() == ("[]\n", f"in {mini}\n")
    assert main(["check", "--format", "json", "--root", str(mini)]) == 0
    assert capsys.readouterr() == ("[]\n", "")


def test_outside_an_atlas_the_way_out_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 1
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith(f"no atlas here: neither {tmp_path} nor a folder above it")
    assert "--root" in err
    assert main(["check", "--root", str(tmp_path)]) == 1

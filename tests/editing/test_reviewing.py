"""What changed since a revision, what is old, and why a figure stands where it does."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from atlas.cli import main

from tests.atlases import SHARE, edit, tree

CHINCHILLA = "data/citations/hoffmann2022-chinchilla.yml"


@pytest.fixture
def committed(mini: Path) -> Path:
    """The mini atlas as the first commit of a repository."""
    if shutil.which("git") is None:
        pytest.skip("no git on this machine: there is no former state to compare with")
    git(mini, "init", "-q")
    git(mini, "add", "data", "docs")
    git(mini, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "first")
    return mini


def git(root: Path, *arguments: str) -> str:
    command = ["git", "-C", str(root), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout


def test_a_figure_is_shown_old_and_new_with_its_source(committed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(committed / SHARE, "low: 0.95", "low: 0.9")
    before, status = tree(committed / "data"), git(committed, "status", "--porcelain")
    assert main(["diff", "--root", str(committed)]) == 0
    answer = capsys.readouterr().out
    assert "### Figures (1)" in answer
    assert "| `compute_shares/typical#pre-training` | over 95 % (estimated, survey2026-lifecycle" in answer
    assert "| over 90 % (estimated, survey2026-lifecycle" in answer
    assert "### Records edited (1)\n\n`compute_shares/typical`\n" in answer
    assert "- `/stages/pre-training/`\n" in answer
    assert "- `/stages/sft/`\n" not in answer
    assert (tree(committed / "data"), git(committed, "status", "--porcelain")) == (before, status)


def test_without_a_change_that_is_said(committed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "HEAD", "--root", str(committed)]) == 0
    assert capsys.readouterr().out == "## What changes since `HEAD`\n\nNo figure, record, verdict or page.\n"
    assert main(["diff", "HEAD", "--name", "the trunk", "--root", str(committed)]) == 0
    assert capsys.readouterr().out.startswith("## What changes since `the trunk`\n")


def test_records_pages_and_lost_addresses_are_told(committed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["rename", "objectives", "dpo", "direct", "--root", str(committed)])
    capsys.readouterr()
    assert main(["diff", "--root", str(committed)]) == 0
    kept = capsys.readouterr().out
    assert "### Records added (1)\n\n- `objectives/direct`" in kept
    assert "### Records removed (1)\n\n- `objectives/dpo`" in kept
    assert "- `/objectives/dpo/` (gone)" in kept
    assert "lead nowhere" not in kept
    edit(committed / "data/objectives/direct.yml", "aliases: [dpo]\n", "")
    assert main(["diff", "--root", str(committed)]) == 0
    assert "### Addresses that lead nowhere (1)\n\n- `/objectives/dpo/`" in capsys.readouterr().out


def test_a_verdict_that_changes_is_told(committed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    claim = committed / "data" / "claims" / "most.yml"
    claim.parent.mkdir()
    claim.write_text(CLAIM.replace("STANDING", "holds"), encoding="utf-8")
    git(committed, "add", "data")
    git(committed, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "second")
    edit(claim, "standing: holds", "standing: contested")
    assert main(["diff", "--root", str(committed)]) == 0
    answer = capsys.readouterr().out
    assert "### Verdicts (1)" in answer
    assert "| `claims/most` | holds | contested |" in answer


def test_a_former_state_that_is_wrong_today_is_compared_as_far_as_it_reads(
    committed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(committed / SHARE, "low: 0.95", "lwo: 0.95")
    git(committed, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qam", "broken")
    edit(committed / SHARE, "lwo: 0.95", "low: 0.95")
    assert main(["diff", "--root", str(committed)]) == 0
    answer = capsys.readouterr().out
    assert "### Records edited (1)\n\n`compute_shares/typical`\n" in answer, "it stood there, in another form"
    assert "Records added" not in answer
    assert "### Figures" not in answer
    assert "Not compared: one of the two states does not pass the checks" in answer


@pytest.mark.parametrize("name", ["nowhere", "--output=x", "-h"])
def test_a_revision_that_does_not_exist_is_told(committed: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "--root", str(committed), "--", name]) == 1
    assert f"no revision '{name}'" in capsys.readouterr().err


def test_what_is_old_is_listed_oldest_first(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["stale", "--root", str(mini), "--today"]
    assert main([*command, "2026-11-26"]) == 0
    assert capsys.readouterr().out == "nothing is old\n"
    assert main([*command, "2029-11-26"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 14
    assert [line[:10] for line in lines] == sorted(line[:10] for line in lines)
    assert lines[0] == (
        "2026-06     compute_shares/typical#pre-training: estimated figure (data/compute_shares/typical.yml:13:12)"
    )
    assert any("stages/sft: last reviewed (data/stages/sft.yml:" in line for line in lines)
    assert main([*command, "2026-11-26", "--days", "0"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 14


def test_a_superseded_source_is_named_with_the_later_one(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(mini / "data/citations/survey2026-lifecycle.yml", "type:", "superseded_by: rafailov2023-dpo\ntype:")
    assert main(["stale", "--root", str(mini), "--today", "2026-11-26"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(
        "2023-05     compute_shares/typical#pre-training: rests on survey2026-lifecycle, superseded by rafailov2023-dpo"
    )


def test_why_names_grounds_consequences_and_pages(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["why", "compute_shares/typical#pre-training", "--root", str(mini)]) == 0
    answer = capsys.readouterr().out
    assert answer.startswith("compute_shares/typical#pre-training: over 95 %\n  in data/compute_shares/typical.yml:")
    assert "rests on\n  estimated, survey2026-lifecycle (" in answer
    assert "shown on\n" in answer
    assert "  /citations/survey2026-lifecycle/\n" in answer
    assert "  /stages/pre-training/" in answer


def test_why_follows_formulas_both_ways(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["why", "models/deepseek-v3#compute-6nd"]) == 0
    answer = capsys.readouterr().out
    assert "rests on\n  derived as 6 * n * d\n    d = models/deepseek-v3#tokens: 14.8 trillion tokens\n" in answer
    assert "      disclosed, deepseek2024-v3 (DeepSeek-AI et al. 2024), abstract" in answer
    assert main(["why", "models/deepseek-v3#tokens"]) == 0
    assert "from it follow\n  " in capsys.readouterr().out.partition("shown on")[0]


def test_why_tells_of_a_record(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["why", "citations/hoffmann2022-chinchilla", "--root", str(mini)]) == 0
    assert "named by\n  " in capsys.readouterr().out
    assert main(["why", "objectives/dop", "--root", str(mini)]) == 1
    assert "no record 'objectives/dop': did you mean 'objectives/dpo'?" in capsys.readouterr().err


CLAIM = """\
title: Most
summary: Most of it.
reviewed: 2026-11-24
statement: Most of it is pre-training.
as_of: 2026-06
topic: compute
stages: [pre-training]
standing: STANDING
finding: Most of it [@survey2026-lifecycle].
verdict: It does [@survey2026-lifecycle].
evidence_for: []
evidence_against: []
"""

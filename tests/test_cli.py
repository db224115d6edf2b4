"""The command: what it says, and what it takes for granted."""

from __future__ import annotations

import re
from pathlib import Path

from tests.atlases import ROOT, run_atlas


def test_the_summary_counts_records_figures_and_pages(mini: Path) -> None:
    done = run_atlas("build", "--root", str(mini))
    assert re.search(r"11 records, 6 figures: .*, \d+ pages, 0 warnings, \d+\.\d s\n", done.stdout)
    assert str(mini / "site" / "index.html") in done.stdout
    assert "\r" not in done.stderr, "plain lines where there is no terminal"


def test_the_repository_root_is_the_default(tmp_path: Path) -> None:
    done = run_atlas("check", "--format", "json")
    assert (done.returncode, done.stdout) == (0, "[]\n"), done.stdout
    assert run_atlas("check", "--root", str(tmp_path)).returncode == 1
    assert (ROOT / "data").is_dir()

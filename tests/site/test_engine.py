"""What stops a build: warnings of the engine, and problems of records by way of the hook."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.atlases import edit, run_atlas


def test_an_engine_warning_fails_the_build(mini: Path) -> None:
    edit(mini / "docs/index.md", "# Three stages", "# Three stages\n\n[x](gone.md)")
    done = run_atlas("build", "--root", str(mini))
    assert done.returncode == 1
    assert "gone.md" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_hook_tells_problems_without_a_traceback(mini: Path) -> None:
    edit(mini / "data/stages/sft.yml", "short: SFT", "shrot: SFT")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    done = subprocess.run(command, cwd=mini, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "did you mean 'short'?" in done.stderr
    assert "Traceback" not in done.stderr

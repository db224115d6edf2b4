"""What the repository keeps under version control: what is written by hand, and nothing that a program makes."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.atlases import ROOT


def git(root: Path, *arguments: str) -> str:
    """What git answers in a folder; skips the test, with the reason, where there is no git or no repository."""
    program = shutil.which("git")
    if program is None or not (root / ".git").exists():
        pytest.skip("not a git repository, or no git on this machine: what is tracked cannot be known")
    return subprocess.run([program, *arguments], cwd=root, capture_output=True, text=True, check=True).stdout


def tracked_though_ignored(root: Path) -> list[str]:
    return git(root, "ls-files", "--cached", "--ignored", "--exclude-standard").splitlines()


def test_no_tracked_file_is_one_that_gitignore_names() -> None:
    assert tracked_though_ignored(ROOT) == [], "take them out with: git rm --cached FILE"


def test_a_tracked_file_that_is_ignored_is_found(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    git(tmp_path, "init", "--quiet")
    (tmp_path / ".gitignore").write_text("/build/\n", encoding="utf-8")
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "page.md").touch()
    git(tmp_path, "add", "--force", ".gitignore", "build/page.md")
    assert tracked_though_ignored(tmp_path) == ["build/page.md"]

"""The engine begins over the pages that were staged last, and what it finds there decides nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.atlases import build, edit, run_atlas, tree

STAGED, MANIFEST = Path("build", "docs"), Path("build", "manifest.json")


def another_title(root: Path) -> None:
    edit(root / "data/stages/sft.yml", "title: Fine-tuning", "title: Tuning with examples")


def a_file_more(root: Path) -> None:
    (root / "docs/more.txt").write_text("One file more.\n", encoding="utf-8")


def no_manifest(root: Path) -> None:
    (root / MANIFEST).unlink()
    another_title(root)


def no_readable_manifest(root: Path) -> None:
    (root / MANIFEST).write_text("{", encoding="utf-8")
    another_title(root)


def another_order(root: Path) -> None:
    found = json.loads((root / MANIFEST).read_text(encoding="utf-8"))
    found["stages"].reverse()
    (root / MANIFEST).write_text(json.dumps(found), encoding="utf-8")
    edit(root / "data/stages/sft.yml", "summary: ", "summary: Once more. ")


def other_pages(root: Path) -> None:
    for path in (root / STAGED).rglob("*.md"):
        path.write_text("---\ntitle: Another\n---\n\n[nowhere](nowhere.md)\n", encoding="utf-8")
    another_title(root)


@pytest.mark.parametrize(
    "change", [another_title, a_file_more, no_manifest, no_readable_manifest, another_order, other_pages]
)
def test_whatever_was_staged_last_the_site_is_that_of_a_first_build(
    built_mini: Path, tmp_path: Path, change: Callable[[Path], None]
) -> None:
    change(built_mini)
    found = build(built_mini)
    done = run_atlas("build", "--fresh", "--root", str(built_mini), "--site", str(tmp_path / "first"))
    assert done.returncode == 0, done.stderr
    assert found == tree(tmp_path / "first")

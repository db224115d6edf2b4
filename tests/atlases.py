"""The atlases that tests read, build and change: the real one and the mini atlas, and the command over them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

from atlas.catalog.catalog import Catalog
from atlas.catalog.folders import Source, read_source

ROOT = Path(__file__).resolve().parent.parent
MINI = ROOT / "tests" / "mini"
SHARE = "data/compute_shares/typical.yml"


def run_atlas(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """The finished `atlas` command, its output as text, with variables set over those of this process."""
    command = [sys.executable, "-m", "atlas", *arguments]
    variables = {**os.environ, **environ}
    return subprocess.run(command, capture_output=True, text=True, env=variables, cwd=ROOT, check=False)


def build(root: Path, **environ: str) -> dict[str, bytes]:
    done = run_atlas("build", "--root", str(root), **environ)
    assert done.returncode == 0, done.stdout + done.stderr
    return tree(root / "site")


def copy_of_the_atlas(root: Path) -> Path:
    """The real atlas in a folder, with records and pages that a test may change; returns the folder."""
    for name in ("data", "docs"):
        shutil.copytree(ROOT / name, root / name)
    for name in ("mkdocs.yml", "overrides", "scripts"):
        (root / name).symlink_to(ROOT / name)
    return root


def unpacked_archive(root: Path) -> Path:
    """The real atlas with its program in a folder, as an archive without git holds it; returns the folder."""
    made = shutil.ignore_patterns("__pycache__", "*.egg-info")
    for name in ("data", "docs", "overrides", "scripts"):
        shutil.copytree(ROOT / name, root / name, ignore=made)
    shutil.copy(ROOT / "mkdocs.yml", root)
    return root


def copy_of_the_mini_atlas(repository: Path) -> Path:
    """The mini atlas in a repository of its own, with what its configuration inherits; returns its folder."""
    copy = repository / "tests" / "mini"
    shutil.copytree(MINI, copy, ignore=shutil.ignore_patterns("build", "site", ".site*"))
    for name in ("mkdocs.yml", "overrides", "scripts"):
        (repository / name).symlink_to(ROOT / name)
    return copy


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@cache
def read_source_of_the_atlas() -> Source:
    """The records and hand-written pages of the real atlas."""
    return read_source(ROOT)


def catalog() -> Catalog:
    """The catalog of the real atlas."""
    return read_source_of_the_atlas().catalog

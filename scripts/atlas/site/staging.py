"""Staging: the pages and files of a site, written to a folder that an engine reads."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def stage(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make the folder hold exactly these files, by path; a file that has its bytes already is left untouched."""
    for name, content in files.items():
        path = folder / name
        if path.is_file() and path.read_bytes() == content:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    _prune(folder, set(files))


def _prune(folder: Path, wanted: set[str]) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
        elif path.is_file() and path.relative_to(folder).as_posix() not in wanted:
            path.unlink()

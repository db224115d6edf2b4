"""Staging: the pages and files of a site, written to a folder that an engine reads."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from pathlib import Path
from typing import Any

from atlas.site.output import write

LAST = "staged"
"""The name under which a memory holds what was staged last."""


def stage(folder: Path, files: Mapping[str, bytes], memory: MutableMapping[str, Any] | None = None) -> None:
    """Make the folder hold exactly these files, by path; a file that has its bytes already is left untouched.

    With a memory, what it tells of the last staging is taken for what stands there.
    """
    last: Mapping[str, bytes] | None = memory.get(LAST) if memory is not None else None
    for name, content in files.items():
        path = folder / name
        if last[name] == content if last and name in last else path.is_file() and path.read_bytes() == content:
            continue
        write(path, content)
    if last is None or last.keys() != files.keys():
        _prune(folder, set(files))
    if memory is not None:
        memory[LAST] = files


def _prune(folder: Path, wanted: set[str]) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
        elif path.is_file() and path.relative_to(folder).as_posix() not in wanted:
            path.unlink()

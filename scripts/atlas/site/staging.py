"""Staging: the pages and files of a site, written to a folder that an engine reads."""

from __future__ import annotations

from collections.abc import Collection, Mapping, MutableMapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from atlas.files import below, folders_of, holds
from atlas.site.output import write

LAST = "staged"
"""The name under which a memory holds what was staged last."""


def stage(folder: Path, files: Mapping[str, bytes], memory: MutableMapping[str, Any] | None = None) -> None:
    """Make the folder hold exactly these files, by path; a file that has its bytes already is left untouched.

    With a memory, what it tells of the last staging is taken for what stands there.
    """
    last: Mapping[str, bytes] | None = memory.get(LAST) if memory is not None else None
    for name, content in files.items():
        if last[name] != content if last and name in last else not holds(f"{folder}/{name}", content):
            write(folder / name, content)
    if last is None or last.keys() != files.keys():
        _prune(folder, files)
    if memory is not None:
        memory[LAST] = files


def _prune(folder: Path, wanted: Collection[str]) -> None:
    """Take away the files that are not wanted, and the folders that then hold none."""
    files, folders = below(folder)
    for name in files:
        if name not in wanted:
            (folder / name).unlink()
    for name in sorted({*folders} - folders_of(wanted), reverse=True):
        with suppress(OSError):  # there is something in it that no listing of files tells of
            (folder / name).rmdir()

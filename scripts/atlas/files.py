"""Many files at once: what stands below a folder, and a digest of what is in it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path


def files_below(folder: Path) -> list[str]:
    """The paths of all files in a folder and the folders below it, seen from there, in order; links to folders end."""
    found, folders = list[str](), [""]
    while folders:
        below = folders.pop()
        with os.scandir(folder / below) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(f"{below}{entry.name}/")
                elif entry.is_file():
                    found.append(f"{below}{entry.name}")
    return sorted(found)


def all_below(folder: Path) -> list[str]:
    """The full paths of the files below a folder; none where it is missing."""
    return [f"{folder}/{name}" for name in files_below(folder)] if folder.is_dir() else []


def digest_of_files(paths: Iterable[str], words: Iterable[str] = ()) -> str:
    """A digest of the names and contents of files, in the order of their names, and of words."""
    found = hashlib.sha256("\0".join(words).encode())
    for path in sorted(paths):
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - a path object costs as much as reading the file
            content = file.read()
        found.update(f"\0{path}\0{len(content)}\0".encode())
        found.update(content)
    return found.hexdigest()

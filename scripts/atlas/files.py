"""Many files at once: what stands below a folder, and a digest of what is in it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path


def files_below(folder: Path) -> list[str]:
    """The paths of all files in a folder and the folders below it, seen from there, in order; links to folders end."""
    return sorted(_below(folder)[0])


def folders_below(folder: Path) -> list[str]:
    """The paths of all folders below a folder, seen from there, what is inside another one first; no links."""
    return sorted(_below(folder)[1], reverse=True)


def _below(folder: Path) -> tuple[list[str], list[str]]:
    files, folders, left = list[str](), list[str](), [""]
    while left:
        below = left.pop()
        with os.scandir(folder / below) as entries:
            for entry in entries:
                name = f"{below}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    folders.append(name)
                    left.append(f"{name}/")
                elif entry.is_file():
                    files.append(name)
    return files, folders


def all_below(folder: Path) -> list[str]:
    """The full paths of the files below a folder; none where it is missing."""
    return [f"{folder}/{name}" for name in files_below(folder)] if folder.is_dir() else []


def holds(path: str, content: bytes) -> bool:
    """Whether there is a file with these bytes."""
    try:
        return _content(path) == content
    except OSError:
        return False


def digest_of(content: bytes) -> str:
    """A digest of bytes."""
    return hashlib.sha256(content).hexdigest()


def digest_of_file(path: str) -> str:
    """A digest of the bytes of a file; empty where it cannot be read."""
    try:
        return digest_of(_content(path))
    except OSError:
        return ""


def digests_below(folder: Path) -> dict[str, str]:
    """A digest of each file in a folder and the folders below it, by its path seen from there; links to folders end."""
    return {name: digest_of_file(f"{folder}/{name}") for name in files_below(folder)}


def digest_of_files(paths: Iterable[str], words: Iterable[str] = ()) -> str:
    """A digest of the names and contents of files, in the order of their names, and of words."""
    found = hashlib.sha256("\0".join(words).encode())
    for path in sorted(paths):
        content = _content(path)
        found.update(f"\0{path}\0{len(content)}\0".encode())
        found.update(content)
    return found.hexdigest()


def _content(path: str) -> bytes:
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - a path object costs as much as reading the file
        return file.read()

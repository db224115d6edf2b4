"""Many files at once: what stands below a folder, and a digest of what is in it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path


def files_below(folder: Path) -> list[str]:
    """The paths of all files in a folder and the folders below it, seen from there, in order; links to folders end."""
    return sorted(below(folder)[0])


def inodes_below(folder: Path) -> dict[str, int]:
    """The files below a folder, as ``files_below``, in no order, each with what tells it from others of its disk."""
    return below(folder)[0]


def below(folder: Path) -> tuple[dict[str, int], list[str]]:
    """The files below a folder, as ``inodes_below``, and the paths of all folders there, in no order."""
    files, folders = dict[str, int](), list[str]()
    for name, entry in entries_below(folder):
        if entry.is_dir(follow_symlinks=False):
            folders.append(name)
        elif entry.is_file():
            files[name] = entry.inode()
    return files, folders


def entries_below(folder: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Whatever is below a folder, each with its path seen from there, in no order; links to folders end."""
    left = [""]
    while left:
        here = left.pop()
        with os.scandir(folder / here) as entries:
            for entry in entries:
                yield f"{here}{entry.name}", entry
                if entry.is_dir(follow_symlinks=False):
                    left.append(f"{here}{entry.name}/")


def folders_of(names: Iterable[str]) -> set[str]:
    """All folders above files at these paths."""
    found = set[str]()
    for folder in {name.rpartition("/")[0] for name in names}:
        parts = folder.split("/") if folder else []
        found.update("/".join(parts[:count]) for count in range(1, len(parts) + 1))
    return found


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
    """The bytes of a file, with as few calls of the system as can be: a build reads thousands."""
    file = os.open(path, _READING)
    try:
        size = os.fstat(file).st_size
        content = os.read(file, size + 1)
        if len(content) == size:
            return content
        parts = [content]
        while part := os.read(file, size + 1):
            parts.append(part)
        return b"".join(parts)
    finally:
        os.close(file)


_READING = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)

"""A store of things made once: kept in a folder by the names of what they were made from, never in doubt.

What cannot be read back exactly as it was written counts as not there, and what cannot be written is not kept: a store
saves time and never decides anything. It lies below ``build/`` and holds what this program itself pickled.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

LIMIT = 500 * 1024 * 1024
"""Bytes that a store may fill; what was used longest ago is dropped first."""

_DIGEST = 32
_FRESH = 3600
"""Seconds within which a use need not be noted again."""


@dataclass(frozen=True)
class Store:
    """A folder of kept values; ``version`` tells the program that made them, whose values no other one takes.

    A process that goes on gives it a ``memory``, in which values stay as they are, and writes them with ``save`` when
    it has time.
    """

    folder: Path
    version: str
    memory: dict[str, Any] | None = None
    _unsaved: dict[str, Any] = field(default_factory=dict, init=False, repr=False)

    def get(self, name: str) -> Any:
        """The value kept under a name; None where there is none, or it is not whole."""
        if self.memory is not None and name in self.memory:
            return self.memory[name]
        value = self._read(self._path(name))
        if self.memory is not None and value is not None:
            self.memory[name] = value
        return value

    def _read(self, path: Path) -> Any:
        try:
            content = path.read_bytes()
            if time.time() - path.stat().st_mtime > _FRESH:
                os.utime(path)
        except OSError:
            return None
        if hashlib.sha256(content[_DIGEST:]).digest() != content[:_DIGEST]:
            return None
        try:
            return pickle.loads(content[_DIGEST:])  # noqa: S301 - written by this program, as its digest tells
        except Exception:
            return None

    def put(self, name: str, value: object) -> None:
        """Keep a value under a name."""
        if self.memory is None:
            self._write(name, value)
        else:
            self.memory[name] = self._unsaved[name] = value

    def save(self) -> None:
        """Write what was kept in memory alone."""
        while self._unsaved:
            self._write(*self._unsaved.popitem())

    def _write(self, name: str, value: object) -> None:
        """Write a value in one step; nothing where the folder cannot be written."""
        content = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
        path = self._path(name)
        beside = path.with_name(f"{path.name}.{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(hashlib.sha256(content).digest() + content)
            beside.replace(path)
        except OSError:
            with suppress(OSError):
                beside.unlink(missing_ok=True)

    def trim(self, limit: int = LIMIT) -> None:
        """Drop the values used longest ago until the rest fits into so many bytes."""
        with suppress(OSError):
            found = [(entry.stat(), entry.path) for entry in _files(self.folder)]
            total = sum(stat.st_size for stat, _ in found)
            for stat, path in sorted(found, key=lambda item: (item[0].st_mtime, item[1])):
                if total <= limit:
                    return
                Path(path).unlink(missing_ok=True)
                total -= stat.st_size

    def _path(self, name: str) -> Path:
        key = hashlib.blake2b(f"{self.version}\0{name}".encode(), digest_size=20).hexdigest()
        return self.folder / key[:2] / key[2:]


def _files(folder: Path) -> list[os.DirEntry[str]]:
    return [entry for below in os.scandir(folder) if below.is_dir() for entry in os.scandir(below) if entry.is_file()]

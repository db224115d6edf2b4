"""Locks: of two programs that would write the same folder, the second is told of the first and stops."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from atlas.site.failure import EngineFailed

_TRIES = 100

_WAITS, _PAUSE = 600, 0.2
"""How often a patient process looks again, and seconds between."""


@contextmanager
def held(path: Path, what: str) -> Iterator[None]:
    """A block in which no other process holds the lock at a path; ``what`` names what it guards.

    The system lets go of the lock of a process that ends, however it ends: a file that is left over locks nothing.

    Raises:
        EngineFailed: another process holds it.
    """
    file = take(path, what)
    try:
        yield
    finally:
        release(path, file)


@contextmanager
def waited(path: Path, what: str) -> Iterator[None]:
    """A block as ``held``, which waits a while for the process that holds the lock.

    Raises:
        EngineFailed: it held the lock for longer than that.
    """
    for _ in range(_WAITS):
        with suppress(EngineFailed):
            file = take(path, what)
            break
        time.sleep(_PAUSE)
    else:
        file = take(path, what)
    try:
        yield
    finally:
        release(path, file)


def take(path: Path, what: str) -> IO[str]:
    """The open file of a lock that this process holds until ``release``, or until it ends.

    Raises:
        EngineFailed: another process holds it.
    """
    for _ in range(_TRIES):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            file = path.open("a+", encoding="utf-8")
        except FileNotFoundError:  # who held it has just taken it away, with its folder
            continue
        if not _is_free(file):
            file.seek(0)
            holder = file.read().strip() or "another process"
            file.close()
            raise EngineFailed(f"{what} is being built by {holder}: wait until it is done, then build again")
        if _is_at(file, path):
            file.truncate(0)
            file.write(f"process {os.getpid()}\n")
            file.flush()
            return file
        file.close()
    raise EngineFailed(f"{path}: this lock cannot be taken: wait until other builds are done, then build again")


def release(path: Path, file: IO[str]) -> None:
    """Let go of a lock, and take its file away."""
    with suppress(OSError):
        path.unlink(missing_ok=True)
    file.close()


def _is_at(file: IO[str], path: Path) -> bool:
    """Whether an open file still stands at its path."""
    with suppress(OSError):
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    return False


if sys.platform == "win32":
    import msvcrt

    def _is_free(file: IO[str]) -> bool:
        with suppress(OSError):
            file.seek(1 << 20)  # the lock is on a byte behind the text, which others must be able to read
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            return True
        return False

else:
    import fcntl

    def _is_free(file: IO[str]) -> bool:
        """Whether the lock was free and is now held; the lock of a process, which the ones it forks do not inherit."""
        with suppress(OSError):
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        return False

"""Publishing: a finished site takes the place of the last one, with no moment between them on Linux.

Beside the folder of a site, ``.site.atlas/`` holds the new site while it is made (``next``), the last one where a
system cannot exchange two folders in one step (``last``), and a lock. Whatever step is the last one done, the site or
``last`` is whole, and the next build puts it back before it does anything else.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from atlas.site.failure import EngineFailed
from atlas.site.lock import held
from atlas.site.place import check_contents

_LOCK = "lock"


@contextmanager
def replacing(site: Path, spare: Path | None = None) -> Iterator[Path]:
    """A folder beside the site to build in; it becomes the site when the block ends without an error.

    The last site stays as it is until then, and for good where the block fails. No file is removed that a build has
    not made. The folder is empty, unless a ``spare`` one is named: then it may be that, with whatever it holds, and the
    last site becomes the next spare one.

    Raises:
        EngineFailed: another build works on this site, or its folder holds files that no build has made.
    """
    work = site.with_name(f".{site.name}.atlas")
    if work.exists() and not _is_ours(work):
        raise EngineFailed(f"{work}: the build needs this name for its own files: move what stands there elsewhere")
    try:
        with held(work / _LOCK, str(site)), _swept(site, work):
            check_contents(site)
            fresh = work / "next"
            if spare is None or not _moved(spare, fresh):
                fresh.mkdir()
            yield fresh
            check_contents(site)
            last = work / "last"
            _swap(fresh, site, last)
            if spare is not None and not spare.exists():
                _moved(last if last.exists() else fresh, spare)
    finally:
        with suppress(OSError):
            work.rmdir()


@contextmanager
def _swept(site: Path, work: Path) -> Iterator[None]:
    """A block before and after which the site is whole, and nothing is left over."""
    _put_back(site, work)
    try:
        yield
    finally:
        _put_back(site, work)


def _moved(folder: Path, to: Path) -> bool:
    """Whether there is a folder, on the same disk, that could be moved."""
    try:
        found = folder.is_dir() and not folder.is_symlink()
        if found:
            folder.rename(to)
    except OSError:
        return False
    return found


def _is_ours(work: Path) -> bool:
    return work.is_dir() and {path.name for path in work.iterdir()} <= {_LOCK, "next", "last"}


def _put_back(site: Path, work: Path) -> None:
    """Bring the last site back if there is none, and take away what a swap has left over."""
    last = work / "last"
    if last.exists() and not site.exists():
        last.rename(site)
    for left_over in (last, work / "next"):
        if left_over.exists():
            shutil.rmtree(left_over)


def _swap(fresh: Path, site: Path, last: Path) -> None:
    """Put the new site in its place; the last one is then where the new one was, or at ``last``."""
    if not site.exists():
        fresh.rename(site)
    elif not exchange(fresh, site):
        site.rename(last)
        fresh.rename(site)


_HERE, _EXCHANGE = -100, 2
"""``AT_FDCWD`` and ``RENAME_EXCHANGE`` of Linux."""


def exchange(first: Path, second: Path) -> bool:
    """Whether two folders have changed places in one step; where the system cannot do that, nothing has changed."""
    if sys.platform != "linux":
        return False
    call = getattr(ctypes.CDLL(None), "renameat2", None)
    if call is None:
        return False
    return bool(call(_HERE, os.fsencode(first), _HERE, os.fsencode(second), _EXCHANGE) == 0)

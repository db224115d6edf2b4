"""The one error that ends a build, and the errors of the disk in its words."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

_WAYS = {
    errno.ENOSPC: "no space is left on the disk: free some and build again",
    errno.EDQUOT: "your share of the disk is used up: free some and build again",
    errno.EROFS: "this disk can only be read: name a folder on another one with --site, or take the atlas to another",
    errno.EACCES: "you may not write here: name another folder with --site, or change who may write",
    errno.EPERM: "you may not write here: name another folder with --site, or change who may write",
    errno.ELOOP: "the links on the way lead round in a circle: name the folder itself",
    errno.EBUSY: "this is a mount point or in use by the system: name a folder inside it with --site",
    errno.ENOTDIR: "a file stands where a folder is needed: name another folder with --site",
    errno.EEXIST: "a file stands where a folder is needed: name another folder with --site",
    errno.ENAMETOOLONG: "this name is too long for the disk: name another folder with --site",
}


class EngineFailed(Exception):
    """The engine stopped or warned; the message holds what it said, one complaint a line."""


@contextmanager
def disk_told() -> Iterator[None]:
    """A block whose errors of the disk say what is wrong and what would be right. Raises EngineFailed for them."""
    try:
        yield
    except OSError as error:
        raise EngineFailed(words_of(error)) from error


def words_of(error: OSError) -> str:
    """An error of the disk: where it is, what is wrong and the way out."""
    place = error.filename2 or error.filename
    way = _WAYS.get(error.errno or 0) or (error.strerror or str(error)).lower()
    return f"{place}: {way}" if place else way

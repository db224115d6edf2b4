"""Files of a new site, which shares with the last one those that are the same.

A link costs a tenth of a new file, and hosts that go by the day of a file send only what is new. So that the last site
stays as it is, no file is ever written into: a new one takes its place.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Output:
    """The folder of a site that is being made, and the folder of the last one, if there is one."""

    folder: Path
    last: Path | None = None

    def write(self, name: str, content: bytes) -> None:
        """Put a file with its folder there, by its path in the site; the last one's if that has the same bytes."""
        path = self.folder / name
        if self.last is None or not _holds(self.last / name, content) or not _linked(self.last / name, path):
            write(path, content)


def write(path: Path, content: bytes) -> None:
    """Write a file with its folder; what stood there before is not written into but replaced."""
    try:
        _write_new(path, content)
    except FileExistsError:
        path.unlink()
        _write_new(path, content)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_new(path, content)


def _write_new(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)


def _holds(path: Path, content: bytes) -> bool:
    """Whether a file has these bytes."""
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def _linked(source: Path, path: Path) -> bool:
    """Whether a file could be made one with another; some systems of files know no links."""
    try:
        os.link(source, path)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        path.unlink()
    except OSError:
        return False
    else:
        return True
    try:
        os.link(source, path)
    except OSError:
        return False
    return True

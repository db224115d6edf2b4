"""Files of a new site, which shares with the last one those that are the same.

A link costs a tenth of a new file, and hosts that go by the day of a file send only what is new. So that the last site
stays as it is, no file is ever written into: a new one takes its place.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from atlas.files import below, digest_of, digest_of_file, digests_below, folders_of, inodes_below


@dataclass(frozen=True)
class Output:
    """The folder of a site that is being made, and the folder of the last one, if there is one.

    ``digests`` tells the files that were put there, by their path in the site.
    """

    folder: Path
    last: Path | None = None
    digests: dict[str, str] = field(default_factory=dict)
    _of_last: dict[str, str] = field(default_factory=dict)
    _shared: set[str] = field(default_factory=set)

    def prepare(self) -> None:
        """Make the folder like the last site, whatever it holds, so that only what is different is left to write.

        Folders are what costs most to make and to take away: one that holds an older site has nearly all of them.
        """
        there = self.last is not None and self.last.is_dir()
        try:
            self._shared.update(_made_like(self.folder, self.last if there else None))
        except OSError:  # such as a folder where a file should be
            self._shared.clear()
            shutil.rmtree(self.folder)
            self.folder.mkdir()
        if self.last is not None and there:
            self._of_last.update(digests_below(self.last))

    def adopt(self) -> None:
        """Count what another hand has put there as of this site."""
        self.digests.update(digests_below(self.folder))

    def merge(self, digests: Mapping[str, str]) -> None:
        """Count what a copy of this has put there."""
        self.digests.update(digests)
        self._shared.difference_update([name for name in digests if self._digest_of_last(name) != digests[name]])

    def tidy(self) -> None:
        """Take away what is not of this site."""
        files, folders = below(self.folder)
        for name in files:
            if name not in self.digests:
                (self.folder / name).unlink()
                self._shared.discard(name)
        for name in sorted({*folders} - folders_of(self.digests), reverse=True):
            (self.folder / name).rmdir()

    def write(self, name: str, content: bytes) -> None:
        """Put a file with its folder there, by its path in the site; the last one's if that has the same bytes."""
        digest = digest_of(content)
        if not self.share(name, digest):
            write(self.folder / name, content)
            self._shared.discard(name)
            self.digests[name] = digest

    def share(self, name: str, digest: str) -> bool:
        """Whether the last site has a file with this digest, which is then put there."""
        if self.last is None or not digest or self._digest_of_last(name) != digest:
            return False
        if name not in self._shared and not _linked(f"{self.last}/{name}", f"{self.folder}/{name}"):
            return False
        self._shared.add(name)
        self.digests[name] = digest
        return True

    def _digest_of_last(self, name: str) -> str:
        """The digest of a file of the last site; empty where there is none."""
        if self.last is not None and name not in self._of_last:
            self._of_last[name] = digest_of_file(f"{self.last}/{name}")
        return self._of_last.get(name, "")


def _made_like(folder: Path, other: Path | None) -> Iterator[str]:
    """Give a folder the files of another one, and none beside them; each by its path, where it could be shared."""
    mine, theirs = inodes_below(folder), inodes_below(other) if other is not None else {}
    for name in mine.keys() - theirs.keys():
        (folder / name).unlink()
    for name, inode in theirs.items():
        if mine.get(name) == inode or _linked(f"{other}/{name}", f"{folder}/{name}"):
            yield name


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


def _linked(source: str, path: str) -> bool:
    """Whether a file could be made one with another; some systems of files know no links."""
    try:
        os.link(source, path)
    except FileNotFoundError:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        Path(path).unlink()
    except OSError:
        return False
    else:
        return True
    try:
        os.link(source, path)
    except OSError:
        return False
    return True

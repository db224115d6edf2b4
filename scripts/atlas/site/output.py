"""Files of a new site, which shares with the last one those that are the same.

A link costs a tenth of a new file, and hosts that go by the day of a file send only what is new. So that the last site
stays as it is, no file is ever written into: a new one takes its place.
"""

from __future__ import annotations

import os
from collections.abc import Set
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from atlas.files import digest_of, digest_of_file, digests_below, files_below, folders_of


@dataclass(frozen=True)
class Output:
    """The folder of a site that is being made, and the folder of the last one, if there is one.

    ``digests`` tells the files that were put there, by their path in the site.
    """

    folder: Path
    last: Path | None = None
    digests: dict[str, str] = field(default_factory=dict)
    _of_last: dict[str, str] = field(default_factory=dict)
    _made: set[str] = field(default_factory=set)
    _of_others: set[str] = field(default_factory=set)

    def prepare(self) -> None:
        """Look at the whole last site ahead, and make its folders, so that writing the new one takes less time."""
        if self.last is not None and self.last.is_dir():
            self._of_last.update(digests_below(self.last))
            self._made.update(folders_of(self._of_last))
            for name in sorted(self._made):
                (self.folder / name).mkdir(exist_ok=True)

    def names(self) -> Set[str]:
        """The paths of all files: those that were put there otherwise before this was first asked, and all others."""
        if not self._of_others:
            self._of_others.update(files_below(self.folder))
        return self._of_others | self.digests.keys()

    def tidy(self) -> None:
        """Take away the folders of the last site that the new one does not need."""
        for name in sorted(self._made - folders_of(self.names()), reverse=True):
            with suppress(OSError):
                (self.folder / name).rmdir()

    def write(self, name: str, content: bytes) -> None:
        """Put a file with its folder there, by its path in the site; the last one's if that has the same bytes."""
        digest = digest_of(content)
        if not self.share(name, digest):
            write(self.folder / name, content)
            self.digests[name] = digest

    def share(self, name: str, digest: str) -> bool:
        """Whether the last site has a file with this digest, which is then put there."""
        if self.last is None or not digest or self._digest_of_last(name) != digest:
            return False
        if not _linked(f"{self.last}/{name}", f"{self.folder}/{name}"):
            return False
        self.digests[name] = digest
        return True

    def all(self) -> dict[str, str]:
        """A digest of each file by its path; those that were put there otherwise are read."""
        known = self.digests
        return {name: known.get(name) or digest_of_file(f"{self.folder}/{name}") for name in sorted(self.names())}

    def _digest_of_last(self, name: str) -> str:
        """The digest of a file of the last site; empty where there is none."""
        if name not in self._of_last:
            self._of_last[name] = digest_of_file(f"{self.last}/{name}")
        return self._of_last[name]


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

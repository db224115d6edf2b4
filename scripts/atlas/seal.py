"""A seal on a built site: what it was made from and what came out, so that a build of the same need do nothing."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from atlas.files import all_below, digest_of_files, digests_below
from atlas.program import program
from atlas.store import Store

_INPUTS = ("data", "docs", "overrides")


@dataclass(frozen=True)
class Seal:
    """The seal of a site in a folder, for one set of inputs."""

    store: Store
    site: Path
    name: str

    def unbroken(self) -> str | None:
        """What was told of the site when it was sealed, if every file is as it was then, with no file more or less."""
        found: tuple[Mapping[str, str], str] | None = self.store.get(self.name) if self.name else None
        whole = found is not None and self.site.is_dir() and found[0] == digests_below(self.site)
        return found[1] if found is not None and whole else None

    def set(self, told: str, digests: Mapping[str, str] | None = None) -> None:
        """Seal the site: as it stands now, or with a digest of each of its files, by path."""
        if self.name:
            self.store.put(self.name, (digests_below(self.site) if digests is None else digests, told))


def seal(root: Path, store: Store, site: Path, given: str) -> Seal:
    """The seal of a site, under a digest of all that it is made from; ``given`` tells what no file does.

    It has no name, and seals nothing, where a configuration rests on another one: its files may stand anywhere.
    """
    configuration = root / "mkdocs.yml"
    if not configuration.is_file() or "\nINHERIT:" in f"\n{configuration.read_text(encoding='utf-8')}":
        return Seal(store, site, "")
    paths = [path for name in _INPUTS for path in all_below(root / name)]
    words = (program(), str(site), given, os.environ.get("SOURCE_DATE_EPOCH", ""))
    return Seal(store, site, f"site {digest_of_files([str(configuration), *paths], words)}")

"""A seal on a built site: what it was made from and what came out, so that a build of the same need do nothing."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from atlas.files import all_below, digest_of_files
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
        found: tuple[str, str] | None = self.store.get(self.name) if self.name else None
        return found[1] if found is not None and self.site.is_dir() and found[0] == self._outputs() else None

    def set(self, told: str) -> None:
        """Seal the site as it stands now."""
        if self.name:
            self.store.put(self.name, (self._outputs(), told))

    def _outputs(self) -> str:
        return digest_of_files(all_below(self.site))


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

"""Where a site may go: a new or empty folder, or one that a build has made and that holds nothing else."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from atlas.files import entries_below
from atlas.site.failure import EngineFailed
from atlas.site.identity import IDENTITY, files_of

_OF_THE_ATLAS = (
    ".git", ".github", ".venv", "benchmarks", "build", "data", "docs", "overrides", "scripts", "tests",
)  # fmt: skip

_OF_THE_SYSTEM = {".DS_Store", "Thumbs.db", "desktop.ini"}
"""Files that file managers leave in any folder that someone looks at."""

_SHOWN = 5


def place(named: Path, root: Path) -> Path:
    """The folder that a name stands for, where a site may go there.

    Raises:
        EngineFailed: the folder is needed for something else, or holds what no build has made.
    """
    try:
        site = named.resolve()
    except (RuntimeError, OSError) as error:
        raise _refused(named, "the links lead round in a circle", "name the folder itself") from error
    if site.is_symlink():
        raise _refused(named, "the links lead round in a circle", "name the folder itself")
    root, home = root.resolve(), Path.home().resolve()
    if site == Path(site.anchor):
        raise _refused(site, "this is the root of the disk", "name a folder for the site alone")
    if root == site or site in root.parents:
        raise _refused(site, "this folder holds the atlas itself", "name one for the site alone, such as site/")
    if home == site or site in home.parents:
        raise _refused(site, "this is a home folder or above one", "name a folder for the site alone")
    for folder in (root / name for name in _OF_THE_ATLAS):
        inside = folder.resolve()
        if site == inside or inside in site.parents:
            raise _refused(site, f"{folder.name}/ belongs to the atlas", "name one for the site alone, such as site/")
    if os.path.ismount(site):
        raise _refused(site, "a mount point cannot be swapped for another folder", f"name a folder in it: {site}/site")
    check_contents(site)
    return site


def check_contents(site: Path) -> None:
    """Nothing, where a folder is missing or empty, or holds only files that a build of the atlas has made.

    Raises:
        EngineFailed: it holds other files, or is a file.
    """
    if not site.exists():
        return
    if not site.is_dir():
        raise _refused(site, "this is a file", "name a folder")
    made = files_of(site)
    if made is None:
        if any(site.iterdir()):
            way = "empty the folder if nothing in it is needed, or name another one with --site"
            raise _refused(site, f"the folder holds files, but no {IDENTITY} of an atlas", way)
        return
    others = sorted(set(_files(site)) - made)
    if others:
        names = ", ".join(others[:_SHOWN]) + (f" and {len(others) - _SHOWN} more" if len(others) > _SHOWN else "")
        way = "move them to docs/ to publish them, or elsewhere"
        raise _refused(site, f"the build has not made these files and would delete them: {names}", way)


def _files(site: Path) -> Iterator[str]:
    """The paths of all files and links in a folder, but for those of file managers."""
    for name, entry in entries_below(site):
        if not entry.is_dir(follow_symlinks=False) and entry.name not in _OF_THE_SYSTEM:
            yield name


def _refused(site: Path, wrong: str, way: str) -> EngineFailed:
    return EngineFailed(f"{site}: {wrong}: {way}")

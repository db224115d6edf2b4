"""Where the atlas is that a command works on."""

from __future__ import annotations

from pathlib import Path

from atlas.editing.notdone import NotDone


def root_above(folder: Path) -> Path:
    """The nearest folder, from the given one upwards, that holds ``mkdocs.yml`` and ``data/``; raises NotDone."""
    for candidate in (folder, *folder.parents):
        if (candidate / "mkdocs.yml").is_file() and (candidate / "data").is_dir():
            return candidate
    message = f"no atlas here: neither {folder} nor a folder above it holds mkdocs.yml and data/"
    raise NotDone(f"{message}: go into one, or name it with --root")

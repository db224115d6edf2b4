"""What a build keeps for the next one, and where it stands below the root of an atlas."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from atlas.program import program
from atlas.store import Store

STORE = Path("build", "store")
"""Where things made once are kept."""

STAGED = Path("build", "docs")
"""Where staged pages stand."""

MANIFEST = Path("build", "manifest.json")
"""Where their manifest stands."""

LOCK = Path("build", "lock")
"""What a program holds while it stages and builds."""

DRAWN = Path("build", "charts")
"""Where drawn charts are kept."""

SPARE = Path("build", "spare")
"""Where the site before the last one stands: the next one is made in its folders."""


def store_of(root: Path, memory: dict[str, Any] | None = None) -> Store:
    """The store of an atlas, for this program; with a memory for a process that goes on."""
    return Store(root / STORE, program(), memory)


@contextmanager
def kept(root: Path, *, fresh: bool = False) -> Iterator[Store]:
    """The store of an atlas, bounded again when the block ends; ``fresh`` empties what an earlier build has kept."""
    if fresh:
        for folder in (STORE, DRAWN, SPARE):
            shutil.rmtree(root / folder, ignore_errors=True)
    store = store_of(root)
    yield store
    store.trim()

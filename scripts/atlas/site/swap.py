"""Publishing: a finished site takes the place of the last one, in one step."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacing(site: Path) -> Iterator[Path]:
    """An empty folder beside the site to build in; it becomes the site when the block ends without an error.

    The last site stays as it is until then, and for good where the block fails.
    """
    fresh, old = site.with_name(f".{site.name}.next"), site.with_name(f".{site.name}.last")
    site.parent.mkdir(parents=True, exist_ok=True)
    for left_over in (fresh, old):
        shutil.rmtree(left_over, ignore_errors=True)
    fresh.mkdir()
    try:
        yield fresh
        if site.exists():
            site.rename(old)
        fresh.rename(site)
    finally:
        if not site.exists() and old.exists():
            old.rename(site)
        for left_over in (fresh, old):
            shutil.rmtree(left_over, ignore_errors=True)

"""Files as they are saved: told in bursts, and known to wait while something else is done."""

from __future__ import annotations

import queue
import threading
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

import watchfiles

STEP, DEBOUNCE = 10, 40
"""Milliseconds from one look for saved files to the next, and the most that those found wait for others."""


class Overtaken(Exception):
    """What was being made is out of date: another file was saved meanwhile."""


@dataclass
class Edits:
    """The files that are saved under some paths."""

    paths: Collection[Path]
    _saved: queue.SimpleQueue[set[Path]] = field(default_factory=queue.SimpleQueue)

    def watch(self, since: float) -> None:
        """Begin to watch, in a thread that ends with the program; what was saved since a time is told at first."""
        threading.Thread(target=self._watch, daemon=True).start()
        files = (path for top in self.paths for path in (top.rglob("*") if top.is_dir() else (top,)))
        saved = {path for path in files if path.is_file() and path.stat().st_mtime > since}
        if saved:
            self._saved.put(saved)

    def _watch(self) -> None:
        for changes in watchfiles.watch(*self.paths, step=STEP, debounce=DEBOUNCE):
            self._saved.put({Path(path) for _, path in changes})

    def take(self) -> set[Path]:
        """The files that were saved since the last call; waits for the first."""
        found = self._saved.get()
        while not self._saved.empty():
            found |= self._saved.get()
        return found

    def heed(self) -> None:
        """Nothing while nobody has saved a file that was not taken yet.

        Raises:
            Overtaken: somebody has.
        """
        if not self._saved.empty():
            raise Overtaken

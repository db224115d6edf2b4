"""Progress: one line that changes on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO


def nothing() -> None:
    """Nothing: what work does in between where nobody waits for something else."""


@contextmanager
def step(words: str, out: TextIO | None = None) -> Iterator[None]:
    """Say that a step runs, and when it ends how long it took."""
    stream = out or sys.stderr
    live = stream.isatty()
    started = time.perf_counter()
    stream.write(f"{words} …" if live else "")
    stream.flush()
    done = False
    try:
        yield
        done = True
    finally:
        line = f"{words}: {time.perf_counter() - started:.1f} s" if done else f"{words}: stopped"
        stream.write(f"\r\x1b[K{line}\n" if live else f"{line}\n")
        stream.flush()

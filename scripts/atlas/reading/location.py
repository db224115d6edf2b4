"""Places in files."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Mark:
    """A place in a text: line and column, both counted from 1, and the length of what stands there."""

    line: int
    column: int
    length: int = 1


@dataclass(frozen=True, order=True)
class Location:
    """A place in a file: its path relative to the root, with forward slashes, and a mark."""

    path: str
    mark: Mark = Mark(1, 1)

    def __str__(self) -> str:
        return f"{self.path}:{self.mark.line}:{self.mark.column}"

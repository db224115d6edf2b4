"""Documents: the data of a YAML file, with a place for every key and value."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from atlas.reading.location import Location, Mark

Path = tuple[str | int, ...]
Data = None | bool | int | float | str | tuple["Data", ...] | dict[str, "Data"]


@dataclass(frozen=True)
class Document:
    """A YAML file as data, with a mark for every value and every key, by path."""

    path: str
    text: str
    data: Data
    values: Mapping[Path, Mark] = field(default_factory=dict)
    keys: Mapping[Path, Mark] = field(default_factory=dict)

    @cached_property
    def digest(self) -> str:
        """What tells this text from any other."""
        return digest_of(self.text)

    def at(self, path: Path, *, key: bool = False) -> Location:
        """The place of the value (or key) at a path, or of its nearest ancestor that has one."""
        while path:
            mark = (self.keys if key else self.values).get(path) or self.values.get(path)
            if mark is not None:
                return Location(self.path, mark)
            path = path[:-1]
        return Location(self.path, self.values.get((), Mark(1, 1)))

    def within(self, path: Path, fragment: str, occurrence: int = 0) -> Location:
        """The place of the n-th occurrence of a fragment inside the value at a path, or of the value itself."""
        whole = self.at(path)
        lines = self.text.splitlines(keepends=True)
        position = sum(len(line) for line in lines[: whole.mark.line - 1]) + whole.mark.column - 1
        for _ in range(occurrence + 1):
            found = self.text.find(fragment, position)
            if found < 0:
                return whole
            position = found + 1
        before = self.text[:found]
        return Location(
            self.path,
            Mark(before.count("\n") + 1, found - before.rfind("\n"), len(fragment.splitlines()[0])),
        )


def digest_of(text: str) -> str:
    """What tells a text from any other, short."""
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()

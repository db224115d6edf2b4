"""What of a catalog was read: each answer that it gives has a name, and a recording collects the names.

The names are ``kind/id`` for a record, ``kind/`` for the ids of a kind, ``*`` for everything, ``figure:…`` and others
for a part of a record, and ``question:…`` for an answer that is worked out of many records. What was made from a
catalog is the same as long as the answers to the names that its making read are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

T = TypeVar("T")

EVERYTHING = "*"


@dataclass(eq=False)
class Reads:
    """The recordings that run, the innermost last; a name noted while none runs is forgotten."""

    _running: list[set[str]] = field(default_factory=list)

    def note(self, name: str) -> None:
        """Note the name of an answer that was given."""
        if self._running:
            self._running[-1].add(name)

    def note_all(self, names: Iterable[str]) -> None:
        """Note several names."""
        if self._running:
            self._running[-1].update(names)

    @contextmanager
    def recording(self) -> Iterator[set[str]]:
        """The names that are noted while the block runs; they count for a recording around it too."""
        found: set[str] = set()
        self._running.append(found)
        try:
            yield found
        finally:
            self._running.pop()
            self.note_all(found)

    @contextmanager
    def unnoted(self) -> Iterator[None]:
        """A block whose reading no recording learns of: its result is an answer with a name of its own."""
        running, self._running = self._running, []
        try:
            yield
        finally:
            self._running = running


@dataclass(eq=False)
class Once:
    """Values made once from a catalog; whoever takes one has read what was read in making it."""

    reads: Reads
    _made: dict[Any, tuple[Any, frozenset[str]]] = field(default_factory=dict)

    def __call__(self, key: Any, make: Callable[[], T]) -> T:
        """The value of a key, made on the first call."""
        found = self._made.get(key)
        if found is None:
            with self.reads.recording() as names:
                value = make()
            found = self._made[key] = (value, frozenset(names))
        value, noted = found
        self.reads.note_all(noted)
        return cast(T, value)


class Answers(Mapping[str, T]):
    """A mapping that notes each key that is asked for, and that all keys are known to whoever goes through them."""

    def __init__(self, reads: Reads, name: Callable[[str], Iterable[str]], values: Mapping[str, T], keys: str) -> None:
        """``name`` gives the names to note for a key, ``keys`` is the name of the answer that all keys are."""
        self._reads, self._name, self._values, self._keys = reads, name, values, keys

    def __getitem__(self, key: str) -> T:
        self._reads.note_all(self._name(key))
        return self._values[key]

    def __contains__(self, key: object) -> bool:
        self._reads.note_all(self._name(str(key)))
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        self._reads.note(self._keys)
        return iter(self._values)

    def __len__(self) -> int:
        self._reads.note(self._keys)
        return len(self._values)

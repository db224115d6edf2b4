"""Many values of a store that are needed together: read as one piece, with those that came later in another.

A piece that holds a thousand values is read in a fraction of the time that a thousand take, and what one edit has made
again is written without the rest. What is long and seldom needed lies apart, and is read only when it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from atlas.store import Store

_MANY = 4
"""The part of all values, a quarter, from which on those that came later no longer stand apart."""


@dataclass(frozen=True)
class Shelf:
    """Values under one name of a store, by the names that they have among themselves."""

    store: Store
    name: str
    first: Mapping[str, Any]
    values: Mapping[str, Any]

    def long(self, name: str) -> Any:
        """What lies apart under a name; None where nothing does."""
        found = self._later_long.get(name)
        return self._first_long.get(name) if found is None else found

    @cached_property
    def _later_long(self) -> Mapping[str, Any]:
        return self.store.get(_apart(_beside(self.name))) or {}

    @cached_property
    def _first_long(self) -> Mapping[str, Any]:
        return self.store.get(_apart(self.name)) or {}

    def put(self, values: Mapping[str, Any], long: Callable[[str], Any] | None = None) -> None:
        """Keep these values in place of those that stood there; ``long`` gives what lies apart of each, by its name."""
        new = {name: value for name, value in values.items() if self.first.get(name) is not value}
        if _MANY * len(new) > len(values):
            self._put(self.name, values, values, long)
            new = {}
        elif values.keys() == self.values.keys() and all(self.values[name] is value for name, value in values.items()):
            return
        self._put(_beside(self.name), (tuple(values), new), new, long)

    def _put(self, piece: str, kept: object, names: Iterable[str], long: Callable[[str], Any] | None) -> None:
        self.store.put(piece, kept)
        if long is not None:
            self.store.put(_apart(piece), {name: long(name) for name in names})


def shelf(store: Store, name: str) -> Shelf:
    """What stands under a name, as far as the store still has it."""
    first: Mapping[str, Any] = store.get(name) or {}
    kept: tuple[Iterable[str], Mapping[str, Any]] | None = store.get(_beside(name))
    names, later = kept or (first, {})
    there = {**first, **later}
    return Shelf(store, name, first, {name: there[name] for name in names if name in there})


def _beside(name: str) -> str:
    return f"later {name}"


def _apart(piece: str) -> str:
    return f"long {piece}"

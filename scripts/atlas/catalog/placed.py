"""Figures with their place: the record that holds them and the path in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from atlas.model.figure import Figure
from atlas.reading.parse import Entry


@dataclass(frozen=True)
class PlacedFigure:
    """A figure with the record that holds it and its path there; ``name`` where it can be addressed."""

    entry: Entry
    path: tuple[str | int, ...]
    figure: Figure

    @property
    def name(self) -> str | None:
        """The name under ``figures`` or ``lines``, if it has one."""
        return str(self.path[1]) if self.path[:1] in (("figures",), ("lines",)) else None

    @property
    def address(self) -> str:
        """``kind/id#name``, or ``kind/id`` and the path for a figure without a name of its own."""
        tail = self.name or ".".join(str(part) for part in self.path)
        return f"{self.entry.address}#{tail}"


Groups = Mapping[str, tuple[PlacedFigure, ...]]
"""Key to the figures that have it."""


def grouped(figures: Iterable[PlacedFigure], keys: Callable[[PlacedFigure], Iterable[str]]) -> Groups:
    """The figures by each key that they have, in their order."""
    found: dict[str, list[PlacedFigure]] = {}
    for placed in figures:
        for key in keys(placed):
            found.setdefault(key, []).append(placed)
    return {key: tuple(group) for key, group in found.items()}

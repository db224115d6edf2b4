"""Figures with their place: the record that holds them and the path in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from atlas.model.figure import Figure
from atlas.reading.parse import Entry

NAMED = (("figures",), ("lines",), ("vocabularies",))
"""The fields of records that hold figures by name; no two of one record have one name."""


@dataclass(frozen=True)
class PlacedFigure:
    """A figure with the record that holds it and its path there; ``name`` where it can be addressed.

    Whoever got one from a catalog has read the figure, with its label and address; what else the record says is to be
    asked of the catalog.
    """

    entry: Entry
    path: tuple[str | int, ...]
    figure: Figure

    @property
    def name(self) -> str | None:
        """The name under which its record holds it, if it has one."""
        return str(self.path[1]) if self.path[:1] in NAMED else None

    @property
    def label(self) -> str:
        """What the figure is, as a row heading: its own label, or that of what holds it with its name there."""
        own = getattr(self.figure, "label", None)
        if own:
            return str(own)
        holder = getattr(self.entry.record, str(self.path[0]), None)
        named = holder.get(self.path[1]) if isinstance(holder, Mapping) and len(self.path) > 1 else None
        name = getattr(named, "name", None)
        return f"{name}, {self.path[-1]}" if name else str(self.path[-1])

    @property
    def address(self) -> str:
        """``kind/id#name``, or ``kind/id`` and the path for a figure without a name of its own."""
        tail = self.name or ".".join(str(part) for part in self.path)
        return f"{self.entry.address}#{tail}"

    @property
    def text(self) -> str:
        """Everything that is said of the figure: its address, its label and all its fields."""
        return f"{self.address} {self.label} {vars(self.figure)!r}"


Groups = Mapping[str, tuple[PlacedFigure, ...]]
"""Key to the figures that have it."""


def grouped(figures: Iterable[PlacedFigure], keys: Callable[[PlacedFigure], Iterable[str]]) -> Groups:
    """The figures by each key that they have, in their order."""
    found: dict[str, list[PlacedFigure]] = {}
    for placed in figures:
        for key in keys(placed):
            found.setdefault(key, []).append(placed)
    return {key: tuple(group) for key, group in found.items()}

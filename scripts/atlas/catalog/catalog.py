"""All records of an atlas, by kind and id, with the figures they hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar, cast

from atlas.catalog import prose
from atlas.model import KINDS, Stage
from atlas.model.figure import Figure
from atlas.model.types import ProseMark, Record, Ref
from atlas.reading.fields import Field, walk
from atlas.reading.parse import Entry

R = TypeVar("R", bound=Record)


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


@dataclass(frozen=True, eq=False)
class Catalog:
    """The entries of an atlas, sorted by kind and id; one catalog is equal to itself alone."""

    entries: tuple[Entry, ...]

    @cached_property
    def by_kind(self) -> Mapping[str, Mapping[str, Entry]]:
        """Kind to id to entry, in sorted order; every kind is present."""
        found: dict[str, dict[str, Entry]] = {kind: {} for kind in KINDS}
        for entry in sorted(self.entries, key=lambda entry: (entry.kind, entry.id)):
            found[entry.kind][entry.id] = entry
        return found

    def of(self, kind: str, model: type[R]) -> dict[str, R]:
        """Id to record for one kind, in sorted order; ``model`` is the type of the kind."""
        assert KINDS[kind] is model, f"{kind} holds {KINDS[kind].__name__}"
        return {id: cast(R, entry.record) for id, entry in self.by_kind[kind].items()}

    def find(self, address: str) -> Entry | None:
        """The entry at ``kind/id``, or None."""
        kind, _, id = address.partition("/")
        return self.by_kind.get(kind, {}).get(id)

    @cached_property
    def fields(self) -> tuple[tuple[Entry, Field], ...]:
        """Every reference, piece of prose, date and figure of all records."""
        return tuple((entry, found) for entry in self.entries for found in walk(entry.record))

    @cached_property
    def figures(self) -> tuple[PlacedFigure, ...]:
        """Every figure of all records."""
        return tuple(
            PlacedFigure(entry, found.path, found.value)
            for entry, found in self.fields
            if isinstance(found.value, Figure)
        )

    def figures_of(self, address: str) -> tuple[PlacedFigure, ...]:
        """The figures of one record, in the order of its fields."""
        return self._figures_by_record.get(address, ())

    @cached_property
    def _figures_by_record(self) -> Mapping[str, tuple[PlacedFigure, ...]]:
        found: dict[str, list[PlacedFigure]] = {}
        for placed in self.figures:
            found.setdefault(placed.entry.address, []).append(placed)
        return {address: tuple(figures) for address, figures in found.items()}

    def cited_by(self, address: str) -> frozenset[str]:
        """Keys of the sources that one record cites, in fields and in prose."""
        return self._citations_by_record.get(address, frozenset())

    @cached_property
    def _citations_by_record(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for entry, field in self.fields:
            found.setdefault(entry.address, set()).update(_keys_in(field))
        return {address: frozenset(keys) for address, keys in found.items()}

    @cached_property
    def named_figures(self) -> Mapping[str, PlacedFigure]:
        """Address ``kind/id#name`` to figure: its own, and those of the records that refer to it."""
        own = {placed.address: placed for placed in self.figures if placed.name is not None}
        return own | {address: own[target] for address, target in self._referring.items() if target in own}

    @cached_property
    def _referring(self) -> Mapping[str, str]:
        return {
            f"{entry.address}#{name}": target
            for entry in self.entries
            for name, target in getattr(entry.record, "refers", {}).items()
        }

    def referred_by(self, address: str) -> Mapping[str, PlacedFigure]:
        """The figures of other records that one record refers to, by the names they have there."""
        names = getattr(found.record, "refers", {}) if (found := self.find(address)) else {}
        return {name: self.named_figures[target] for name, target in names.items()}

    @cached_property
    def stages(self) -> tuple[tuple[str, Stage], ...]:
        """Ids and stages in the order of the lifecycle; stages outside the chain come last, by id."""
        return tuple(stage_order(self.of("stages", Stage)))


def _keys_in(field: Field) -> Iterator[str]:
    """Keys of the sources that a field cites."""
    if isinstance(field.marker, Ref) and field.marker.kind == "citations":
        yield field.value
    elif isinstance(field.marker, ProseMark):
        for mark in prose.marks(field.value):
            if isinstance(mark, prose.Citation):
                yield from (source.key for source in mark.sources)


def stage_order(stages: Mapping[str, Stage]) -> Iterator[tuple[str, Stage]]:
    """Ids and stages along ``follows``, from the one that follows none; then those that the chain does not reach."""
    after: dict[str | None, list[str]] = {}
    for id, stage in sorted(stages.items()):
        after.setdefault(stage.follows, []).append(id)
    seen: list[str] = []
    waiting = after.get(None, [])[:1]
    while waiting:
        id = waiting.pop(0)
        if id in seen:
            break
        seen.append(id)
        waiting = after.get(id, [])[:1]
    for id in [*seen, *(id for id in sorted(stages) if id not in seen)]:
        yield id, stages[id]

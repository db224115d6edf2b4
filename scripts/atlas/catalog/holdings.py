"""The records of an atlas as they are, and what is found among them; nobody notes who reads it here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from atlas.catalog import prose
from atlas.catalog.placed import Groups, PlacedFigure, grouped
from atlas.model import KINDS
from atlas.model.figure import Figure
from atlas.model.types import ProseMark, Record, Ref
from atlas.reading.fields import Field
from atlas.reading.parse import Entry


@dataclass(frozen=True, eq=False)
class Holdings:
    """All records, and each way to look them up, made when it is first needed."""

    records: tuple[Entry, ...]
    _plain: dict[str, Mapping[str, Record]] = field(default_factory=dict)

    @cached_property
    def by_kind(self) -> Mapping[str, Mapping[str, Entry]]:
        """Kind to id to entry, in sorted order; every kind is present."""
        found: dict[str, dict[str, Entry]] = {kind: {} for kind in KINDS}
        for entry in sorted(self.records, key=lambda entry: (entry.kind, entry.id)):
            found[entry.kind][entry.id] = entry
        return found

    def plain(self, kind: str) -> Mapping[str, Record]:
        """Id to record for one kind, each without what it holds under ``figures``."""
        if kind not in self._plain:
            entries = self.by_kind[kind].items()
            self._plain[kind] = {id: entry.record.model_copy(update={"figures": {}}) for id, entry in entries}
        return self._plain[kind]

    @cached_property
    def fields(self) -> tuple[tuple[Entry, Field], ...]:
        """Every reference, piece of prose, date and figure of all records."""
        return tuple((entry, found) for entry in self.records for found in entry.fields)

    @cached_property
    def figures(self) -> tuple[PlacedFigure, ...]:
        """Every figure of all records."""
        return tuple(
            PlacedFigure(entry, found.path, found.value)
            for entry, found in self.fields
            if isinstance(found.value, Figure)
        )

    @cached_property
    def figures_by_record(self) -> Groups:
        """Address of a record to its figures, in the order of its fields."""
        return grouped(self.figures, lambda placed: (placed.entry.address,))

    @cached_property
    def figures_by_source(self) -> Groups:
        """Key of a source to the figures that rest on it."""
        return grouped(self.figures, lambda placed: (placed.figure.cite,) if placed.figure.cite else ())

    @cached_property
    def figures_by_stage(self) -> Groups:
        """Id of a stage to the figures that belong to it."""
        return grouped(self.figures, lambda placed: getattr(placed.figure, "stages", ()))

    @cached_property
    def figures_by_address(self) -> Groups:
        """Address of a figure to the figures that have it."""
        return grouped(self.figures, lambda placed: (placed.address,))

    @cached_property
    def named_figures(self) -> Mapping[str, PlacedFigure]:
        """Address ``kind/id#name`` to figure: its own, and those of the records that refer to it."""
        own = {placed.address: placed for placed in self.figures if placed.name is not None}
        return own | {address: own[target] for address, target in self._referring.items() if target in own}

    @cached_property
    def _referring(self) -> Mapping[str, str]:
        return {
            f"{entry.address}#{name}": target
            for entry in self.records
            for name, target in getattr(entry.record, "refers", {}).items()
        }

    @cached_property
    def citations_by_record(self) -> Mapping[str, frozenset[str]]:
        """Address of a record to the keys of the sources that it cites, in fields and in prose."""
        return {
            entry.address: frozenset(key for found in entry.fields for key in _keys_in(found)) for entry in self.records
        }

    @property
    def newest_review(self) -> str:
        """The day of the newest review of any record; empty without records."""
        return max((entry.record.reviewed for entry in self.records), default="")

    def name_of(self, address: str) -> tuple[str, str]:
        """The title of a record and its short name, which is the title where it has none."""
        kind, _, id = address.partition("/")
        record = self.by_kind[kind][id].record
        return record.title, str(getattr(record, "short", None) or record.title)


def _keys_in(found: Field) -> Iterator[str]:
    """Keys of the sources that a field cites."""
    if isinstance(found.marker, Ref) and found.marker.kind == "citations":
        yield found.value
    elif isinstance(found.marker, ProseMark):
        for mark in prose.marks(found.value):
            if isinstance(mark, prose.Citation):
                yield from (source.key for source in mark.sources)

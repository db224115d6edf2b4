"""What of the data belongs to a stage, and which part of a change concerns it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from atlas.catalog.catalog import Catalog
from atlas.exports.changes import Changed


@dataclass(frozen=True)
class Belonging:
    """The addresses of the records that belong to a stage, and those of its figures in records of other things."""

    records: frozenset[str]
    figures: frozenset[str]

    def part_of(self, change: Changed) -> Changed:
        """The part of a change that concerns the stage: its records, and what else but stages holds a figure of it."""
        holding = (address.partition("#")[0] for address in self.figures)
        holders = self.records | {address for address in holding if not address.startswith("stages/")}
        parts = {
            "added": _among(change.added, holders),
            "removed": _among(change.removed, holders),
            "edited": _among(change.edited, holders),
            "figures": tuple(line for line in change.figures if self._tells(line)),
        }
        return change.model_copy(update=parts)

    def _tells(self, line: str) -> bool:
        """Whether a line of the log is about a figure of the stage."""
        address = line.partition(": ")[0]
        return address in self.figures or address.partition("#")[0] in self.records


def belonging(catalog: Catalog, stage: str) -> Belonging:
    """What belongs to a stage: itself, what names it under ``stages``, and every figure that does, by any name."""
    records = {
        f"{entry.kind}/{id}"
        for entry in catalog.entries
        if entry.address in (f"stages/{stage}", f"examples/{stage}") or stage in getattr(entry.record, "stages", ())
        for id in (entry.id, *entry.record.aliases)
    }
    return Belonging(frozenset(records), frozenset(placed.address for placed in catalog.figures_at(stage)))


def _among(addresses: Iterable[str], wanted: frozenset[str]) -> tuple[str, ...]:
    return tuple(address for address in addresses if address in wanted)

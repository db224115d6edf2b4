"""What tables are built from: the catalog with the labels of its sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from atlas.catalog.catalog import Catalog, PlacedFigure
from atlas.evidence.shown import Evidence, evidence, record_href
from atlas.tables.table import Cell, Cite, To, cell


@dataclass(frozen=True)
class View:
    """A catalog with the labels of its sources: what the tables are built from."""

    catalog: Catalog
    labels: dict[str, str]

    def figure(self, placed: PlacedFigure) -> Evidence:
        """The figure, ready to be shown."""
        return evidence(self.catalog, placed, self.labels)

    def cite(self, key: str, at: str | None = None) -> Cite:
        """A citation of a source."""
        return Cite(key, self.labels[key], at)

    def to(self, kind: str, id: str) -> To:
        """A link to a record, with its short name where it has one."""
        record = self.catalog.by_kind[kind][id].record
        return To(record_href(f"{kind}/{id}"), getattr(record, "short", None) or record.title)

    def list(self, kind: str, ids: Iterable[str]) -> Cell:
        """A cell of links to records, separated by commas."""
        parts: list[To | str] = []
        for id in ids:
            parts += [", "] if parts else []
            parts.append(self.to(kind, id))
        return cell(*parts)

    def value(self, address: str) -> float | None:
        """The number of a named figure, if there is such a figure and it has one."""
        placed = self.catalog.named_figures.get(address)
        return self.figure(placed).sort if placed else None

    def stages_citing(self, key: str) -> tuple[str, ...]:
        """Ids of the stages whose records cite a source, in order."""
        return tuple(id for id, _ in self.catalog.stages if key in self.catalog.cited_by(f"stages/{id}"))

    def typical(self, stage: str) -> Evidence | None:
        """The atlas's own estimate of the compute share of a stage, if there is one."""
        for placed in self.catalog.figures_of("compute_shares/typical"):
            if getattr(placed.figure, "stages", ()) == (stage,):
                return self.figure(placed)
        return None

"""What tables are built from: the catalog with the labels of its sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from atlas.catalog.catalog import Catalog
from atlas.catalog.placed import PlacedFigure
from atlas.catalog.reads import Answers
from atlas.evidence.citing import labels
from atlas.evidence.shown import Evidence, evidence, record_href
from atlas.model import Citation, Term
from atlas.reading.document import digest_of
from atlas.tables.table import Cell, Cite, To, cell

LABEL, DEFINITIONS = "label:", "definitions:"
"""Questions that a view answers from many records: the label of a source, and what abbreviations mean."""


@dataclass(frozen=True, eq=False)
class View:
    """A catalog with the labels of its sources: what the tables are built from."""

    catalog: Catalog

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """Key to label of every source, as ``Ouyang et al. 2022``."""
        return Answers(self.catalog.reads, lambda key: (f"{LABEL}{key}",), self._labels, f"{LABEL}*")

    @cached_property
    def _labels(self) -> Mapping[str, str]:
        with self.catalog.reads.unnoted():
            return labels(self.catalog.of("citations", Citation))

    @property
    def definitions(self) -> tuple[tuple[str, str], ...]:
        """Abbreviations, and terms that explain themselves where they stand, each with its meaning."""
        self.catalog.reads.note(DEFINITIONS)
        return self._definitions

    @cached_property
    def _definitions(self) -> tuple[tuple[str, str], ...]:
        with self.catalog.reads.unnoted():
            return tuple(_defined(self.catalog.of("glossary", Term)))

    def answer(self, name: str) -> str:
        """What a name that was read stands for now; LookupError for a name that nothing answers."""
        if name == DEFINITIONS:
            return digest_of(repr(self._definitions))
        if name == f"{LABEL}*":
            return digest_of(repr(self._labels))
        if name.startswith(LABEL):
            return self._labels.get(name.removeprefix(LABEL), "")
        return self.catalog.answer(name)

    def figure(self, placed: PlacedFigure) -> Evidence:
        """The figure, ready to be shown."""
        address = placed.address
        return self.catalog.once(("evidence", address), lambda: evidence(self.catalog, placed, self.labels))

    def cite(self, key: str, at: str | None = None) -> Cite:
        """A citation of a source."""
        return Cite(key, self.labels[key], at)

    def to(self, kind: str, id: str) -> To:
        """A link to a record, with its short name where it has one."""
        return To(record_href(f"{kind}/{id}"), self.catalog.name_of(f"{kind}/{id}")[1])

    def titled(self, address: str) -> To:
        """A link to the record at an address, with its title."""
        return To(record_href(address), self.catalog.name_of(address)[0])

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
        return tuple(id for id, _ in self.catalog.lifecycle if key in self.catalog.cited_by(f"stages/{id}"))

    def typical(self, stage: str) -> Evidence | None:
        """The atlas's own estimate of the compute share of a stage, if there is one."""
        for placed in self.catalog.figures_of("compute_shares/typical"):
            if getattr(placed.figure, "stages", ()) == (stage,):
                return self.figure(placed)
        return None


def _defined(terms: Mapping[str, Term]) -> Iterator[tuple[str, str]]:
    for _, term in sorted(terms.items()):
        if term.abbreviation:
            yield term.abbreviation, f"{term.title}: {term.summary}"
        if term.hover:
            yield term.title, term.summary

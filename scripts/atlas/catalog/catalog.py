"""All records of an atlas, by kind and id, with the figures they hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar, cast

from atlas.catalog.answers import AT_STAGE, CITING, FIGURE, FIGURES, NAME, NEWEST, PLAIN, Said
from atlas.catalog.holdings import Holdings
from atlas.catalog.lifecycle import Face, stage_order
from atlas.catalog.placed import Groups, PlacedFigure
from atlas.catalog.questions import QUESTIONS, question
from atlas.catalog.reads import EVERYTHING, Answers, Once, Reads
from atlas.model import KINDS, Stage
from atlas.model.types import Record
from atlas.reading.document import digest_of
from atlas.reading.fields import Field
from atlas.reading.parse import Entry

R = TypeVar("R", bound=Record)
T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Catalog:
    """The records of an atlas, sorted by kind and id where it gives them; one catalog is equal to itself alone.

    It is the one door to the records: ``reads`` notes each answer by a name, ``answer`` says what the answer is now.
    """

    records: tuple[Entry, ...]
    reads: Reads = field(default_factory=Reads)

    @cached_property
    def _holdings(self) -> Holdings:
        return Holdings(self.records)

    @cached_property
    def _said(self) -> Said:
        return Said(self._holdings)

    @cached_property
    def once(self) -> Once:
        """Values that are made once from the catalog."""
        return Once(self.reads)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries."""
        self.reads.note(EVERYTHING)
        return self.records

    @cached_property
    def by_kind(self) -> Mapping[str, Mapping[str, Entry]]:
        """Kind to id to entry, in sorted order; every kind is present."""
        return {kind: self._noted(kind, entries) for kind, entries in self._holdings.by_kind.items()}

    @cached_property
    def _records_by_kind(self) -> Mapping[str, Mapping[str, Record]]:
        return {
            kind: self._noted(kind, {id: entry.record for id, entry in entries.items()})
            for kind, entries in self._holdings.by_kind.items()
        }

    def _noted(self, kind: str, values: Mapping[str, T]) -> Answers[T]:
        return Answers(self.reads, lambda id: (f"{kind}/{id}",), values, f"{kind}/")

    def of(self, kind: str, model: type[R]) -> Mapping[str, R]:
        """Id to record for one kind, in sorted order; ``model`` is the type of the kind."""
        assert KINDS[kind] is model, f"{kind} holds {KINDS[kind].__name__}"
        return cast(Mapping[str, R], self._records_by_kind[kind])

    def without_figures(self, kind: str, model: type[R]) -> Mapping[str, R]:
        """Id to record for one kind, as ``of`` gives them, but each without what it holds under ``figures``."""
        assert KINDS[kind] is model, f"{kind} holds {KINDS[kind].__name__}"
        found = cast(Mapping[str, R], self._holdings.plain(kind))
        return Answers(self.reads, lambda id: (f"{PLAIN}{kind}/{id}",), found, f"{kind}/")

    def find(self, address: str) -> Entry | None:
        """The entry at ``kind/id``, or None."""
        kind, _, id = address.partition("/")
        self.reads.note(address)
        return self._holdings.by_kind.get(kind, {}).get(id)

    @property
    def fields(self) -> tuple[tuple[Entry, Field], ...]:
        """Every reference, piece of prose, date and figure of all records."""
        self.reads.note(EVERYTHING)
        return self._holdings.fields

    @property
    def figures(self) -> tuple[PlacedFigure, ...]:
        """Every figure of all records."""
        self.reads.note(EVERYTHING)
        return self._holdings.figures

    @property
    def number_of_figures(self) -> int:
        """The number of figures of all records."""
        self.reads.note(FIGURES)
        return len(self._holdings.figures)

    @property
    def newest_review(self) -> str:
        """The day of the newest review of any record; empty without records."""
        self.reads.note(NEWEST)
        return self._holdings.newest_review

    def figures_of(self, address: str) -> tuple[PlacedFigure, ...]:
        """The figures of one record, in the order of its fields."""
        self.reads.note(address)
        return self._holdings.figures_by_record.get(address, ())

    def figures_citing(self, key: str) -> tuple[PlacedFigure, ...]:
        """The figures that rest on a source, in the order of their records."""
        return self._asked(CITING, key, self._holdings.figures_by_source)

    def addresses_at(self, stage: str) -> tuple[str, ...]:
        """The addresses of the named figures that belong to a stage; what the figures say is not read."""
        self.reads.note(f"{AT_STAGE}{stage}")
        return tuple(placed.address for placed in self._holdings.figures_by_stage.get(stage, ()) if placed.name)

    def figures_at(self, stage: str) -> tuple[PlacedFigure, ...]:
        """The figures that belong to a stage, in the order of their records."""
        return self._asked(AT_STAGE, stage, self._holdings.figures_by_stage)

    def _asked(self, asked: str, key: str, groups: Groups) -> tuple[PlacedFigure, ...]:
        found = groups.get(key, ())
        self.reads.note(f"{asked}{key}")
        self.reads.note_all(f"{FIGURE}{placed.address}" for placed in found)
        return found

    def cited_by(self, address: str) -> frozenset[str]:
        """Keys of the sources that one record cites, in fields and in prose."""
        self.reads.note(address)
        return self._holdings.citations_by_record.get(address, frozenset())

    @cached_property
    def named_figures(self) -> Mapping[str, PlacedFigure]:
        """Address ``kind/id#name`` to figure: its own, and those of the records that refer to it."""
        return Answers(self.reads, lambda address: (f"{FIGURE}{address}",), self._holdings.named_figures, EVERYTHING)

    def referred_by(self, address: str) -> Mapping[str, PlacedFigure]:
        """The figures of other records that one record refers to, by the names they have there."""
        names = getattr(found.record, "refers", {}) if (found := self.find(address)) else {}
        return {name: self.named_figures[target] for name, target in names.items()}

    @property
    def stages(self) -> tuple[tuple[str, Stage], ...]:
        """Ids and stages in the order of the lifecycle; stages outside the chain come last, by id."""
        return self.once("stages", lambda: tuple(stage_order(self.of("stages", Stage))))

    @property
    def lifecycle(self) -> tuple[tuple[str, Face], ...]:
        """Ids of the stages and how they are called elsewhere, in the order of the lifecycle."""
        return faces(self)

    def ask(self, name: str) -> Any:
        """The answer to a question by its name."""
        self.reads.note(name)
        return self._answered(name)

    def _answered(self, name: str) -> object:
        with self.reads.unnoted():
            return self.once(name, lambda: QUESTIONS[name](self))

    def name_of(self, address: str) -> tuple[str, str]:
        """The title of a record and its short name, which is the title where it has none."""
        self.reads.note(f"{NAME}{address}")
        return self._holdings.name_of(address)

    def answer(self, name: str) -> str:
        """What a name that was read stands for now, short: equal answers mean that nothing of it has changed.

        Raises:
            LookupError: the catalog gives no such answer.
        """
        return digest_of(repr(self._answered(name))) if name in QUESTIONS else self._said.under(name)


@question
def faces(catalog: Catalog) -> tuple[tuple[str, Face], ...]:
    """Ids and faces of the stages, in the order of the lifecycle."""
    return tuple((id, Face(stage.title, stage.short, stage.phase, stage.shape)) for id, stage in catalog.stages)


@question
def oldest_reviews(catalog: Catalog) -> Mapping[str, str]:
    """Kind to the day of the oldest review among its records; none for a kind without records."""
    days = {kind: [entry.record.reviewed for entry in entries.values()] for kind, entries in catalog.by_kind.items()}
    return {kind: min(found) for kind, found in days.items() if found}

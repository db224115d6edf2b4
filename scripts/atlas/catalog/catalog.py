"""All records of an atlas, by kind and id, with the figures they hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar, cast

from atlas.catalog import prose
from atlas.catalog.lifecycle import Face, stage_order
from atlas.catalog.placed import Groups, PlacedFigure, grouped
from atlas.catalog.questions import QUESTIONS, question
from atlas.catalog.reads import EVERYTHING, Answers, Once, Reads
from atlas.model import KINDS, Stage
from atlas.model.figure import Figure
from atlas.model.types import ProseMark, Record, Ref
from atlas.reading.document import digest_of
from atlas.reading.fields import Field
from atlas.reading.parse import Entry

R = TypeVar("R", bound=Record)
T = TypeVar("T")

FIGURES, NEWEST, CITING, AT_STAGE = "figures:", "newest:", "citing:", "at-stage:"
"""Questions answered from many records: how many figures, the newest day, the figures of a source or of a stage."""

NAME, FIGURE, PLAIN = "name:", "figure:", "plain:"
"""Questions answered from a part of one record: how it is called, one figure with its label, all but the figures."""


@dataclass(frozen=True, eq=False)
class Catalog:
    """The records of an atlas, sorted by kind and id where it gives them; one catalog is equal to itself alone.

    It is the one door to the records: ``reads`` notes each answer by a name, ``answer`` says what the answer is now.
    """

    records: tuple[Entry, ...]
    reads: Reads = field(default_factory=Reads)

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
    def _by_kind(self) -> Mapping[str, Mapping[str, Entry]]:
        found: dict[str, dict[str, Entry]] = {kind: {} for kind in KINDS}
        for entry in sorted(self.records, key=lambda entry: (entry.kind, entry.id)):
            found[entry.kind][entry.id] = entry
        return found

    @cached_property
    def by_kind(self) -> Mapping[str, Mapping[str, Entry]]:
        """Kind to id to entry, in sorted order; every kind is present."""
        return {kind: self._noted(kind, entries) for kind, entries in self._by_kind.items()}

    @cached_property
    def _records_by_kind(self) -> Mapping[str, Mapping[str, Record]]:
        return {
            kind: self._noted(kind, {id: entry.record for id, entry in entries.items()})
            for kind, entries in self._by_kind.items()
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
        found = cast(Mapping[str, R], self._plain(kind))
        return Answers(self.reads, lambda id: (f"{PLAIN}{kind}/{id}",), found, f"{kind}/")

    def _plain(self, kind: str) -> Mapping[str, Record]:
        def made() -> dict[str, Record]:
            return {id: entry.record.model_copy(update={"figures": {}}) for id, entry in self._by_kind[kind].items()}

        return self.once(f"{PLAIN}{kind}", made)

    def find(self, address: str) -> Entry | None:
        """The entry at ``kind/id``, or None."""
        kind, _, id = address.partition("/")
        self.reads.note(address)
        return self._by_kind.get(kind, {}).get(id)

    @property
    def fields(self) -> tuple[tuple[Entry, Field], ...]:
        """Every reference, piece of prose, date and figure of all records."""
        self.reads.note(EVERYTHING)
        return self._fields

    @cached_property
    def _fields(self) -> tuple[tuple[Entry, Field], ...]:
        return tuple((entry, found) for entry in self.records for found in entry.fields)

    @property
    def figures(self) -> tuple[PlacedFigure, ...]:
        """Every figure of all records."""
        self.reads.note(EVERYTHING)
        return self._figures

    @cached_property
    def _figures(self) -> tuple[PlacedFigure, ...]:
        return tuple(
            PlacedFigure(entry, found.path, found.value)
            for entry, found in self._fields
            if isinstance(found.value, Figure)
        )

    @property
    def number_of_figures(self) -> int:
        """The number of figures of all records."""
        self.reads.note(FIGURES)
        return len(self._figures)

    @property
    def newest_review(self) -> str:
        """The day of the newest review of any record; empty without records."""
        self.reads.note(NEWEST)
        return max((entry.record.reviewed for entry in self.records), default="")

    def figures_of(self, address: str) -> tuple[PlacedFigure, ...]:
        """The figures of one record, in the order of its fields."""
        self.reads.note(address)
        return self._figures_by_record.get(address, ())

    @cached_property
    def _figures_by_record(self) -> Groups:
        return grouped(self._figures, lambda placed: (placed.entry.address,))

    def figures_citing(self, key: str) -> tuple[PlacedFigure, ...]:
        """The figures that rest on a source, in the order of their records."""
        return self._asked(CITING, key, self._figures_by_source)

    @cached_property
    def _figures_by_source(self) -> Groups:
        return grouped(self._figures, lambda placed: (placed.figure.cite,) if placed.figure.cite else ())

    def addresses_at(self, stage: str) -> tuple[str, ...]:
        """The addresses of the named figures that belong to a stage; what the figures say is not read."""
        self.reads.note(f"{AT_STAGE}{stage}")
        return tuple(placed.address for placed in self._figures_by_stage.get(stage, ()) if placed.name)

    def figures_at(self, stage: str) -> tuple[PlacedFigure, ...]:
        """The figures that belong to a stage, in the order of their records."""
        return self._asked(AT_STAGE, stage, self._figures_by_stage)

    @cached_property
    def _figures_by_stage(self) -> Groups:
        return grouped(self._figures, lambda placed: getattr(placed.figure, "stages", ()))

    def _asked(self, asked: str, key: str, groups: Groups) -> tuple[PlacedFigure, ...]:
        found = groups.get(key, ())
        self.reads.note(f"{asked}{key}")
        self.reads.note_all(f"{FIGURE}{placed.address}" for placed in found)
        return found

    def cited_by(self, address: str) -> frozenset[str]:
        """Keys of the sources that one record cites, in fields and in prose."""
        self.reads.note(address)
        return self._citations_by_record.get(address, frozenset())

    @cached_property
    def _citations_by_record(self) -> Mapping[str, frozenset[str]]:
        return {
            entry.address: frozenset(key for found in entry.fields for key in _keys_in(found)) for entry in self.records
        }

    @cached_property
    def named_figures(self) -> Mapping[str, PlacedFigure]:
        """Address ``kind/id#name`` to figure: its own, and those of the records that refer to it."""
        return Answers(self.reads, lambda address: (f"{FIGURE}{address}",), self._named_figures, EVERYTHING)

    @cached_property
    def _named_figures(self) -> Mapping[str, PlacedFigure]:
        own = {placed.address: placed for placed in self._figures if placed.name is not None}
        return own | {address: own[target] for address, target in self._referring.items() if target in own}

    @cached_property
    def _figures_by_address(self) -> Groups:
        return grouped(self._figures, lambda placed: (placed.address,))

    def _said_of(self, address: str) -> str:
        """What tells everything that is said of the figure at an address from anything else; empty without one."""
        named = self._named_figures.get(address)
        found = self._figures_by_address.get(address) or ((named,) if named else ())
        return digest_of("\n".join(placed.text for placed in found)) if found else ""

    @cached_property
    def _referring(self) -> Mapping[str, str]:
        return {
            f"{entry.address}#{name}": target
            for entry in self.records
            for name, target in getattr(entry.record, "refers", {}).items()
        }

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
        return self._name_of(address)

    def _name_of(self, address: str) -> tuple[str, str]:
        kind, _, id = address.partition("/")
        record = self._by_kind[kind][id].record
        return record.title, str(getattr(record, "short", None) or record.title)

    def answer(self, name: str) -> str:
        """What a name that was read stands for now, short: equal answers mean that nothing of it has changed.

        Raises:
            LookupError: the catalog gives no such answer.
        """
        asked, _, key = name.partition(":")
        if name == EVERYTHING:
            return self._whole
        if name == FIGURES:
            return str(len(self._figures))
        if name == NEWEST:
            return self.newest_review
        if f"{asked}:" in (CITING, AT_STAGE):
            groups = self._figures_by_source if f"{asked}:" == CITING else self._figures_by_stage
            return " ".join(f"{placed.address}={placed.name}" for placed in groups.get(key, ()))
        if name in QUESTIONS:
            return digest_of(repr(self._answered(name)))
        return self._of_one(name)

    def _of_one(self, name: str) -> str:
        """The answer to a name of one record, or of a part of it."""
        if name.startswith(NAME):
            return repr(self._name_of(name.removeprefix(NAME)))
        if name.startswith(FIGURE):
            return self.once(name, lambda: self._said_of(name.removeprefix(FIGURE)))
        if name.startswith(PLAIN):
            kind, _, id = name.removeprefix(PLAIN).partition("/")
            return self.once(name, lambda: digest_of(repr(vars(self._plain(kind)[id]))))
        kind, _, id = name.partition("/")
        if kind not in KINDS:
            raise LookupError(name)
        if not id:
            return " ".join(self._by_kind[kind])
        entry = self._by_kind[kind].get(id)
        return entry.document.digest if entry else ""

    @cached_property
    def _whole(self) -> str:
        return digest_of(" ".join(f"{entry.address} {entry.document.digest}" for entry in self.records))


@question
def faces(catalog: Catalog) -> tuple[tuple[str, Face], ...]:
    """Ids and faces of the stages, in the order of the lifecycle."""
    return tuple((id, Face(stage.title, stage.short, stage.phase, stage.shape)) for id, stage in catalog.stages)


@question
def oldest_reviews(catalog: Catalog) -> Mapping[str, str]:
    """Kind to the day of the oldest review among its records; none for a kind without records."""
    days = {kind: [entry.record.reviewed for entry in entries.values()] for kind, entries in catalog.by_kind.items()}
    return {kind: min(found) for kind, found in days.items() if found}


def _keys_in(found: Field) -> Iterator[str]:
    """Keys of the sources that a field cites."""
    if isinstance(found.marker, Ref) and found.marker.kind == "citations":
        yield found.value
    elif isinstance(found.marker, ProseMark):
        for mark in prose.marks(found.value):
            if isinstance(mark, prose.Citation):
                yield from (source.key for source in mark.sources)

"""How sure the atlas is of a verdict: a word from counts of the sources behind a claim, by rules that are shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from atlas.catalog import prose
from atlas.catalog.catalog import Catalog
from atlas.catalog.questions import question
from atlas.model import Citation, Claim, Model
from atlas.model.claim import Exhibit
from atlas.model.figure import Figure

Level = Literal["no source", "one source only", "one lab only", "thin", "supported", "well supported"]

ENOUGH, MANY, YEARS = 2, 4, 3

LEVELS: Mapping[Level, str] = {
    "well supported": (
        f"{MANY} labs or more, each with a primary text that an editor read, the newest of these texts at most "
        f"{YEARS} years older than the newest review in the atlas."
    ),
    "supported": f"{ENOUGH} labs or more, each with a primary text that an editor read.",
    "thin": f"Sources of several labs, but fewer than {ENOUGH} labs with a primary text that an editor read.",
    "one lab only": "Several sources, all of one lab.",
    "one source only": "A single source.",
    "no source": "No text of others.",
}
"""Levels from the highest down with the rule of each; the first whose rule is met is the level."""


@dataclass(frozen=True)
class Source:
    """A text behind a claim: its key, who it counts as, when it appeared, and what an editor saw of it."""

    key: str
    lab: str
    issued: str
    is_primary: bool
    is_seen: bool

    @property
    def is_read(self) -> bool:
        """True for a text by those who did the work that an editor read itself."""
        return self.is_primary and self.is_seen


@dataclass(frozen=True)
class Confidence:
    """How sure the atlas is of a verdict, and the sources that give the level, by date."""

    level: Level
    sources: tuple[Source, ...]

    @property
    def labs(self) -> frozenset[str]:
        """Who the sources come from, each once."""
        return frozenset(source.lab for source in self.sources)

    @property
    def read_labs(self) -> frozenset[str]:
        """Labs with at least one primary text that an editor read."""
        return frozenset(source.lab for source in self.sources if source.is_read)


def confidence(catalog: Catalog, claim: Claim) -> Confidence:
    """How sure the atlas is of the verdict of a claim, from the evidence on both sides."""
    sources = sources_of(catalog, (*claim.evidence_for, *claim.evidence_against))
    return Confidence(level_of(sources, catalog.newest_review), sources)


def only_lab(catalog: Catalog, claim: Claim) -> str | None:
    """The lab that all evidence for a claim comes from, or all evidence against it where there is none for it."""
    sources = sources_of(catalog, claim.evidence_for) or sources_of(catalog, claim.evidence_against)
    labs = {source.lab for source in sources}
    return labs.pop() if len(labs) == 1 else None


def level_of(sources: Iterable[Source], today: str) -> Level:
    """The level that some sources give on a day; one more source never lowers it."""
    found = tuple(sources)
    read = [source for source in found if source.is_read]
    labs, read_labs = {source.lab for source in found}, {source.lab for source in read}
    if len(read_labs) >= MANY and max(source.issued for source in read) >= _years_before(today):
        return "well supported"
    if len(read_labs) >= ENOUGH:
        return "supported"
    if len(labs) > 1:
        return "thin"
    keys = {source.key for source in found}
    return "one lab only" if len(keys) > 1 else "one source only" if keys else "no source"


def sources_of(catalog: Catalog, exhibits: Iterable[Exhibit]) -> tuple[Source, ...]:
    """The texts that exhibits cite or whose figures they show, oldest first, each once; own texts do not count."""
    citations = catalog.of("citations", Citation)
    keys = {key for exhibit in exhibits for key in _keys(catalog, exhibit)}
    makers = _makers(catalog)
    found = (
        Source(
            key, _lab(source, makers.get(key, ())), source.issued, source.tier == "primary", source.seen == "primary"
        )
        for key in sorted(keys)
        if not (source := citations[key]).own
    )
    return tuple(sorted(found, key=lambda source: (source.issued, source.key)))


@question
def _makers(catalog: Catalog) -> Mapping[str, tuple[str, ...]]:
    """Key of a report to the makers of the models that it is the report of, each once."""
    makers: dict[str, set[str]] = {}
    for model in catalog.of("models", Model).values():
        makers.setdefault(model.report, set()).add(model.lab)
    return {report: tuple(sorted(labs)) for report, labs in sorted(makers.items())}


def _lab(source: Citation, makers: tuple[str, ...]) -> str:
    """Who a source counts as: its lab, the one maker whose report it is, else its first author."""
    organisation = next((author.literal for author in source.authors if author.literal), None)
    first = source.authors[0]
    person = " ".join(part for part in (first.given, first.family) if part)
    return source.lab or (makers[0] if len(makers) == 1 else None) or organisation or person


def _keys(catalog: Catalog, exhibit: Exhibit) -> Iterator[str]:
    for mark in prose.marks(exhibit.text):
        if isinstance(mark, prose.Citation):
            yield from (source.key for source in mark.sources)
    if exhibit.figure is not None:
        yield from _behind(catalog, exhibit.figure, frozenset())


def _behind(catalog: Catalog, address: str, trail: frozenset[str]) -> Iterator[str]:
    """Keys of the sources of a figure, or of all inputs of a derived one; a circle of formulas ends where it closes."""
    placed = catalog.named_figures.get(address)
    if placed is None or address in trail:
        return
    figure: Figure = placed.figure
    if figure.cite is not None:
        yield figure.cite
    for input in figure.formula.inputs.values() if figure.formula else ():
        yield from _behind(catalog, input, trail | {address})


def _years_before(day: str) -> str:
    return f"{int(day[:4]) - YEARS}{day[4:]}" if day else ""

"""The parts of a site that are made one by one, and made again only where something that they read has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from atlas.catalog.reads import Reads
from atlas.charts.engine import ENGINE
from atlas.page import Sheet
from atlas.pages.downloads import Downloads
from atlas.progress import nothing
from atlas.reading.problem import Problem
from atlas.site.processes import in_processes


@dataclass(frozen=True)
class Made:
    """What a unit gave: finished pages, files by their path, and the problem that stopped it, if one did."""

    sheets: tuple[Sheet, ...] = ()
    files: Mapping[str, str | bytes] = field(default_factory=dict)
    problem: Problem | None = None


def made_files(make: Callable[..., Mapping[str, str | bytes]], *given: object) -> Made:
    """What a unit of files alone gave."""
    return Made(files=make(*given))


@dataclass(frozen=True)
class Unit:
    """A part of the site by its place in it, with what makes it; ``beside`` tells what it reads that is no record."""

    place: str
    make: Callable[[], Made]
    beside: str = ""

    @property
    def name(self) -> str:
        """What stays the same as long as everything does that is no record."""
        return f"{self.place} {self.beside}"


@dataclass(frozen=True)
class Kept:
    """What the unit of a place gave, with the answers that it read by their names."""

    place: str
    made: Made
    answers: Mapping[str, str]


@dataclass(frozen=True)
class Maker:
    """Makes units over one catalog, or takes them from those kept where everything that they read is the same.

    ``heed`` is called before each that is made, and may raise to make an end.
    """

    reads: Reads
    answer: Callable[[str], str]
    downloads: Downloads
    kept: Mapping[str, Kept]
    heed: Callable[[], None] = nothing
    _current: dict[tuple[str, str], bool] = field(default_factory=dict)

    def all(self, units: Iterable[Unit]) -> dict[str, Kept]:
        """Every unit by its name, in their order; many are shared between processes."""
        wanted = {unit.name: unit for unit in units}
        missing = [unit for unit in wanted.values() if not self._may_stay(unit.name)]
        made = dict(
            zip((unit.name for unit in missing), in_processes(self._made, missing, with_threads_of=ENGINE), strict=True)
        )
        return {name: made[name] if name in made else self.kept[name] for name in wanted}

    def _may_stay(self, name: str) -> bool:
        kept = self.kept.get(name)
        return kept is not None and all(map(self._is_current, kept.answers.items()))

    def _made(self, unit: Unit) -> Kept:
        self.heed()
        with self.reads.recording() as names, self.downloads.collecting() as files:
            made = unit.make()
        made = Made(made.sheets, {**files, **made.files}, made.problem)
        return Kept(unit.place, made, {name: self.answer(name) for name in sorted(names)})

    def _is_current(self, said: tuple[str, str]) -> bool:
        """Whether a name, given with what it stood for, still does; looked up once for all units."""
        found = self._current.get(said)
        if found is None:
            name, answer = said
            try:
                found = self.answer(name) == answer
            except LookupError:
                found = False
            self._current[said] = found
        return found

"""What the checks answer when one file of an atlas reads otherwise: problems with places, or a catalog without any."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from atlas.catalog.catalog import Catalog
from atlas.catalog.folders import Source, read_source
from atlas.checks.rules import problems_of
from atlas.reading.parse import Entry, parse
from atlas.reading.problem import Problem, as_text
from atlas.reading.source import read_document

LIBRARY_WORDS = re.compile(
    r"(Input|String|Tuple|List|Value|Dictionary) should|Field required|not permitted|after validation|"
    r"validation error|pydantic|Traceback|while (scanning|parsing)|did not find|could not find|string_pattern|"
    r"\^\[|\\d\{"
)
"""Words of the libraries below, which tell an editor nothing."""


@dataclass(frozen=True)
class Outcome:
    """The answer to one change: the problems, the catalog where there are none, and the time of the processor."""

    problems: tuple[Problem, ...]
    catalog: Catalog | None
    seconds: float
    text: str


@dataclass(frozen=True)
class Bench:
    """An atlas that has been read once, of which one file at a time is read otherwise."""

    source: Source

    @cached_property
    def records(self) -> Mapping[str, tuple[str, str]]:
        """Path of each record's file to its kind and id."""
        return {entry.document.path: (entry.kind, entry.id) for entry in self.source.catalog.entries}

    @cached_property
    def others(self) -> tuple[Entry, ...]:
        """The records as they are where nothing of them has changed: what looks at one alone passes over them."""
        return tuple(replace(entry, passed=True) for entry in self.source.catalog.entries)

    def text(self, path: str) -> str:
        """The text of a file as it stands."""
        return self.source.texts[path]

    def outcome(self, path: str, raw: bytes) -> Outcome:
        """What is answered when the file of a record holds these bytes."""
        started = time.process_time()
        kind, id = self.records[path]
        document, problems = read_document(path, raw)
        catalog = None
        if not problems:
            entry, problems = parse(kind, id, document)
            if entry is not None:
                catalog = Catalog((*(other for other in self.others if other.document.path != path), entry))
                problems = problems_of(catalog, self.source.written)
        shown = as_text(problems, {path: document.text})
        seconds = time.process_time() - started
        return Outcome(problems, None if problems else catalog, seconds, shown)


def bench(root: Path) -> Bench:
    """The atlas under a root, read once."""
    return Bench(read_source(root))


def faults(outcome: Outcome, raw: bytes, path: str) -> list[str]:
    """What is wrong with an answer: no place, a place outside of the file, or words of a library."""
    lines = raw.count(b"\n") + 2
    found = []
    for problem in outcome.problems:
        mark = problem.location.mark
        if problem.location.path == path and not (1 <= mark.line <= lines and mark.column >= 1):
            found.append(f"no such place: {problem}")
        if not problem.message.strip() or not re.fullmatch(r"ATL\d{3}", problem.rule):
            found.append(f"no message or rule: {problem}")
        if LIBRARY_WORDS.search(problem.message):
            found.append(f"words of a library: {problem}")
    return found

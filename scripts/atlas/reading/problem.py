"""Complaints: what is wrong, where, by which rule, and the way out; and their three printed forms."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from atlas.reading.characters import FORBIDDEN
from atlas.reading.location import Location


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong at one place: where it is, the id of the rule it breaks, and what to do."""

    location: Location
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.location}: {self.rule} {self.message}"


class BrokenData(Exception):
    """Raised at the rim when problems stop a command; carries them all with the texts they point into."""

    def __init__(self, problems: Iterable[Problem], texts: Mapping[str, str]) -> None:
        self.problems = tuple(sorted(set(problems)))
        self.texts = texts
        super().__init__(f"{len(self.problems)} problems")


def frame(problem: Problem, text: str) -> str:
    """The line that a problem points at, numbered, with carets under the place; empty where there is none."""
    lines = text.splitlines()
    mark = problem.location.mark
    if not 1 <= mark.line <= len(lines):
        return ""
    line = FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", lines[mark.line - 1].replace("\t", " "))
    start = max(0, mark.column - 81)
    shown = line[start : start + 120]
    column = mark.column - start
    length = max(1, min(mark.length, len(shown) - column + 1))
    gutter = f"{mark.line:>5} | "
    return f"{gutter}{shown}\n{' ' * 5} | {' ' * (column - 1)}{'^' * length}"


def as_text(problems: Iterable[Problem], texts: Mapping[str, str]) -> str:
    """The problems for a terminal: each with its code frame, and a closing count."""
    ordered = sorted(set(problems))
    blocks = []
    for problem in ordered:
        shown = frame(problem, texts.get(problem.location.path, ""))
        blocks.append(f"{problem}\n{shown}" if shown else str(problem))
    files = len({problem.location.path for problem in ordered})
    blocks.append(f"{_count(len(ordered), 'problem')} in {_count(files, 'file')}")
    return "\n".join(blocks)


def as_github(problems: Iterable[Problem]) -> str:
    """The problems as GitHub workflow commands, one annotation a line."""
    return "\n".join(
        f"::error file={_escape(problem.location.path)},line={problem.location.mark.line},"
        f"col={problem.location.mark.column},title={problem.rule}::{_escape(problem.message)}"
        for problem in sorted(set(problems))
    )


def as_json(problems: Iterable[Problem], fixable: Collection[Problem] = ()) -> str:
    """The problems as a JSON list of objects: path, line, column, rule, message, and whether ``--fix`` mends it."""
    rows = [
        {
            "path": problem.location.path,
            "line": problem.location.mark.line,
            "column": problem.location.mark.column,
            "rule": problem.rule,
            "message": problem.message,
            "fixable": problem in fixable,
        }
        for problem in sorted(set(problems))
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

"""Lines that YAML cannot read because a value has signs of its own: with the value in quotes."""

from __future__ import annotations

import re

from atlas.reading.problem import Problem
from atlas.reading.source import READABLE, WRITTEN_OUT, read_document

_LINE = re.compile(r"(?P<before>\s*(?:- )?(?:[\w-]+:[ ]+)?)(?P<value>[^\s'\"\[{|>#].*?)\s*")
_TABS = re.compile(r"^[ ]*\t[ \t]*", re.MULTILINE)
MOST = 50
"""Lines that are put in quotes at most; a file with more mistakes is not one of quoting."""


def readable(text: str) -> str | None:
    """The text as YAML reads it, with spaces for tabs and quotes around values where it must; None if nothing helps."""
    if _problem(text) is None:
        return text
    text = _TABS.sub(lambda tabs: tabs[0].replace("\t", "  "), text)
    for _ in range(MOST):
        problem = _problem(text)
        if problem is None:
            return text
        quoted = _quoted(text, problem.location.mark.line - 1) if _is_of_quoting(text, problem) else None
        after = _problem(quoted) if quoted is not None else None
        if quoted is None or (after is not None and after.location.mark.line <= problem.location.mark.line):
            return None
        text = quoted
    return None


def _problem(text: str) -> Problem | None:
    """The first thing that keeps a text from being read at all."""
    document, problems = read_document("", text.encode("utf-8", "replace"))
    return problems[0] if problems and not isinstance(document.data, dict) else None


def _is_of_quoting(text: str, problem: Problem) -> bool:
    """Whether quotes may be what is missing: not where an anchor, an alias of one or a tag is meant."""
    line = text.split("\n")[problem.location.mark.line - 1]
    star = problem.rule == WRITTEN_OUT.id and ": *" in line and " &" not in text
    return star or problem.rule == READABLE.id


def _quoted(text: str, number: int) -> str | None:
    """The text with the value of one line in double quotes."""
    lines = text.split("\n")
    found = _LINE.fullmatch(lines[number]) if number < len(lines) else None
    if found is None or not found["before"].rstrip().endswith((":", "-")):
        return None
    value = found["value"].replace("\\", "\\\\").replace('"', '\\"')
    lines[number] = f'{found["before"]}"{value}"'
    return "\n".join(lines)

"""The text of a record with everything mechanical put right; all else, comments too, stays as it is written."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from atlas.editing.mechanical import mended
from atlas.editing.ordering import ordered
from atlas.editing.quoting import readable
from atlas.editing.spans import Edit, edited, spans
from atlas.model import KINDS
from atlas.reading.document import Data, Document, Path
from atlas.reading.fields import hint_at
from atlas.reading.parse import parse
from atlas.reading.problem import Problem
from atlas.reading.source import KEYS_ONCE, read_document

_MODELINE = re.compile(r"^#\s*yaml-language-server:.*$", re.MULTILINE)


def formatted(kind: str, text: str) -> str:
    """The text of a record of a kind in its mechanical form; a text that stays unreadable is given back as it is."""
    found = readable(text.replace("\r\n", "\n").removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}"))
    if found is None or _has_a_key_twice(found):
        return text
    laid_out = ordered(kind, _without_spare_space(_with_modeline(kind, found))).rstrip("\n") + "\n"
    if _data(laid_out) != _data(found):
        laid_out = found  # space that matters, such as line ends that a block keeps
    return _values_mended(kind, laid_out)


def formatted_files(texts: Mapping[str, str]) -> dict[str, str]:
    """Path of each record that is not in its mechanical form, to the text that it should have."""
    found = {path: formatted(kind, text) for path, text in texts.items() if (kind := kind_of(path))}
    return {path: text for path, text in found.items() if text != texts[path]}


def kind_of(path: str) -> str | None:
    """The kind of the record in a file by its path from the root; None for other files."""
    parts = PurePosixPath(path).parts
    known = len(parts) == 3 and parts[0] == "data" and parts[1] in KINDS and path.endswith(".yml")
    return parts[1] if known else None


def as_diff(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """The changes of files as a unified diff, in the order of their paths."""
    lines: list[str] = []
    for path in sorted(after):
        old, new = before[path].splitlines(keepends=True), after[path].splitlines(keepends=True)
        lines += difflib.unified_diff(old, new, f"a/{path}", f"b/{path}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def fixable(problems: Iterable[Problem], texts: Mapping[str, str]) -> frozenset[Problem]:
    """The problems that are gone once their file is in its mechanical form."""
    found = set(problems)
    paths = {problem.location.path for problem in found} & texts.keys()
    changed = formatted_files({path: texts[path] for path in paths})
    left = {(path, problem.rule, problem.message) for path in changed for problem in _problems(path, changed[path])}
    known = {(path, problem.rule, problem.message) for path in changed for problem in _problems(path, texts[path])}
    gone = known - left
    return frozenset(item for item in found if (item.location.path, item.rule, item.message) in gone)


def _problems(path: str, text: str) -> tuple[Problem, ...]:
    """The problems of syntax and shape of one record."""
    kind = kind_of(path)
    document, problems = read_document(path, text.encode())
    return problems or (parse(kind, PurePosixPath(path).stem, document)[1] if kind else ())


def _with_modeline(kind: str, text: str) -> str:
    line = f"# yaml-language-server: $schema=../schema/{kind}.json"
    found = _MODELINE.search(text)
    if found and text.startswith(line + "\n"):
        return text
    rest = text if found is None else text[: found.start()] + text[found.end() + 1 :]
    return f"{line}\n{rest}"


def _without_spare_space(text: str) -> str:
    """The text without spaces at the ends of lines, save in values of several lines, and with one line end at last."""
    kept = _lines_inside_values(text)
    lines = [line if number in kept else line.rstrip() for number, line in enumerate(text.split("\n"))]
    return "\n".join(lines).rstrip("\n") + "\n"


def _lines_inside_values(text: str) -> set[int]:
    """Numbers of the lines, from 0, on which a value of several lines stands and goes on."""
    found: set[int] = set()
    places = spans(text)
    containers = {path[:-1] for path in places.values}
    for path, span in places.values.items():
        if path not in containers and "\n" in span.of(text).rstrip("\n"):
            first = text.count("\n", 0, span.start)
            found |= set(range(first, first + span.of(text).count("\n")))
    return found


def _values_mended(kind: str, text: str) -> str:
    document, _ = read_document("", text.encode())
    places = spans(text)
    return edited(text, _mendings(kind, document, places.values, text)) if places.values else text


def _mendings(kind: str, document: Document, values: Mapping[Path, object], text: str) -> Iterator[Edit]:
    places = spans(text).values
    for path in values:
        if path and not isinstance(value := _at(document.data, path), dict | tuple):
            span = places[path]
            found = mended(str(path[-1]), hint_at(KINDS[kind], path), value, span.of(text))
            if found is not None:
                yield Edit(span, found)


def _at(data: Data, path: Path) -> Data:
    for part in path:
        data = data[part]  # type: ignore[index]  # a path of the same text leads through its data
    return data


def _data(text: str) -> Data:
    return read_document("", text.encode())[0].data


def _has_a_key_twice(text: str) -> bool:
    return any(problem.rule == KEYS_ONCE.id for problem in read_document("", text.encode())[1])

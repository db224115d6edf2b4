"""YAML text to plain data with a place for every key and value.

PyYAML's C parser gives events; the data is built here in the core schema of YAML 1.2, because the stock loader keeps
the last of two equal keys, reads ``no`` as false and ``0123`` as 83, and expands aliases without limit.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from atlas.reading.document import Data, Document, Path
from atlas.reading.location import Location, Mark
from atlas.reading.problem import Problem
from atlas.reading.rule import Rule
from atlas.reading.scalar import Unreadable, plain, quoted
from atlas.reading.text import BOUNDED, MAX_DEPTH, Refused, read_text

READABLE = Rule("ATL002", "A file is readable YAML, and its keys are text.")
KEYS_ONCE = Rule("ATL003", "A key stands once in its mapping.")
WRITTEN_OUT = Rule("ATL004", "Values are written out: no anchors, aliases and merge keys.")
UNTAGGED = Rule("ATL005", "Values have no YAML tags.")
ONE_MAPPING = Rule("ATL007", "A file holds one mapping: not empty, not a list, not a second document.")

_UNCLOSED = "found unexpected end of stream"
_TIPS = {
    "found character that cannot start any token": (
        "a tab indents this line, or a value begins with @ or `: use spaces, or put the value in quotes"
    ),
    "mapping values are not allowed in this context": (
        "a colon with a space after it stands inside the value: put the value in quotes"
    ),
    "did not find expected key": "the indentation does not fit the lines above, or a quote is not closed",
    "could not find expected ':'": "a key has no colon after it, or a line of text is not indented",
    _UNCLOSED: "a quote or bracket is not closed",
    "did not find expected ',' or ']'": "a list in brackets is not closed",
    "did not find expected ',' or '}'": "a mapping in braces is not closed",
}


def read_document(path: str, raw: bytes) -> tuple[Document, tuple[Problem, ...]]:
    """The document in the bytes of a file, and every syntax problem; with problems its data may be incomplete."""
    text, problems = read_text(path, raw)
    if problems:
        return Document(path, text, None), problems
    builder = _Builder(path)
    try:
        data = builder.document(_events(path, text))
    except Refused as refused:
        return Document(path, text, None), (*builder.problems, refused.problem)
    return Document(path, text, data, builder.values, builder.keys), tuple(builder.problems)


class Remembered(Document):
    """A document whose text was read before without a complaint; its data and marks are read when someone asks."""

    def __init__(self, path: str, text: str) -> None:
        object.__setattr__(self, "path", path)
        object.__setattr__(self, "text", text)

    def __getattr__(self, name: str) -> Any:
        if name not in {"data", "values", "keys"}:
            raise AttributeError(name)
        document, _ = read_document(self.path, self.text.encode())
        for field in ("data", "values", "keys"):
            object.__setattr__(self, field, getattr(document, field))
        return getattr(self, name)


def _events(path: str, text: str) -> Iterator[yaml.Event]:
    try:
        yield from yaml.parse(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        # An unclosed quote is found at the end of the file, but mended where it opens.
        marks = (error.problem_mark, error.context_mark)
        mark = next(filter(None, reversed(marks) if error.problem == _UNCLOSED else marks), None)
        place = Mark(mark.line + 1, mark.column + 1) if mark else Mark(1, 1)
        stated = error.problem or "this is not YAML"
        tip = _TIPS.get(stated)
        message = f"{tip} ({stated})" if tip else f"{stated}: check quotes, colons and indentation here and above"
        raise Refused(READABLE.broken(Location(path, place), message)) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise Refused(READABLE.broken(Location(path), f"this is not YAML: {error}")) from error


class _Builder:
    """Builds data from events; its lists grow while one document is read and are then handed over."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.values: dict[Path, Mark] = {}
        self.keys: dict[Path, Mark] = {}
        self.problems: list[Problem] = []

    def document(self, events: Iterator[yaml.Event]) -> Data:
        """The data of the only document of the stream."""
        data: Data = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._refused(event, ONE_MAPPING, "a second document starts here: one record per file")
                data = self._value(next(events), events, ())
        if documents == 0 or data is None:
            message = "the file is empty: run 'atlas new' for a template"
            raise Refused(ONE_MAPPING.broken(Location(self.path), message))
        if not isinstance(data, dict):
            message = "the file is not a mapping: a record is made of 'key: value' lines"
            raise Refused(ONE_MAPPING.broken(self._location(()), message))
        return data

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], path: Path) -> Data:
        if len(path) > MAX_DEPTH:
            raise self._refused(event, BOUNDED, f"nested deeper than {MAX_DEPTH} levels: flatten the record")
        self.values[path] = _mark(event)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self._refused(event, WRITTEN_OUT, "anchors and aliases are not allowed: write the value out")
        if tag := getattr(event, "tag", None):
            raise self._refused(event, UNTAGGED, f"the tag '{tag}' is not allowed: remove it")
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, path)
        assert isinstance(event, yaml.ScalarEvent)
        return self._scalar(event)

    def _mapping(self, events: Iterator[yaml.Event], path: Path) -> dict[str, Data]:
        data: dict[str, Data] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise self._refused(event, WRITTEN_OUT, "anchors and aliases are not allowed: write the key out")
            if tag := getattr(event, "tag", None):
                raise self._refused(event, UNTAGGED, f"the tag '{tag}' is not allowed: remove it")
            if not isinstance(event, yaml.ScalarEvent):
                raise self._refused(event, READABLE, "a key must be text, not a list or mapping")
            key = event.value
            if key == "<<" and not event.style:
                raise self._refused(event, WRITTEN_OUT, "merge keys are not allowed: write the values out")
            here = (*path, key)
            if key in data:
                first = self.keys[here].line
                self.problems.append(
                    self._problem(event, KEYS_ONCE, f"key '{key}' stands twice (first in line {first}): remove one")
                )
            self.keys[here] = _mark(event)
            data[key] = self._value(next(events), events, here)
        return data

    def _sequence(self, events: Iterator[yaml.Event], path: Path) -> tuple[Data, ...]:
        items: list[Data] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._value(event, events, (*path, len(items))))
        return tuple(items)

    def _scalar(self, event: yaml.ScalarEvent) -> Data:
        text = str(event.value)
        value = quoted(text) if event.style else plain(text)
        if isinstance(value, Unreadable):
            self.problems.append(self._problem(event, value.rule, value.message))
            return text
        return value

    def _location(self, path: Path) -> Location:
        return Location(self.path, self.values.get(path, Mark(1, 1)))

    def _problem(self, event: yaml.Event, rule: Rule, message: str) -> Problem:
        return rule.broken(Location(self.path, _mark(event)), message)

    def _refused(self, event: yaml.Event, rule: Rule, message: str) -> Refused:
        return Refused(self._problem(event, rule, message))


def _mark(event: yaml.Event) -> Mark:
    start, end = event.start_mark, event.end_mark
    assert start is not None, "the C parser marks every event"
    assert end is not None, "the C parser marks every event"
    length = end.column - start.column if end.line == start.line else 1
    return Mark(start.line + 1, start.column + 1, max(1, length))

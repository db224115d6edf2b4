"""YAML text to plain data with a place for every key and value.

PyYAML's C parser gives events; the data is built here in the core schema of YAML 1.2, because the stock loader keeps
the last of two equal keys, reads ``no`` as false and ``0123`` as 83, and expands aliases without limit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from atlas.reading.characters import FORBIDDEN, SURROGATE, named, odd_space
from atlas.reading.document import Data, Document, Path
from atlas.reading.location import Location, Mark
from atlas.reading.problem import Problem
from atlas.reading.rule import Rule
from atlas.reading.scalar import EMPTY_WORDS, Unreadable, plain, quoted
from atlas.reading.scanning import trouble
from atlas.reading.text import BOUNDED, MAX_DEPTH, Refused, read_text

READABLE = Rule("ATL002", "A file is readable YAML, and its keys are text.")
KEYS_ONCE = Rule("ATL003", "A key stands once in its mapping.")
WRITTEN_OUT = Rule("ATL004", "Values are written out: no anchors, aliases and merge keys.")
UNTAGGED = Rule("ATL005", "Values have no YAML tags.")
ONE_MAPPING = Rule("ATL007", "A file holds one mapping: not empty, not a list, not a second document.")

WHOLE = Rule("ATL080", "A value is read whole: text without quotes is not cut at ' #', and is no word for empty.")

_NO_ALIAS = (
    "YAML reads a value that begins with * or & as an alias or anchor, which is not allowed: "
    "put text in quotes, or write the value out"
)
_NO_TAG = "the tag '{tag}' is not allowed: remove it"
_MOST = 50
"""Problems after which the reading of one file ends: more would only hide the first."""


def read_document(path: str, raw: bytes) -> tuple[Document, tuple[Problem, ...]]:
    """The document in the bytes of a file, and every syntax problem; with problems its data may be incomplete."""
    text, problems = read_text(path, raw)
    if problems:
        return Document(path, text, None), problems
    builder = _Builder(path, text)
    try:
        data = builder.document(_events(path, text))
    except Refused as refused:
        return Document(path, text, None), (*builder.problems, refused.problem)
    return Document(path, text, data, builder.values, builder.keys), tuple(builder.problems)


Parts = tuple[Data, Mapping[Path, Mark], Mapping[Path, Mark]]
"""What was read of a text: its data, and the marks of its values and of its keys."""


class Remembered(Document):
    """A document whose text was read before without a complaint; its parts are read again when someone asks.

    ``known`` are its parts, if someone asked then.
    """

    def __init__(self, path: str, text: str, known: Parts | None = None) -> None:
        object.__setattr__(self, "path", path)
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "known", known)

    known: Parts | None

    def __getattr__(self, name: str) -> Any:
        if name not in _PARTS:
            raise AttributeError(name)
        for field, part in zip(_PARTS, self.known or self._read(), strict=True):
            object.__setattr__(self, field, part)
        return getattr(self, name)

    def _read(self) -> Parts:
        document, _ = read_document(self.path, self.text.encode())
        return document.data, document.values, document.keys

    @property
    def asked(self) -> Parts | None:
        """Its parts, if someone has asked for them, then or this time."""
        now = (self.data, self.values, self.keys) if _PARTS[0] in vars(self) else None
        return self.known or now


_PARTS = ("data", "values", "keys")


def _events(path: str, text: str) -> Iterator[yaml.Event]:
    try:
        yield from yaml.parse(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        place, message = trouble(text, error)
        raise Refused(READABLE.broken(Location(path, place), message)) from error
    except (yaml.YAMLError, RecursionError) as error:
        message = "this is not readable as YAML: check quotes, colons and indentation"
        raise Refused(READABLE.broken(Location(path), message)) from error


class _Builder:
    """Builds data from events; its lists grow while one document is read and are then handed over."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        # Few files have a '#' inside a line, and the others need no look at their lines.
        self.lines = text.split("\n") if " #" in text or "\t#" in text else []
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
            raise self._refused(event, WRITTEN_OUT, _NO_ALIAS)
        if tag := getattr(event, "tag", None):
            raise self._refused(event, UNTAGGED, f"{_NO_TAG.format(tag=tag[:40])}, or put a text in quotes")
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
            # Nearly every key is a plain word; the others are looked at closely.
            key = event.value if isinstance(event, yaml.ScalarEvent) and not event.anchor and not event.tag else ""
            if not key.isidentifier() or not key.isascii():
                key = self._key(event)
            here = (*path, key)
            if key in data:
                first = self.keys[here].line
                self._complain(event, KEYS_ONCE, f"key '{key[:80]}' stands twice (first in line {first}): remove one")
            self.keys[here] = _mark(event)
            data[key] = self._value(next(events), events, here)
        return data

    def _key(self, event: yaml.Event) -> str:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self._refused(event, WRITTEN_OUT, "anchors and aliases are not allowed: write the key out")
        if tag := getattr(event, "tag", None):
            raise self._refused(event, UNTAGGED, _NO_TAG.format(tag=tag[:40]))
        if not isinstance(event, yaml.ScalarEvent):
            raise self._refused(event, READABLE, "a key must be text, not a list or mapping")
        key = str(event.value)
        if key == "<<" and not event.style:
            raise self._refused(event, WRITTEN_OUT, "merge keys are not allowed: write the values out")
        if not key.isascii() or not key.isprintable():
            hidden = odd_space(key) or next(iter(FORBIDDEN.findall(key) or SURROGATE.findall(key)), None)
            if hidden:
                raise self._refused(
                    event, READABLE, f"{named(hidden)} stands in this key: delete it; indent with plain spaces"
                )
        return key

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
            self._complain(event, value.rule, value.message)
            return text
        if not event.style and (value is None or (self.lines and isinstance(value, str))):
            if text in EMPTY_WORDS:
                self._complain(event, WHOLE, f"YAML reads {text} as an empty value: put it in quotes, or leave it out")
            elif self.lines:
                self._look_behind(event)
        return value

    def _look_behind(self, event: yaml.ScalarEvent) -> None:
        """Complain where a comment ends the line of a text without quotes: most often it was meant as text."""
        end = event.end_mark
        assert end is not None, "the C parser marks every event"
        line = self.lines[end.line] if end.line < len(self.lines) else ""
        rest = line[end.column :]
        if rest.lstrip(" \t").startswith("#") and rest[:1] in (" ", "\t"):
            place = Mark(end.line + 1, end.column + 1 + rest.index("#"), len(rest.strip()))
            message = "YAML reads the rest from '#' on as a comment: put the whole value in quotes"
            hint = f"{message}, or the comment in a line of its own"
            self._add(WHOLE.broken(Location(self.path, place), hint))

    def _location(self, path: Path) -> Location:
        return Location(self.path, self.values.get(path, Mark(1, 1)))

    def _complain(self, event: yaml.Event, rule: Rule, message: str) -> None:
        self._add(rule.broken(Location(self.path, _mark(event)), message))

    def _add(self, problem: Problem) -> None:
        if len(self.problems) == _MOST:
            message = f"more than {_MOST} problems in this file: mend those above first"
            raise Refused(READABLE.broken(problem.location, message))
        self.problems.append(problem)

    def _refused(self, event: yaml.Event, rule: Rule, message: str) -> Refused:
        return Refused(rule.broken(Location(self.path, _mark(event)), message))


def _mark(event: yaml.Event) -> Mark:
    start, end = event.start_mark, event.end_mark
    assert start is not None, "the C parser marks every event"
    assert end is not None, "the C parser marks every event"
    length = end.column - start.column if end.line == start.line else 1
    return Mark(start.line + 1, start.column + 1, max(1, length))

"""Where each key and value of a record stands in its text, to the character, and edits at such places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import yaml

from atlas.reading.document import Path


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of a text: from one position up to another."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """What stands there."""
        return text[self.start : self.end]


@dataclass(frozen=True)
class Spans:
    """The stretches of a readable record by path: its keys, its values, and which collections are in brackets."""

    keys: Mapping[Path, Span]
    values: Mapping[Path, Span]
    flow: frozenset[Path]


@dataclass(frozen=True, order=True)
class Edit:
    """A new text for a stretch of an old one."""

    span: Span
    text: str


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with all edits made; two edits of one stretch are one, and edits do not overlap."""
    pieces, position = [], 0
    for edit in sorted(set(edits)):
        assert edit.span.start >= position, "edits overlap"
        pieces += [text[position : edit.span.start], edit.text]
        position = edit.span.end
    return "".join([*pieces, text[position:]])


def spans(text: str) -> Spans:
    """The stretches of a record; the text has been read before, so it is one mapping without anchors."""
    builder = _Builder()
    events = yaml.parse(text, Loader=yaml.CSafeLoader)
    for event in events:
        if isinstance(event, yaml.MappingStartEvent):
            builder.value(event, events, ())
            break
    return Spans(builder.keys, builder.values, frozenset(builder.flow))


class _Builder:
    def __init__(self) -> None:
        self.keys: dict[Path, Span] = {}
        self.values: dict[Path, Span] = {}
        self.flow: set[Path] = set()

    def value(self, event: yaml.Event, events: Iterator[yaml.Event], path: Path) -> None:
        end = event
        if isinstance(event, yaml.MappingStartEvent):
            while not isinstance(end := next(events), yaml.MappingEndEvent):
                assert isinstance(end, yaml.ScalarEvent), "a key is text"
                here = (*path, str(end.value))
                self.keys[here] = _span(end, end)
                self.value(next(events), events, here)
        elif isinstance(event, yaml.SequenceStartEvent):
            index = 0
            while not isinstance(end := next(events), yaml.SequenceEndEvent):
                self.value(end, events, (*path, index))
                index += 1
        self.values[path] = _span(event, end)
        if isinstance(event, yaml.CollectionStartEvent) and event.flow_style:
            self.flow.add(path)


def _span(first: yaml.Event, last: yaml.Event) -> Span:
    assert first.start_mark is not None, "the C parser marks every event"
    assert last.end_mark is not None, "the C parser marks every event"
    return Span(first.start_mark.index, last.end_mark.index)

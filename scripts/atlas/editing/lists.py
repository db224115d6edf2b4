"""Lists inside a record as they stand in its text: with items added or left out, in the style they are written in."""

from __future__ import annotations

from collections.abc import Collection

from atlas.editing.spans import Edit, Span, Spans
from atlas.reading.document import Path


def without_items(text: str, places: Spans, path: Path, dropped: Collection[int]) -> Edit:
    """The edit that leaves items of a list out; the list must keep at least one."""
    items = _items(places, path)
    kept = [span for index, span in enumerate(items) if index not in dropped]
    assert kept, "a list that loses every item is deleted with its key"
    whole = places.values[path]
    if path in places.flow:
        return Edit(whole, "[" + ", ".join(span.of(text) for span in kept) + "]")
    lines = [_line(text, items, index, whole.end) for index in range(len(items)) if index not in dropped]
    start = _line(text, items, 0, whole.end).start
    return Edit(Span(start, whole.end), "".join(span.of(text) for span in lines))


def _items(places: Spans, path: Path) -> list[Span]:
    count = sum(len(found) == len(path) + 1 and found[:-1] == path for found in places.values)
    return [places.values[*path, index] for index in range(count)]


def _line(text: str, items: list[Span], index: int, end: int) -> Span:
    """The lines of an item of a block list: from the start of its own line to that of the next item."""
    starts = [text.rfind("\n", 0, span.start) + 1 for span in items]
    return Span(starts[index], starts[index + 1] if index + 1 < len(starts) else end)


def with_aliases(text: str, places: Spans, aliases: tuple[str, ...]) -> Edit:
    """The edit that gives a record exactly these former ids; without any, the key goes."""
    written = f"aliases: [{', '.join(aliases)}]\n" if aliases else ""
    if ("aliases",) in places.keys:
        start = places.keys["aliases",].start
        return Edit(Span(start, _end_of_line(text, places.values["aliases",])), written)
    after = _end_of_line(text, places.values["reviewed",])
    return Edit(Span(after, after), written)


def _end_of_line(text: str, value: Span) -> int:
    """Where the line after a value begins; a block ends there by itself."""
    if value.end > 0 and text[value.end - 1 : value.end] == "\n":
        return value.end
    found = text.find("\n", value.end)
    return len(text) if found < 0 else found + 1

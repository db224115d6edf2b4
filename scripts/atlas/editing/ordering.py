"""Keys of a record in the order of its model, with everything that stands beside and above them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pydantic import BaseModel

from atlas.editing.spans import Edit, Span, Spans, edited, spans
from atlas.model import KINDS
from atlas.model.types import Record
from atlas.reading.document import Path
from atlas.reading.fields import bare, hint_at, hints


def key_order(model: type[BaseModel]) -> tuple[str, ...]:
    """The keys of a model in the order in which a record is written: those that make a part particular come first."""
    classes = [base for base in model.__mro__ if issubclass(base, BaseModel) and base is not BaseModel]
    if issubclass(model, Record):
        classes.reverse()
    known = hints(model)
    return tuple(dict.fromkeys(name for base in classes for name in base.__annotations__ if name in known))


def ordered(kind: str, text: str) -> str:
    """The text of a readable record with the keys of every mapping in order; mappings that cannot be moved stay."""
    stuck: set[Path] = set()
    while True:
        places = spans(text)
        path = next((path for path in _disordered(kind, places) if path not in stuck), None)
        if path is None:
            return text
        edit = _reordered(kind, text, places, path)
        if edit is None:
            stuck.add(path)
        else:
            text = edited(text, [edit])


def _disordered(kind: str, places: Spans) -> Iterator[Path]:
    """Paths of the mappings whose known keys are not in order."""
    children: dict[Path, list[str]] = {}
    for path in places.keys:
        children.setdefault(path[:-1], []).append(str(path[-1]))
    for path, keys in children.items():
        order = _order_at(kind, path)
        if order and set(keys) <= set(order) and keys != sorted(keys, key=order.index):
            yield path


def _order_at(kind: str, path: Path) -> tuple[str, ...]:
    model = bare(hint_at(KINDS[kind], path))
    return key_order(model) if isinstance(model, type) and issubclass(model, BaseModel) else ()


def _reordered(kind: str, text: str, places: Spans, path: Path) -> Edit | None:
    """The edit that puts the keys of one mapping in order; None where its layout does not allow it."""
    keys = [key for key in places.keys if key[:-1] == path]
    order = _order_at(kind, path)
    wanted = sorted(range(len(keys)), key=lambda index: order.index(str(keys[index][-1])))
    if path in places.flow:
        return _flow(text, places, keys, wanted)
    return _block(text, places, keys, wanted)


def _flow(text: str, places: Spans, keys: Sequence[Path], wanted: Sequence[int]) -> Edit | None:
    pairs = [Span(places.keys[key].start, places.values[key].end) for key in keys]
    whole = Span(pairs[0].start, pairs[-1].end)
    if "#" in whole.of(text) or "\n" in whole.of(text):
        return None
    return Edit(whole, ", ".join(pairs[index].of(text) for index in wanted))


def _block(text: str, places: Spans, keys: Sequence[Path], wanted: Sequence[int]) -> Edit | None:
    """The lines of each key, with the comments above it, in another order; the first may stand after a dash."""
    starts = [places.keys[key].start for key in keys]
    column = starts[0] - _line_start(text, starts[0])
    indent = " " * column
    if any(text[_line_start(text, start) : start] != indent for start in starts[1:]):
        return None
    begins = [_with_comments(text, start, indent) for start in starts[1:]]
    first = text[_line_start(text, starts[0]) : starts[0]]
    whole = Span(starts[0] if first.strip() else _with_comments(text, starts[0], indent), _end(text, places, keys[-1]))
    cuts = [whole.start, *begins, whole.end]
    pieces = [text[cuts[index] : cuts[index + 1]] for index in range(len(keys))]
    if first.strip():  # after a dash: the first piece has no indentation of its own
        pieces[0] = indent + pieces[0]
        moved = "".join(pieces[index] for index in wanted)
        if not moved.startswith(indent) or moved[len(indent) :].startswith("#"):
            return None
        return Edit(whole, moved[len(indent) :])
    return Edit(whole, "".join(pieces[index] for index in wanted))


def _line_start(text: str, position: int) -> int:
    return text.rfind("\n", 0, position) + 1


def _with_comments(text: str, position: int, indent: str) -> int:
    """Where the comment lines right above a key begin, that are as far in as the key; the modeline is none."""
    begin = _line_start(text, position)
    while begin > 0:
        above = _line_start(text, begin - 1)
        line = text[above : begin - 1]
        if not line.startswith(f"{indent}#") or line.startswith("# yaml-language-server:"):
            break
        begin = above
    return begin


def _end(text: str, places: Spans, key: Path) -> int:
    """The end of the last line of the last value of a mapping."""
    end = places.values[key].end
    if text[end - 1 : end] == "\n":
        return end
    found = text.find("\n", end)
    return len(text) if found < 0 else found + 1

"""The fields of a record, walked with their types: where its references, prose and figures are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from atlas.model.figure import Figure
from atlas.model.types import DateMark, FigureRef, ProseMark, Ref
from atlas.reading.document import Path

_MARKERS = (Ref, FigureRef, ProseMark, DateMark)


@dataclass(frozen=True)
class Field:
    """A value inside a record: its path, and the marker that says what it is (None for a figure)."""

    path: Path
    value: Any
    marker: Ref | FigureRef | ProseMark | DateMark | None


@cache
def hints(model: type[BaseModel]) -> dict[str, Any]:
    """Field names of a model to their full annotations."""
    return {
        name: hint for name, hint in get_type_hints(model, include_extras=True).items() if name in model.model_fields
    }


def walk(record: BaseModel) -> Iterator[Field]:
    """Every reference, piece of prose, date and figure of a record, in the order of its fields."""
    return _model(record, ())


Walk = Callable[[Any, Path], Iterator[Field]]
"""What finds the fields of a value at a path."""


def _model(value: BaseModel, path: Path) -> Iterator[Field]:
    if isinstance(value, Figure):
        yield Field(path, value, None)
    for name, walk_field in _walks(type(value)):
        found = getattr(value, name)
        if found is not None:
            yield from walk_field(found, (*path, name))


@cache
def _walks(model: type[BaseModel]) -> tuple[tuple[str, Walk], ...]:
    """The fields of a model that may hold something, each with what finds it."""
    found = ((name, _walk_of(hint)) for name, hint in hints(model).items())
    return tuple((name, walk_field) for name, walk_field in found if walk_field is not None)


def _walk_of(hint: Any) -> Walk | None:
    """What finds the fields of a value of a type; None for a type that holds none."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _marked(hint)
    if origin in (Union, UnionType):
        return _walk_of(next(part for part in arguments if part is not NoneType))
    if origin is tuple:
        return _items(_walk_of(arguments[0]))
    if origin is dict:
        return _pairs(_walk_of(arguments[0]), _walk_of(arguments[1]))
    return _model if isinstance(hint, type) and issubclass(hint, BaseModel) else None


def _marked(hint: Any) -> Walk | None:
    inner, *notes = get_args(hint)
    below = _walk_of(inner)
    marker = next((part for part in notes if isinstance(part, _MARKERS)), None)
    if marker is None:
        return below

    def walk_marked(value: Any, path: Path) -> Iterator[Field]:
        yield Field(path, value, marker)
        if below is not None:
            yield from below(value, path)

    return walk_marked


def _items(item: Walk | None) -> Walk | None:
    if item is None:
        return None

    def walk_items(value: Any, path: Path) -> Iterator[Field]:
        for index, part in enumerate(value):
            yield from item(part, (*path, index))

    return walk_items


def _pairs(key: Walk | None, part: Walk | None) -> Walk | None:
    if key is None and part is None:
        return None

    def walk_pairs(value: Any, path: Path) -> Iterator[Field]:
        for name, inner in value.items():
            if key is not None:
                yield from key(name, (*path, name))
            if part is not None:
                yield from part(inner, (*path, name))

    return walk_pairs


def keys_at(model: type[BaseModel], path: Path) -> tuple[str, ...]:
    """The keys allowed in the mapping at a path of a record; none where the path leads to no mapping of known keys."""
    here = bare(hint_at(model, path))
    return tuple(hints(here)) if isinstance(here, type) and issubclass(here, BaseModel) else ()


def hint_at(model: type[BaseModel], path: Path) -> Any:
    """The annotation of what stands at a path of a record; that of None where the model knows no such path."""
    here: Any = model
    for part in path:
        here = _inner(here, part)
    return here


def _inner(hint: Any, part: str | int) -> Any:
    here = bare(hint)
    if isinstance(here, type) and issubclass(here, BaseModel):
        return hints(here).get(str(part), NoneType)
    if get_origin(here) is tuple:
        return get_args(here)[0]
    return get_args(here)[1] if get_origin(here) is dict else NoneType


def bare(hint: Any) -> Any:
    """An annotation without its markers and without the alternative of being absent."""
    while get_origin(hint) in (Annotated, Union, UnionType):
        arguments = [part for part in get_args(hint) if part is not NoneType]
        hint = arguments[0]
    return hint

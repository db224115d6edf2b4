"""The fields of a record, walked with their types: where its references, prose and figures are."""

from __future__ import annotations

from collections.abc import Iterator
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
    yield from _model(record, ())


def _model(value: BaseModel, path: Path) -> Iterator[Field]:
    if isinstance(value, Figure):
        yield Field(path, value, None)
    for name, hint in hints(type(value)).items():
        yield from _value(getattr(value, name), hint, (*path, name))


def _value(value: Any, hint: Any, path: Path) -> Iterator[Field]:
    if value is None:
        return
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        markers = [part for part in arguments[1:] if isinstance(part, _MARKERS)]
        if markers:
            yield Field(path, value, markers[0])
        yield from _value(value, arguments[0], path)
    elif origin in (Union, UnionType):
        present = [part for part in arguments if part is not NoneType]
        yield from _value(value, present[0], path)
    elif origin is tuple:
        for index, item in enumerate(value):
            yield from _value(item, arguments[0], (*path, index))
    elif origin is dict:
        for key, item in value.items():
            yield from _value(key, arguments[0], (*path, key))
            yield from _value(item, arguments[1], (*path, key))
    elif isinstance(value, BaseModel):
        yield from _model(value, path)


def keys_at(model: type[BaseModel], path: Path) -> tuple[str, ...]:
    """The keys allowed in the mapping at a path of a record; none where the path leads to no mapping of known keys."""
    here: Any = model
    for part in path:
        here = _inner(here, part)
    here = _bare(here)
    return tuple(hints(here)) if isinstance(here, type) and issubclass(here, BaseModel) else ()


def _inner(hint: Any, part: str | int) -> Any:
    bare = _bare(hint)
    if isinstance(bare, type) and issubclass(bare, BaseModel):
        return hints(bare).get(str(part), NoneType)
    if get_origin(bare) is tuple:
        return get_args(bare)[0]
    return get_args(bare)[1] if get_origin(bare) is dict else NoneType


def _bare(hint: Any) -> Any:
    while get_origin(hint) in (Annotated, Union, UnionType):
        arguments = [part for part in get_args(hint) if part is not NoneType]
        hint = arguments[0]
    return hint

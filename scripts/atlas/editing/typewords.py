"""The types of the model in words, for the format page and for new records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from atlas.model import schematic, types
from atlas.model.meanings import meanings
from atlas.model.types import FigureRef, ProseMark, Ref
from atlas.reading.fields import hints

_NAMED = {
    types.Label: "one line of text, at most 160 letters",
    types.Summary: "a sentence or two on one line, at most 320 letters, with a full stop at the end",
    types.Prose: "Markdown",
    types.Day: "a day, YYYY-MM-DD",
    types.Deadline: "a day, YYYY-MM-DD",
    types.When: "a date, YYYY-MM-DD, YYYY-MM or a quoted year",
    types.Url: "a web address",
    types.Latex: "LaTeX",
    schematic.Words: "a few words, at most 40 letters and none of more than 18",
    schematic.Tag: "a word or two, at most 16 letters",
    schematic.Carried: "a word or two, at most 22 letters and none of more than 11",
}
_PLAIN = {str: "text", int: "a whole number", float: "a number", bool: "true or false"}


@dataclass(frozen=True)
class Key:
    """One key of a record: its name, its type in words, whether it is required, what it means, and its type."""

    name: str
    type: str
    required: bool
    meaning: str
    hint: Any


def keys(model: type[BaseModel]) -> tuple[Key, ...]:
    """The keys of a model, required ones first within the order of its fields."""
    known, meant = hints(model), meanings(model)
    found = [
        Key(name, in_words(known[name]), field.is_required(), " ".join(meant.get(name, "").split()), known[name])
        for name, field in model.model_fields.items()
    ]
    return tuple(sorted(found, key=lambda key: not key.required))


def in_words(hint: Any) -> str:
    """A type in words: ``a list of ids of stages``."""
    if hint in _NAMED:
        return _NAMED[hint]
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _marked(arguments) or in_words(arguments[0])
    if origin in (Union, UnionType):
        return in_words(next(part for part in arguments if part is not NoneType))
    if origin is Literal:
        return "one of " + ", ".join(str(value) for value in arguments)
    if origin is tuple:
        return f"a list: {in_words(arguments[0])}"
    if origin is dict:
        return f"a mapping from a name to {in_words(arguments[1])}"
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return f"{'an' if hint.__name__[0] in 'AEIO' else 'a'} {hint.__name__}"
    return _PLAIN[hint]


def _marked(arguments: tuple[Any, ...]) -> str | None:
    for marker in arguments[1:]:
        if isinstance(marker, Ref):
            return f"an id in {marker.kind}"
        if isinstance(marker, FigureRef):
            return "the address of a figure, kind/id#name"
        if isinstance(marker, ProseMark):
            return "Markdown"
    return None


def parts(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """The models inside a model, each once, in the order of its fields."""
    seen: list[type[BaseModel]] = []
    for hint in hints(model).values():
        for part in _models_in(hint):
            if part not in seen:
                seen.append(part)
    yield from seen


def _models_in(hint: Any) -> Iterator[type[BaseModel]]:
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        yield hint
        yield from parts(hint)
    elif get_origin(hint) is not Literal:
        for argument in get_args(hint):
            if get_origin(argument) is not None or isinstance(argument, type):
                yield from _models_in(argument)

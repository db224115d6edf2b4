"""New records: a commented file with every key; what is left empty is a complaint until it is filled."""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Iterator, Mapping
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from atlas.editing.ordering import key_order
from atlas.editing.typewords import Key, in_words, keys
from atlas.model import KINDS
from atlas.model.citation import Author
from atlas.reading.fields import bare

WIDTH = 110

NEEDED = {
    "citations": ("url", "seen_at"),
    "examples": ("document",),
    "LabelledFigure": ("amount", "cite", "at", "as_of"),
    "Line": ("amount", "cite", "at", "as_of"),
}
"""Kind of record or part to the keys that are optional each by itself, but of which one or more is needed."""

EXAMPLE_FIGURE = """\
figures:
  tokens:
    label: Training tokens
    amount: 15000000000000
    unit: tokens
    # disclosed needs cite and at; estimated needs as_of; derived has a formula and no amount
    kind: disclosed
    cite: KEY-OF-THE-SOURCE
    at: section 3.1
    as_of: 2024-07"""


def skeleton(kind: str, given: Mapping[str, str]) -> str:
    """The text of a new record of a kind: ``given`` keys with their YAML, required ones empty, others as comments."""
    known = {key.name: key for key in keys(KINDS[kind])}
    lines = [f"# yaml-language-server: $schema=../schema/{kind}.json", *_head(kind)]
    for name in key_order(KINDS[kind]):
        key = known[name]
        needed = key.required or name in NEEDED.get(kind, ())
        lines += _comment(key, needed=needed)
        if name in given:
            lines.append(_given(name, given[name]))
        else:
            lines += _places(key) if needed else [f"# {line}" for line in _optional(key)]
    return "\n".join(lines) + "\n"


def brief(kind: str, given: Mapping[str, str], needed: Collection[str]) -> str:
    """The text of a new record with the ``given`` keys, and empty places for the others that are required or needed."""
    lines = [f"# yaml-language-server: $schema=../schema/{kind}.json"]
    known = {key.name: key for key in keys(KINDS[kind])}
    for name in key_order(KINDS[kind]):
        if name in given:
            lines.append(_given(name, given[name]))
        elif known[name].required or name in needed:
            first, *inside = _places(known[name])
            lines += [*([] if inside else _said(known[name].type, "")), first, *inside]
    return "\n".join(lines) + "\n"


def _given(name: str, value: str) -> str:
    return f"{name}:{value}" if value.startswith("\n") else f"{name}: {value}"


def _head(kind: str) -> list[str]:
    words = (
        f"A new record of {kind}. Fill every place that is empty: each is a complaint of 'atlas check' until it is "
        "filled. To use an optional key, take away the sign before it and the space after the sign. Comments may go."
    )
    return textwrap.wrap(words, WIDTH, initial_indent="# ", subsequent_indent="# ")


def _comment(key: Key, *, needed: bool) -> list[str]:
    need = "required" if key.required else "needed unless another takes its place" if needed else "optional"
    words = f"{key.meaning} ({key.type}; {need})"
    return ["", *textwrap.wrap(words, WIDTH, initial_indent="# ", subsequent_indent="# ")]


def _places(key: Key) -> list[str]:
    """The lines of a key that must be filled, with the keys inside its parts."""
    inside = list(_inside(key.hint, "  "))
    return [f"{key.name}:", *inside]


def _optional(key: Key) -> list[str]:
    return EXAMPLE_FIGURE.split("\n") if key.name == "figures" else _places(key)


def _inside(hint: Any, indent: str) -> Iterator[str]:
    """The lines below a key: the keys of a part, or the first item of a list."""
    shape = bare(hint)
    if get_origin(shape) is dict:
        name, inner = get_args(shape)
        words = in_words(name)
        yield from _said("lower-case words with hyphens" if words == "text" else words, indent)
        yield f"{indent}NAME:"
        yield from _inside(inner, indent + "  ")
    elif get_origin(shape) is tuple:
        for _ in range(_least(hint)):
            yield from _item(get_args(shape)[0], indent)
    elif isinstance(shape, type) and issubclass(shape, BaseModel):
        yield from _keys_of(shape, indent)


def _least(hint: Any) -> int:
    """How many items a list needs; at least one stands in a new record."""
    markers = (part for marker in get_args(hint) for part in getattr(marker, "metadata", ()))
    return max(1, *(getattr(part, "min_length", 0) for part in markers), 0)


def _item(hint: Any, indent: str) -> Iterator[str]:
    shape = bare(hint)
    if shape is Author:
        yield f"{indent}# a person as {{family: Hoffmann, given: Jordan}}, an organisation as {{literal: Meta AI}}"
        yield f"{indent}-"
    elif isinstance(shape, type) and issubclass(shape, BaseModel):
        lines = list(_keys_of(shape, indent + "  "))
        first = next(number for number, line in enumerate(lines) if not line.lstrip().startswith("#"))
        yield from (line.removeprefix("  ") for line in lines[:first])
        yield f"{indent}- {lines[first].lstrip()}"
        yield from lines[first + 1 :]
    else:
        yield from _said(in_words(hint), indent)
        yield f"{indent}-"


def _said(words: str, indent: str) -> list[str]:
    """Comment lines above a place: beside a value they would be taken for a part of it that YAML cuts off."""
    return textwrap.wrap(words, WIDTH, initial_indent=f"{indent}# ", subsequent_indent=f"{indent}# ")


def _keys_of(model: type[BaseModel], indent: str) -> Iterator[str]:
    """The keys of a part that must be filled, each with its type; then the names of the others."""
    known = {key.name: key for key in keys(model)}
    needed = [
        known[name] for name in key_order(model) if known[name].required or name in NEEDED.get(model.__name__, ())
    ]
    for key in needed or list(known.values())[:1]:
        below = list(_inside(key.hint, indent + "  "))
        yield from [] if below else _said(key.type, indent)
        yield f"{indent}{key.name}:"
        yield from below
    rest = [name for name in key_order(model) if known[name] not in needed]
    if rest and needed:
        yield from _said(f"optional: {', '.join(rest)}", indent)

"""New records: a commented file with every key, valid once it is filled."""

from __future__ import annotations

import textwrap
from typing import Literal, get_args, get_origin

from pydantic import BaseModel

from atlas.editing.typewords import Key, keys
from atlas.model import KINDS


def skeleton(kind: str, today: str) -> str:
    """The text of a new record of a kind: required keys to fill, optional ones commented out."""
    lines = [f"# yaml-language-server: $schema=../schema/{kind}.json"]
    for key in keys(KINDS[kind]):
        lines += _comment(key)
        value = today if key.name == "reviewed" else _example(key)
        lines.append(f"{'' if key.required else '# '}{key.name}: {value}".rstrip())
    return "\n".join(lines) + "\n"


def _comment(key: Key) -> list[str]:
    need = "required" if key.required else "optional"
    return ["", *textwrap.wrap(f"{key.meaning} ({key.type}; {need})", 100, initial_indent="# ", subsequent_indent="# ")]


def _example(key: Key) -> str:
    hint = key.hint
    if get_origin(hint) is Literal:
        return str(get_args(hint)[0])
    if key.type.startswith("a list"):
        return "[]"
    if key.type.startswith("a mapping") or (isinstance(hint, type) and issubclass(hint, BaseModel)):
        return "{}"
    return ""

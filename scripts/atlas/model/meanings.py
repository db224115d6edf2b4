"""What the fields of a model mean: the texts below them in the source, which are read only when someone asks."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise


@cache
def meanings(model: type) -> Mapping[str, str]:
    """Field to meaning, for the fields of a class and of those that it rests on."""
    found: dict[str, str] = {}
    for part in reversed(model.__mro__):
        found |= _of_module(part.__module__).get(part.__name__, {}) if _is_own(part) else {}
    return found


def _is_own(part: type) -> bool:
    return part.__module__.startswith(f"{__package__}.")


@cache
def _of_module(name: str) -> Mapping[str, Mapping[str, str]]:
    tree = ast.parse(inspect.getsource(sys.modules[name]))
    return {part.name: dict(_of_class(part)) for part in tree.body if isinstance(part, ast.ClassDef)}


def _of_class(part: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for field, below in pairwise(part.body):
        text = ast.literal_eval(below.value) if isinstance(below, ast.Expr) else None
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(text, str):
            yield field.target.id, inspect.cleandoc(text)

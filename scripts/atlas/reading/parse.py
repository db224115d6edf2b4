"""Documents to records: every mistake of shape, with its place and the way out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import BaseModel, ValidationError

from atlas.model import KINDS, Record
from atlas.model.types import ID_PATTERN
from atlas.reading.document import Data, Document, Path
from atlas.reading.fields import Field, keys_at, walk
from atlas.reading.location import Location
from atlas.reading.problem import Problem
from atlas.reading.rule import Rule
from atlas.reading.suggest import did_you_mean, nearest

NAMED = Rule(
    "ATL008", "A record is a .yml file in the folder of its kind, named by its id: lower-case words with hyphens."
)
COMPLETE = Rule("ATL010", "Every required key is present.")
TYPED = Rule("ATL011", "A value has the type of its field.")
KNOWN_KEYS = Rule("ATL012", "Every key is one that the record knows.")
LISTED = Rule("ATL013", "A value of a closed list is one of the list.")
FORMED = Rule("ATL014", "A value has the form its field asks for.")

_EXPECTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "dataclass_type": "a mapping",
}


@dataclass(frozen=True)
class Entry:
    """A record with its kind, its id (the stem of its file) and the document it came from.

    ``passed`` tells that the same text has passed every check before: a check of one record alone need not look again.
    """

    kind: str
    id: str
    record: Record
    document: Document
    passed: bool = False

    @property
    def address(self) -> str:
        """Name of the record across kinds, ``kind/id``."""
        return f"{self.kind}/{self.id}"

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """Every reference, piece of prose and figure of the record, in the order of its fields."""
        return tuple(walk(self.record))


def parse(kind: str, stem: str, document: Document) -> tuple[Entry | None, tuple[Problem, ...]]:
    """The record of a document, or None with every problem of its shape."""
    problems = []
    if not re.fullmatch(ID_PATTERN, stem):
        message = f"the file name '{stem}' is not an id: use lower-case letters, digits and single hyphens"
        problems.append(NAMED.broken(Location(document.path), message))
    try:
        record = KINDS[kind].model_validate(document.data)
    except ValidationError as error:
        errors: list[dict[str, Any]] = [dict(item) for item in error.errors(include_url=False)]
        meant = {(*item["loc"][:-1], _meant(kind, document, item["loc"])) for item in errors if _is_unknown(item)}
        # A key that is misspelt is missing too: one complaint is enough.
        errors = [item for item in errors if item["type"] != "missing" or tuple(item["loc"]) not in meant]
        problems += [_problem(kind, document, item) for item in errors]
        return None, tuple(problems)
    return (None if problems else Entry(kind, stem, record, document)), tuple(problems)


def _is_unknown(error: dict[str, Any]) -> bool:
    return bool(error["type"] == "extra_forbidden")


def _meant(kind: str, document: Document, path: Path) -> str | None:
    """The key that an unknown one was meant to be, if one is near."""
    return nearest(str(path[-1]), _free_keys(kind, document, path[:-1]))


def _free_keys(kind: str, document: Document, path: Path) -> list[str]:
    """The keys that a mapping could have and does not; all of them where it has every one."""
    known = keys_at(KINDS[kind], path)
    present = _mapping_at(document.data, path)
    return [key for key in known if key not in present] or list(known)


def _problem(kind: str, document: Document, error: dict[str, Any]) -> Problem:
    path: Path = tuple(part for part in error["loc"] if part != "[key]")
    code, context, value = error["type"], error.get("ctx", {}), error.get("input")
    name = str(path[-1]) if path else ""
    if code == "missing":
        return COMPLETE.broken(document.at(path[:-1]), f"key '{name}' is missing: add it")
    if code == "extra_forbidden":
        guess = did_you_mean(name, _free_keys(kind, document, path[:-1]))
        return KNOWN_KEYS.broken(document.at(path, key=True), f"unknown key '{name}'{guess}")
    if code == "literal_error":
        choices = re.findall(r"'([^']*)'", context["expected"])
        guess = did_you_mean(str(value), choices)
        return LISTED.broken(document.at(path), f"'{value}' is not a value of '{name}'{guess}")
    if code in _EXPECTED:
        return TYPED.broken(document.at(path), _type_message(name, _EXPECTED[code], value))
    whole = isinstance(value, dict | BaseModel)  # a mapping that does not hang together is shown by its key
    return FORMED.broken(document.at(path, key=whole), f"'{name or kind}': {_message(code, error, value)}")


def _type_message(name: str, expected: str, value: object) -> str:
    if expected == "text" and isinstance(value, int | float):
        return f"'{name}' must be text, not the number {value}: put it in quotes"
    return f"'{name}' must be {expected}, not {_described(value)}"


def _described(value: object) -> str:
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"the text '{value[:40]}'"
    if isinstance(value, dict | BaseModel):
        return "a mapping"
    if isinstance(value, tuple):
        return "a list"
    return f"the number {value}"


def _message(code: str, error: dict[str, Any], value: object) -> str:
    if code == "string_pattern_mismatch":
        return f"'{value}' does not have the form {error['ctx']['pattern']}"
    if code == "string_too_short":
        return "must not be empty"
    if code == "string_too_long":
        return f"{len(str(value))} characters: at most {error['ctx']['max_length']}"
    return str(error["msg"])[:1].lower() + str(error["msg"])[1:]


def _mapping_at(data: Data, path: Path) -> dict[str, Data]:
    here: Any = data
    for part in path:
        try:
            here = here[part]
        except (KeyError, IndexError, TypeError):
            return {}
    return here if isinstance(here, dict) else {}

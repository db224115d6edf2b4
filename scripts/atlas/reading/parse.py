"""Documents to records: every mistake of shape, with its place and the way out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from pydantic import ValidationError

from atlas.model import KINDS, Record
from atlas.model.forms import ID_PATTERN, id_of
from atlas.reading.document import Data, Document, Path
from atlas.reading.fields import Field, keys_at, walk
from atlas.reading.location import Location
from atlas.reading.misshapen import EXPECTED, name_of, of_form, of_type
from atlas.reading.problem import Problem
from atlas.reading.rule import Rule
from atlas.reading.suggest import did_you_mean, nearest

T = TypeVar("T")

NAMED = Rule(
    "ATL008", "A record is a .yml file in the folder of its kind, named by its id: lower-case words with hyphens."
)
COMPLETE = Rule("ATL010", "Every required key is present.")
TYPED = Rule("ATL011", "A value has the type of its field.")
KNOWN_KEYS = Rule("ATL012", "Every key is one that the record knows.")
LISTED = Rule("ATL013", "A value of a closed list is one of the list.")
FORMED = Rule("ATL014", "A value has the form its field asks for.")

_MOST = 50
"""Problems of shape that are told of one file: more would only hide the first."""


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
    _found: dict[str, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    def once(self, name: str, find: Callable[[Entry], T]) -> T:
        """What is found in the record alone, under a name; looked for once, as long as the entry stays."""
        if name not in self._found:
            self._found[name] = find(self)
        found: T = self._found[name]
        return found

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
    problems = [] if re.fullmatch(ID_PATTERN, stem) else [_misnamed(kind, stem, document)]
    try:
        record = KINDS[kind].model_validate(document.data)
    except ValidationError as error:
        errors = _causes(kind, document, [dict(item) for item in error.errors(include_url=False)])
        problems += [_problem(kind, document, item) for item in errors[:_MOST]]
        return None, tuple(problems)
    return (None if problems else Entry(kind, stem, record, document)), tuple(problems)


def _misnamed(kind: str, stem: str, document: Document) -> Problem:
    example = f", such as '{id_of(stem)}.yml'" if id_of(stem) else ""
    if kind == "citations":
        example += "; a key has no capitals, full stops and colons, and is cited as the file is called"
    message = f"the file name '{stem}' is not an id: use lower-case letters, digits and single hyphens{example}"
    return NAMED.broken(Location(document.path), message)


def _causes(kind: str, document: Document, errors: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The errors that are causes: none that only follows from another, as the library tells them all."""
    unknown = [item["loc"] for item in errors if item["type"] == "extra_forbidden"]
    # A key that is misspelt is missing too, and a list is empty whose items are wrong: one complaint is enough.
    meant = {(*path[:-1], _meant(kind, document, path)) for path in unknown[:_MOST]}
    broken = {item["loc"][:length] for item in errors for length in range(len(item["loc"]))}
    return [
        item
        for item in errors
        if not (item["type"] == "missing" and item["loc"] in meant)
        and not (item["type"] == "too_short" and item["loc"] in broken)
    ]


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
    code, value = error["type"], error.get("input")
    name = name_of(path)
    if code == "missing":
        return COMPLETE.broken(document.at(path[:-1]), f"key '{name}' is missing: add it")
    if code == "extra_forbidden":
        guess = did_you_mean(name, _free_keys(kind, document, path[:-1]))
        return KNOWN_KEYS.broken(document.at(path, key=True), f"unknown key '{name[:80]}'{guess or ': remove it'}")
    if code == "literal_error":
        choices = re.findall(r"'([^']*)'", error["ctx"]["expected"])
        guess = did_you_mean(str(value), choices)
        return LISTED.broken(document.at(path), f"'{str(value)[:80]}' is not a value of '{name}'{guess}")
    if code in EXPECTED:
        return TYPED.broken(document.at(path), of_type(name, code, value, keys_at(KINDS[kind], path)))
    # A mapping that does not hang together, and a key without the form of a key, are shown by the key.
    by_key = isinstance(value, dict) or "[key]" in error["loc"]
    return FORMED.broken(document.at(path, key=by_key), _called(name or kind, of_form(error)))


def _called(name: str, message: str) -> str:
    """The message with the name of the field before it, where it does not begin with it."""
    return message if message.startswith(f"'{name}'") else f"'{name[:80]}': {message}"


def _mapping_at(data: Data, path: Path) -> dict[str, Data]:
    here: Any = data
    for part in path:
        try:
            here = here[part]
        except (KeyError, IndexError, TypeError):
            return {}
    return here if isinstance(here, dict) else {}

"""Values that do not have the shape of their field, in words of our own: what stands there and what should."""

from __future__ import annotations

from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core.core_schema import ErrorType

from atlas.model.forms import FORMS, mended
from atlas.reading.document import Path

EXPECTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "dataclass_type": "a mapping",
}
"""The library's name of an error of type, to what the field expects."""

_BOUNDS = {
    "greater_than": ("gt", "more than"),
    "greater_than_equal": ("ge", "at least"),
    "less_than": ("lt", "less than"),
    "less_than_equal": ("le", "at most"),
}
_AUTHOR = ("family", "given", "literal")


def name_of(path: Path) -> str:
    """The name of a field as an editor knows it: its key, with the number of the item in a list."""
    if not path:
        return ""
    number = path[-1]
    return f"{name_of(path[:-1])}[{number}]" if isinstance(number, int) else number


def of_type(name: str, code: str, value: object, keys: tuple[str, ...]) -> str:
    """What is wrong with a value of another type; ``keys`` are those of the mapping that stands at its place."""
    expected = EXPECTED[code]
    told = f"'{name}' must be {expected}, not {_described(value)}"
    if expected == "text" and isinstance(value, int | float):
        return f"{told}: put it in quotes"
    if expected == "text" and isinstance(value, dict):
        return f"{told}: put text that holds a colon or braces in quotes"
    if expected in ("a number", "a whole number") and isinstance(value, str):
        return f"{told}{_as_number(value)}"
    if expected == "a list" and isinstance(value, str):
        return f"{told}: write [{value[:40]}], or a line '- {value[:40]}'"
    if expected == "a mapping" and keys:
        return f"{told}: write {_mapping_form(value, keys)}"
    return told


def _as_number(text: str) -> str:
    """What a text was meant to be as a number: without its separators of thousands, or in a key of its own."""
    bare = text.replace(",", "").replace("_", "").replace(" ", "").replace("\u00a0", "")
    if bare.removeprefix("-").replace(".", "", 1).isdigit() and bare.isascii():
        return f": write {bare}, without quotes and separators"
    if bare.removesuffix("%").replace(".", "", 1).isdigit() and bare.isascii():
        return f": write {bare.removesuffix('%')} with unit percent"
    return ""


def _mapping_form(value: object, keys: tuple[str, ...]) -> str:
    if set(_AUTHOR) <= set(keys):
        text = value if isinstance(value, str) else "name of an organisation"
        return f"{{literal: {text[:60]}}} for an organisation, or {{family: ..., given: ...}} for a person"
    return "{" + ", ".join(f"{key}: ..." for key in keys[:4]) + (", ...}" if len(keys) > 4 else "}")


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


def of_form(error: dict[str, Any]) -> str:
    """What is wrong with a value of the right type, from the library's error."""
    code, context, value = error["type"], error.get("ctx", {}), error.get("input")
    if code == "string_pattern_mismatch":
        return _of_pattern(context["pattern"], str(value))
    if code == "string_too_short":
        return "must not be empty"
    if code == "string_too_long":
        return f"{len(str(value))} characters: at most {context['max_length']}"
    if code == "too_short":
        least = context["min_length"]
        return "the list is empty: add an item" if least == 1 else f"the list has fewer than {least} items: add one"
    if code in _BOUNDS:
        key, words = _BOUNDS[code]
        return f"must be {words} {context[key]:g}, not {value}"
    # The models speak for themselves; the library never does.
    return _NO_FORM if code in _LIBRARY else str(error["msg"])


_NO_FORM = "the value does not have the form of this field: see the format of the records"
_LIBRARY = frozenset(get_args(ErrorType))
"""Every error that the library can tell by itself; those that a value can meet have words above."""


def _of_pattern(pattern: str, text: str) -> str:
    if pattern not in FORMS:  # only a pattern without its form in model/forms.py
        return _NO_FORM
    guess = mended(pattern, text[:400])
    return f"'{text[:80]}' is not {FORMS[pattern].words}" + (f": write {guess}" if guess else "")

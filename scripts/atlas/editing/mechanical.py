"""Values that are right but for their form, in the form that their field asks for."""

from __future__ import annotations

import re
from typing import Annotated, Any, get_args, get_origin

from pydantic import StringConstraints

from atlas.model import types
from atlas.reading.document import Data
from atlas.reading.fields import bare

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = rf"(?P<name>{'|'.join(_MONTHS)})[a-z]*\.?"
_DATES = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?(?:[T ]\d{2}:\d{2}.*)?",
        r"(?P<month>\d{1,2})[/.](?P<year>\d{4})",
        rf"(?:(?P<day>\d{{1,2}})\.? )?{_NAME},? (?P<year>\d{{4}})",
        rf"{_NAME} (?P<day>\d{{1,2}}), (?P<year>\d{{4}})",
    )
)
_GROUPED = re.compile(r"[-+]?\d{1,3}(?:(?P<sign>[,_' \u00a0\u202f])\d{3})(?:(?P=sign)\d{3})*(?:\.\d+)?")
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")
_ARXIV = re.compile(
    r"(?:(?:https?://)?(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/|arxiv(?: preprint)?(?: arxiv)?:\s*)?"
    r"(?P<number>(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?)(?:\.pdf)?(?: \[[\w.-]+\])?",
    re.IGNORECASE,
)
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(?P<doi>10\.\d{4,}/\S+)", re.IGNORECASE)


def mended(name: str, hint: Any, value: Data, raw: str) -> str | None:
    """The YAML of a scalar in the form its field asks for; None where it is in that form, or no form is plain.

    ``name`` is its key, ``hint`` the annotation of its field, ``value`` what it is read as and ``raw`` its text.
    """
    plain = bare(hint)
    if plain in (int, float) and isinstance(value, str):
        return _number(value)
    if plain is not str or isinstance(value, bool) or value is None:
        return None
    text = value if isinstance(value, str) else raw
    found = _date(text) if hint_of(hint) in (types.Day, types.When) else identifier(name, hint, text)
    if found is not None and found != text:
        return _written(found)
    return f'"{raw}"' if isinstance(value, int | float) else None


def hint_of(hint: Any) -> Any:
    """The annotation without the alternative of being absent."""
    arguments = [part for part in get_args(hint) if part is not type(None)]
    optional = len(arguments) == 1 and get_origin(hint) is not Annotated and type(None) in get_args(hint)
    return arguments[0] if optional else hint


def _written(text: str) -> str:
    """A text as YAML: plain where it is read as text, else in quotes."""
    return f'"{text}"' if _NUMBER.fullmatch(text) else text


def _number(text: str) -> str | None:
    stripped = text.strip()
    if _NUMBER.fullmatch(stripped):
        return stripped
    if _GROUPED.fullmatch(stripped):
        return re.sub(r"[,_' \u00a0\u202f]", "", stripped)
    return None


def _date(text: str) -> str | None:
    """A date as ``YYYY-MM-DD`` or ``YYYY-MM``; None for one that can be read in two ways, or not at all."""
    for form in _DATES:
        found = form.fullmatch(text.strip())
        if found:
            parts = found.groupdict()
            month = _MONTHS.index(parts["name"].lower()) + 1 if parts.get("name") else int(parts["month"])
            day = f"-{int(parts['day']):02}" if parts.get("day") else ""
            return f"{parts['year']}-{month:02}{day}" if 1 <= month <= 12 else None
    return None


def identifier(name: str, hint: Any, text: str) -> str | None:
    """An arXiv number or a DOI without the address around it, where the field takes it so."""
    if name == "doi":
        return doi_of(text)
    number = arxiv_number(text) if name == "arxiv" else None
    numbers = (number, re.sub(r"v\d+$", "", number)) if number else ()
    return next((number for number in numbers if _takes(hint, number)), None)


def arxiv_number(text: str) -> str | None:
    """The arXiv number, with its version if it has one, in a number or an address of arXiv; None in any other text."""
    found = _ARXIV.fullmatch(text.strip())
    return found["number"] if found else None


def doi_of(text: str) -> str | None:
    """The DOI in a DOI or an address of one; None in any other text."""
    found = _DOI.fullmatch(text.strip())
    return found["doi"] if found else None


def _takes(hint: Any, text: str) -> bool:
    """Whether a text has the form that an annotation asks for."""
    patterns = [
        part.pattern for part in get_args(hint_of(hint)) if isinstance(part, StringConstraints) and part.pattern
    ]
    return all(re.search(pattern, text) for pattern in patterns)

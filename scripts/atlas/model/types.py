"""The field types that records share: identifiers, dates, text and references to other records."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)
from pydantic.annotated_handlers import GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from atlas.model.forms import (
    ADDRESS_PATTERN,
    DAY_PATTERN,
    ID_PATTERN,
    ONE_LINE_PATTERN,
    ONE_SENTENCE_PATTERN,
    SENTENCE_PATTERN,
    URL_PATTERN,
    WHEN_PATTERN,
)
from atlas.model.meanings import meanings


class Strict(BaseModel):
    """A frozen value that refuses unknown keys and never converts one type into another."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """The schema of the value with what each field means, as the text below it says."""
        schema = handler(core)
        properties = handler.resolve_ref_schema(schema).get("properties", {})
        for name, meaning in meanings(cls).items():
            properties.get(name, {}).setdefault("description", meaning)
        return schema


@dataclass(frozen=True)
class Ref:
    """Marks a text field as the id of a record of the given kind; its JSON Schema says so as ``x-kind``."""

    kind: str

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """The schema of the text with the kind of record beside it."""
        return {**handler(core), "x-kind": self.kind}


@dataclass(frozen=True)
class FigureRef:
    """Marks a text field as the address of a figure, ``kind/id#name``."""


@dataclass(frozen=True)
class ProseMark:
    """Marks a text field as Markdown that may cite sources and link records."""


@dataclass(frozen=True)
class DateMark:
    """Marks a text field as a date of something that has happened."""


def _calendar(text: str) -> str:
    parts = [int(part) for part in text.split("-")]
    try:
        date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)
    except ValueError as error:
        raise PydanticCustomError(
            "calendar", "the calendar has no {text}: check month and day", {"text": text}
        ) from error
    return text


def one_line(text: str) -> str:
    """The text, refused where it has more than one line."""
    if "\n" in text.strip():
        raise PydanticCustomError("one_line", "must be one line of text")
    return text


def _sentence(text: str) -> str:
    if not re.search(SENTENCE_PATTERN, text):
        raise PydanticCustomError("sentence", "must end with a full stop")
    return text


def _whole(value: object, check: ValidatorFunctionWrapHandler) -> Any:
    """A number as it is: a whole one stays whole, since a binary fraction would keep only 15 of its digits."""
    checked = check(value)
    return value if type(value) is int else checked


Number = Annotated[float, WrapValidator(_whole)]
"""A number, kept exactly as it is written."""


def _says(pattern: str) -> Any:
    """What lets a JSON Schema say by a pattern what a validator says in words."""
    return Field(json_schema_extra={"pattern": pattern})


Label = Annotated[
    str, StringConstraints(min_length=1, max_length=160), AfterValidator(one_line), _says(ONE_LINE_PATTERN)
]
"""One line of plain text."""

Summary = Annotated[
    str,
    StringConstraints(min_length=1, max_length=320),
    AfterValidator(one_line),
    AfterValidator(_sentence),
    _says(ONE_SENTENCE_PATTERN),
]
"""One sentence or two on one line, of plain text."""

Prose = Annotated[str, StringConstraints(min_length=1, max_length=20_000), ProseMark()]
"""Markdown with citations ``[@key, locator]`` and links ``[[kind/id]]``; no HTML, no templates."""

Day = Annotated[str, StringConstraints(pattern=DAY_PATTERN), AfterValidator(_calendar), DateMark()]
"""A day that has been, ``YYYY-MM-DD``."""

Deadline = Annotated[str, StringConstraints(pattern=DAY_PATTERN), AfterValidator(_calendar)]
"""A day that may lie ahead, ``YYYY-MM-DD``."""

When = Annotated[str, StringConstraints(pattern=WHEN_PATTERN), AfterValidator(_calendar), DateMark()]
"""A date as exact as it is known: ``YYYY-MM-DD``, ``YYYY-MM`` or a quoted ``"YYYY"``."""

Url = Annotated[str, StringConstraints(pattern=URL_PATTERN)]
"""An absolute web address."""

Latex = Annotated[str, StringConstraints(min_length=1, max_length=2_000)]
"""A formula in LaTeX."""

StageId = Annotated[str, Ref("stages")]
ObjectiveId = Annotated[str, Ref("objectives")]
CitationKey = Annotated[str, Ref("citations")]
MethodId = Annotated[str, Ref("methods")]
ModelId = Annotated[str, Ref("models")]
BenchmarkId = Annotated[str, Ref("benchmarks")]
DatasetId = Annotated[str, Ref("datasets")]
TermId = Annotated[str, Ref("glossary")]
FigureAddress = Annotated[str, StringConstraints(pattern=ADDRESS_PATTERN), FigureRef()]


class Record(Strict):
    """What every record has, whatever its kind; the id is the name of its file."""

    title: Label
    """Name of the record as pages and tables show it."""
    summary: Summary
    """One line that says what the record is about; it becomes the description of its page."""
    reviewed: Day
    """Day on which an editor last compared the record with its sources."""
    aliases: tuple[Annotated[str, StringConstraints(pattern=ID_PATTERN)], ...] = ()
    """Former ids of the record; their addresses redirect to the present one."""


class Note(Strict):
    """A short point with a name, in Markdown."""

    name: Label
    """The point in a few words."""
    text: Prose
    """The point explained, with its sources."""


class Section(Strict):
    """A part of a page, under a heading of its own."""

    heading: Label
    """Heading of the part."""
    lead: Summary | None = None
    """One sentence that stays when the part is folded on the page of a stage; a part without it is never folded."""
    text: Prose
    """Paragraphs of Markdown; each factual paragraph cites."""

"""Rules of numbers in prose: a number stands in a figure, or in a sentence that cites the place it is from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas.catalog import prose
from atlas.checks.check import Atlas, Complaints, check
from atlas.model.types import ProseMark
from atlas.reading.document import Path
from atlas.reading.parse import Entry

_COUNTED = (
    "per cent|percent|million|billion|trillion|tokens?|parameters|FLOPs?|(?:GPU|TPU|node|H100|H800|A100)-?hours?"
    "|hours|days|months|dollars|GPUs|examples|prompts|comparisons|people|labellers|points"
)
_AMOUNT = r"(?<![\w.,/-])\d[\d,.]*(?:[\s\u00a0](?:to|and|or)[\s\u00a0]\d[\d,.]*)?"
_NUMBER = re.compile(rf"{_AMOUNT}[\s\u00a0]?(?:%|(?:{_COUNTED})\b)")
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*[.!?]?")


@check("ATL069", judged=True)
def check_numbers_in_prose_have_a_place(atlas: Atlas) -> Complaints:
    """A number with a unit in prose is a figure, or its sentence cites a source with the place."""
    for entry in atlas.catalog.entries:
        for path, number in entry.once("loose numbers", _loose_numbers):
            message = f"'{number}' has no source in its sentence: make it a figure, or cite with a place"
            yield entry.document.within(path, number), message


def _loose_numbers(entry: Entry) -> list[tuple[Path, str]]:
    prose_fields = (field for field in entry.fields if isinstance(field.marker, ProseMark))
    return [(field.path, number) for field in prose_fields for number in loose_numbers(field.value)]


def loose_numbers(text: str) -> Iterator[str]:
    """Numbers with a unit in sentences that cite no source with a place."""
    hidden = prose.without_code(text)
    if not _NUMBER.search(_without_marks(hidden)):  # most texts have none, and taking them apart costs more
        return
    for sentence in _SENTENCE.findall(_with_plain_places(hidden)):
        if not any(
            source.at for mark in prose.marks(sentence) if isinstance(mark, prose.Citation) for source in mark.sources
        ):
            yield from _NUMBER.findall(_without_marks(sentence))


def _with_plain_places(text: str) -> str:
    """The text with the full stops inside marks left out, so that they end no sentence."""
    return prose.replace_marks(text, lambda mark: re.sub(r"[.!?]", "·", mark.text))


def _without_marks(text: str) -> str:
    return prose.replace_marks(text, lambda mark: "")

"""Everything that the records say on the word of one source, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas.catalog import prose
from atlas.evidence.shown import record_href
from atlas.model.types import ProseMark
from atlas.tables.table import Column, Markdown, Row, Table, To, cell
from atlas.tables.view import View

_SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=[A-Z\[*])|\n\s*\n|\n\s*(?:[-*]|\d+\.)\s+")


def statements(view: View, key: str) -> Table:
    """Each sentence of a record that cites a source, with the page on which it stands."""
    rows = tuple(
        Row(
            "",
            (cell(To(record_href(entry.address), entry.record.title)), cell(Markdown(without_citation(sentence, key)))),
        )
        for entry, field in view.catalog.fields
        if isinstance(field.marker, ProseMark) and entry.address != f"citations/{key}"
        for sentence in sentences_citing(field.value, key)
    )
    columns = (Column("record", "On the page"), Column("statement", "Statement"))
    return Table("statements", f"{len(rows)} statements that rest on it", columns, rows)


def sentences_citing(text: str, key: str) -> Iterator[str]:
    """The sentences of a text that cite a source, in order, each on one line."""
    for sentence in _sentences(text):
        found = (mark for mark in prose.marks(sentence) if isinstance(mark, prose.Citation))
        if any(source.key == key for mark in found for source in mark.sources):
            yield " ".join(sentence.split()).removeprefix("- ")


def without_citation(sentence: str, key: str) -> str:
    """The sentence without the marks that cite one source alone: on the page of that source they say nothing."""
    for mark in list(prose.marks(sentence)):
        if isinstance(mark, prose.Citation) and {source.key for source in mark.sources} == {key}:
            sentence = sentence.replace(f" {mark.text}", "").replace(mark.text, "")
    return sentence


def _sentences(text: str) -> Iterator[str]:
    """The sentences of a text; a full stop inside a mark or a piece of code ends none."""
    hidden = prose.without_code(text)
    for mark in prose.marks(text):
        hidden = hidden.replace(mark.text, "X" * len(mark.text))
    position = 0
    for end in _SENTENCE_END.finditer(hidden):
        yield text[position : end.start()]
        position = end.end()
    yield text[position:]

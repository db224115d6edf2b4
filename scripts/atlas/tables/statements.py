"""Everything that the records say on the word of one source, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from atlas.catalog import prose
from atlas.catalog.catalog import Catalog
from atlas.catalog.questions import question
from atlas.model import Citation
from atlas.model.types import ProseMark
from atlas.tables.table import Column, Markdown, Row, Table, cell
from atlas.tables.view import View

_SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=[A-Z\[*])|\n\s*\n|\n\s*(?:[-*]|\d+\.)\s+")


def statements(view: View, key: str) -> Table:
    """Each sentence of a record that cites a text of the atlas itself, with the page on which it stands."""
    rows = tuple(
        Row(
            "",
            (
                cell(view.titled(address)),
                cell(Markdown(without_citation(sentence, key))),
            ),
        )
        for address, sentence in said_by_the_atlas(view.catalog).get(key, ())
    )
    columns = (Column("record", "On the page"), Column("statement", "Statement"))
    return Table("statements", f"{len(rows)} statements that rest on it", columns, rows)


@question
def said_by_the_atlas(catalog: Catalog) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Key of each text of the atlas itself to the sentences that cite it, each with the address of its record."""
    texts = [(entry.address, found.value) for entry, found in catalog.fields if isinstance(found.marker, ProseMark)]
    return {
        key: tuple(
            (address, sentence)
            for address, text in texts
            if address != f"citations/{key}"
            for sentence in sentences_citing(text, key)
        )
        for key, source in catalog.of("citations", Citation).items()
        if source.own
    }


def sentences_citing(text: str, key: str) -> Iterator[str]:
    """The sentences of a text that cite a source, in order, each on one line."""
    if key not in text:
        return
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

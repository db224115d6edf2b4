"""Where a record is mentioned, in records and in hand-written pages, and the edits that put another id in its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from atlas.catalog.folders import Source
from atlas.editing.spans import Edit, Span, Spans, spans
from atlas.evidence.shown import folder
from atlas.model.types import FigureRef, ProseMark, Ref
from atlas.reading.fields import Field, walk
from atlas.reading.parse import Entry

_CITATION = re.compile(r"\[@([^\[\]]+)\]")
_MACROS = {
    "claims": r"atlas_claims|atlas_claim_briefs",
    "stages": r"example_of",
}


@dataclass(frozen=True)
class Renaming:
    """A record by its kind and id, and the id that takes the place of its id in all mentions."""

    kind: str
    old: str
    new: str

    @property
    def address(self) -> str:
        """The former address, ``kind/old``."""
        return f"{self.kind}/{self.old}"


def mentions_renamed(source: Source, renamings: Collection[Renaming]) -> dict[str, list[Edit]]:
    """Path of each record and page that mentions one of the records, to the edits that rename them there."""
    found = {entry.document.path: list(_in_record(entry, renamings)) for entry in source.catalog.entries}
    found |= {page.source: list(_in_page(page.text, renamings)) for page in source.written}
    return {path: edits for path, edits in found.items() if edits}


def _in_record(entry: Entry, renamings: Collection[Renaming]) -> Iterator[Edit]:
    text = entry.document.text
    if not any(renaming.old in text for renaming in renamings):
        return
    places = spans(text)
    for field in walk(entry.record):
        if isinstance(field.marker, ProseMark):
            yield from _changed(text, places.values[field.path], prose_renamed, renamings)
        for renaming in renamings:
            if isinstance(field.marker, Ref) and (field.marker.kind, field.value) == (renaming.kind, renaming.old):
                yield _id_renamed(text, places, field, renaming)
            elif isinstance(field.marker, FigureRef) and field.value.partition("#")[0] == renaming.address:
                yield _figure_renamed(text, places.values[field.path], renaming)
    if entry.kind == "exemptions":
        for path, span in places.values.items():
            if path[:1] == ("cases",) and path[-1] in ("file", "words"):
                step = _path_renamed if path[-1] == "file" else _word_renamed
                yield from _changed(text, span, step, renamings)


def _id_renamed(text: str, places: Spans, field: Field, renaming: Renaming) -> Edit:
    """The edit of a reference, which stands as a value, or as the key of a mapping by ids."""
    value = places.values[field.path]
    span = value if value.of(text).strip("'\"") == renaming.old else places.keys[field.path]
    return Edit(span, span.of(text).replace(renaming.old, renaming.new))


def _figure_renamed(text: str, span: Span, renaming: Renaming) -> Edit:
    return Edit(span, span.of(text).replace(renaming.address, f"{renaming.kind}/{renaming.new}", 1))


def _in_page(text: str, renamings: Collection[Renaming]) -> Iterator[Edit]:
    return _changed(text, Span(0, len(text)), _page_renamed, renamings)


def _page_renamed(text: str, renaming: Renaming) -> str:
    for step in (prose_renamed, _path_renamed, _links_renamed, _macros_renamed):
        text = step(text, renaming)
    return text


def _changed(
    text: str, span: Span, change: Callable[[str, Renaming], str], renamings: Collection[Renaming]
) -> Iterator[Edit]:
    """The edit of a stretch, if the change makes one for any of the renamings."""
    changed = span.of(text)
    for renaming in renamings:
        changed = change(changed, renaming)
    if changed != span.of(text):
        yield Edit(span, changed)


def prose_renamed(text: str, renaming: Renaming) -> str:
    """A text with the record renamed in its marks: citations and links, in code marks too, where they are examples."""
    if renaming.kind == "citations":
        key = re.compile(rf"((?:^|;)\s*@?){re.escape(renaming.old)}(?=\s*(?:[,;]|$))")
        text = _CITATION.sub(lambda mark: "[" + key.sub(rf"\g<1>{renaming.new}", "@" + mark[1]) + "]", text)
    link = re.compile(rf"\[\[(\s*){re.escape(renaming.address)}(?=\s*[\]|#])")
    return link.sub(rf"[[\g<1>{renaming.kind}/{renaming.new}", text)


def _path_renamed(text: str, renaming: Renaming) -> str:
    """A text with the file of the record renamed."""
    path = re.compile(rf"(?<![\w-])data/{re.escape(renaming.address)}\.yml\b")
    return path.sub(f"data/{renaming.kind}/{renaming.new}.yml", text)


def _links_renamed(text: str, renaming: Renaming) -> str:
    """A page with its links to the record renamed: ``stages/sft.md``, ``@/stages/sft/``, ``@/glossary/#sft``."""
    between = "/#" if renaming.kind == "glossary" else "/"
    site = folder(renaming.kind)
    link = re.compile(rf"(?<![\w-]){site}{between}{re.escape(renaming.old)}(?=[/\")#]|\.md\b)")
    return link.sub(f"{site}{between}{renaming.new}", text)


def _macros_renamed(text: str, renaming: Renaming) -> str:
    """A page with the record renamed in the arguments of macros that name it."""
    quoted = re.compile(rf"""(["']){re.escape(renaming.old)}\1""")
    address = re.compile(rf"""(["']){re.escape(renaming.address)}(?=\1|#)""")
    names = rf"atlas_comparison\(\s*[\"']{renaming.kind}[\"']"
    if renaming.kind in _MACROS:
        names = rf"{names}|(?:{_MACROS[renaming.kind]})\("
    call = re.compile(rf"(?:{names})[^)]*\)")
    text = call.sub(lambda found: quoted.sub(rf"\g<1>{renaming.new}\g<1>", found[0]), text)
    return address.sub(rf"\g<1>{renaming.kind}/{renaming.new}", text)


def _word_renamed(text: str, renaming: Renaming) -> str:
    return re.sub(rf"(?<![\w-]){re.escape(renaming.old)}(?![\w-])", renaming.new, text)

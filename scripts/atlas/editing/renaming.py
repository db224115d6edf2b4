"""Renaming and removing records: every file that changes, by its path, with its new text or None where it goes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import atlas
from atlas.catalog.folders import Source
from atlas.editing.lists import with_aliases, without_items
from atlas.editing.mentions import Renaming, mentions_renamed
from atlas.editing.notdone import NotDone
from atlas.editing.spans import edited, spans
from atlas.model.forms import ID_PATTERN
from atlas.model.types import ProseMark, Ref
from atlas.reading.document import Document
from atlas.reading.document import Path as Place
from atlas.reading.fields import walk
from atlas.reading.parse import Entry, parse
from atlas.reading.source import read_document
from atlas.reading.suggest import did_you_mean

Changes = Mapping[str, str | None]
"""Path from the root to new text; None for a file that goes."""

_MARK = re.compile(r"\[@([^\[\]]+)\]")


def renamed(source: Source, kind: str, old: str, new: str) -> Changes:
    """The files after a record got another id: the record keeps its former one as an alias. Raises NotDone."""
    entry = _entry(source, kind, old)
    if not re.fullmatch(ID_PATTERN, new):
        raise NotDone(f"'{new}' is not an id: use lower-case letters, digits and single hyphens")
    if new in source.catalog.by_kind[kind]:
        raise NotDone(f"{kind}/{new} exists already: choose another id, or unite them with 'atlas remove {kind} {old}'")
    _refuse_what_the_program_names(entry)
    moved = [entry]
    if kind == "stages" and old in source.catalog.by_kind["examples"]:  # an example has the id of its stage
        moved.append(source.catalog.by_kind["examples"][old])
    changes = _with_mentions(source, [Renaming(each.kind, old, new) for each in moved])
    for each in moved:
        text = changes.get(each.document.path) or each.document.text
        aliases = (*(alias for alias in each.record.aliases if alias != new), old)
        changes[each.document.path] = None
        changes[f"data/{each.kind}/{new}.yml"] = edited(text, [with_aliases(text, spans(text), aliases)])
    return changes


def removed(source: Source, kind: str, id: str, to: str) -> Changes:
    """The files after a record went and another of its kind took its mentions and its address. Raises NotDone."""
    entry, other = _entry(source, kind, id), _entry(source, kind, to)
    if id == to:
        raise NotDone(f"{kind}/{id} cannot take its own place: name another record of {kind} with --to")
    _refuse_what_the_program_names(entry)
    changes = _with_mentions(source, [Renaming(kind, id, to)])
    changes[entry.document.path] = None
    text = changes.get(other.document.path) or other.document.text
    aliases = (*other.record.aliases, *(alias for alias in (*entry.record.aliases, id)))
    changes[other.document.path] = edited(text, [with_aliases(text, spans(text), aliases)])
    for path, changed in list(changes.items()):
        if changed is not None and path.startswith("data/"):
            changes[path] = _without_repeats(path, changed, own=to if path == other.document.path else None)
        elif changed is not None:
            changes[path] = _sources_once(changed)
    return changes | dict(_cases_dropped(source, entry.document.path, changes))


def sources_left_over(source: Source, gone: Entry) -> tuple[str, ...]:
    """Keys of the sources that one record alone cites."""
    others = (entry.address for entry in source.catalog.entries if entry.address != gone.address)
    used = {key for address in others for key in source.catalog.cited_by(address)}
    written = "".join(page.text for page in source.written)
    return tuple(sorted(key for key in source.catalog.cited_by(gone.address) - used if f"@{key}" not in written))


def _entry(source: Source, kind: str, id: str) -> Entry:
    known = source.catalog.by_kind[kind]
    if id not in known:
        now = [other.id for other in known.values() if id in other.record.aliases]
        raise NotDone(f"no record {kind}/{id}" + (f": it is now called {now[0]}" if now else did_you_mean(id, known)))
    return known[id]


def _refuse_what_the_program_names(entry: Entry) -> None:
    """Raises NotDone where a module of the program names the record by its address."""
    package = Path(atlas.__file__).parent
    for path in sorted(package.rglob("*.py")):
        if f'"{entry.address}"' in path.read_text(encoding="utf-8"):
            where = path.relative_to(package.parent.parent).as_posix()
            raise NotDone(f"{where} names {entry.address}: the program needs this record under this id")


def _with_mentions(source: Source, renamings: Collection[Renaming]) -> dict[str, str | None]:
    texts = {entry.document.path: entry.document.text for entry in source.catalog.entries}
    texts |= {page.source: page.text for page in source.written}
    return {path: edited(texts[path], edits) for path, edits in mentions_renamed(source, renamings).items()}


def _without_repeats(path: str, text: str, own: str | None) -> str:
    """The text of a record with each id once in each of its lists; ``own`` is the record's id, which goes from them."""
    document, _ = read_document(path, text.encode())
    kind, stem = path.split("/")[1], Path(path).stem
    entry, _ = parse(kind, stem, document)
    if entry is None:
        return text  # the check after the change tells what is wrong
    places = spans(text)
    edits = [
        without_items(text, places, where, dropped)
        for where, dropped in _repeats(entry, own).items()
        if len(dropped) < len(_list_at(document, where))
    ]
    return _sources_once(edited(text, edits)) if _has_prose(entry) else edited(text, edits)


def _repeats(entry: Entry, own: str | None) -> dict[Place, set[int]]:
    """Path of each list of ids to the places of items that stand in it before, or name the record itself."""
    seen: dict[Place, set[str]] = {}
    found: dict[Place, set[int]] = {}
    for field in walk(entry.record):
        last = field.path[-1]
        if not isinstance(field.marker, Ref) or not isinstance(last, int):
            continue
        known = seen.setdefault(field.path[:-1], set())
        if field.value in known or (field.marker.kind == entry.kind and field.value == own):
            found.setdefault(field.path[:-1], set()).add(last)
        known.add(field.value)
    return found


def _list_at(document: Document, path: Place) -> tuple[object, ...]:
    here: object = document.data
    for part in path:
        assert isinstance(here, dict | tuple)
        here = here[part]  # type: ignore[index]  # a path of walk leads through mappings and lists
    assert isinstance(here, tuple)
    return here


def _has_prose(entry: Entry) -> bool:
    return any(isinstance(field.marker, ProseMark) for field in walk(entry.record))


def _sources_once(text: str) -> str:
    """A text in which no citation mark names one source twice at one place."""

    def once(mark: re.Match[str]) -> str:
        parts = mark[1].split(";")
        kept = dict.fromkeys(" ".join(part.replace("@", "").split()) for part in parts)
        return mark[0] if len(kept) == len(parts) else "[" + "; ".join(f"@{part}" for part in kept) + "]"

    return _MARK.sub(once, text)


def _cases_dropped(source: Source, gone: str, changes: Mapping[str, str | None]) -> Iterator[tuple[str, str | None]]:
    """The exemptions without the cases of a file that goes; an exemption without any case goes too."""
    for entry in source.catalog.by_kind["exemptions"].values():
        cases = getattr(entry.record, "cases", ())
        dropped = {index for index, case in enumerate(cases) if case.file == gone}
        if len(dropped) == len(cases):
            yield entry.document.path, None
        elif dropped:
            text = entry.document.text
            yield entry.document.path, edited(text, [without_items(text, spans(text), ("cases",), dropped)])

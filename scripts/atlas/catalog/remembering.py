"""What is remembered of records from one reading to the next: a text that was read before need not be read again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from atlas.model.types import Record
from atlas.reading.parse import Entry
from atlas.reading.source import Parts, Remembered
from atlas.store import Store

RECORDS, ENTRIES = "records", "entries"
"""The names under which a store keeps records, and its memory the entries that were made of them."""

Kept = tuple[str, Record, Parts | None]
"""The digest of a text, the record that it gave, and what was read of it, where someone asked for that."""


@dataclass(frozen=True)
class Before:
    """What earlier readings gave: by path of a file what is kept of it, and the entry that this process has made."""

    kept: Mapping[str, Kept] = field(default_factory=dict)
    entries: Mapping[str, Entry] = field(default_factory=dict)

    def entry(self, kind: str, path: str, raw: bytes) -> Entry | None:
        """The entry that the same file gave before; None where its text is another one."""
        entry = self.entries.get(path)
        if entry is not None and entry.document.text.encode() == raw:
            return entry
        if path not in self.kept:
            return None
        digest, record, parts = self.kept[path]
        document = Remembered(path, raw.decode(errors="replace"), parts)
        if document.digest != digest or document.text.encode() != raw:
            return None
        return Entry(kind, PurePosixPath(path).stem, record, document, passed=True)


def before(store: Store | None) -> Before:
    """What a store holds of earlier readings."""
    if store is None:
        return Before()
    return Before(store.get(RECORDS) or {}, store.memory.get(ENTRIES, {}) if store.memory is not None else {})


def remember(store: Store, records: Iterable[Entry]) -> None:
    """Keep records that have passed every check, for reading the same texts again."""
    entries = tuple(records)
    found = {entry.document.path: _kept(entry) for entry in entries}
    if any(not entry.passed or found[entry.document.path][2] is not _known(entry) for entry in entries):
        store.put(RECORDS, found)
    if store.memory is not None:
        passed = (entry if entry.passed else replace(entry, passed=True) for entry in entries)
        store.memory[ENTRIES] = {entry.document.path: entry for entry in passed}


def _kept(entry: Entry) -> Kept:
    document = entry.document
    return document.digest, entry.record, document.asked if isinstance(document, Remembered) else None


def _known(entry: Entry) -> Parts | None:
    return entry.document.known if isinstance(entry.document, Remembered) else None

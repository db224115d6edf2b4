"""Reading the folders: the only place that opens data and pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from atlas.catalog.catalog import Catalog
from atlas.catalog.written import Written, read_written
from atlas.model import KINDS, Record
from atlas.reading.document import Document
from atlas.reading.location import Location
from atlas.reading.parse import NAMED, Entry, parse
from atlas.reading.problem import BrokenData, Problem
from atlas.reading.source import Remembered, read_document
from atlas.reading.suggest import did_you_mean
from atlas.store import Store

GENERATED = {"schema"}


@dataclass(frozen=True)
class Source:
    """What was read: records, hand-written pages, other files of ``docs/`` by their path there, and all texts."""

    catalog: Catalog
    written: tuple[Written, ...]
    assets: Mapping[str, Path]
    texts: Mapping[str, str]


def read_source(root: Path, store: Store | None = None) -> Source:
    """The records under ``root/data`` and the pages under ``root/docs``; a store saves reading a file twice.

    Raises:
        BrokenData: problems of the folders and of syntax, or where there is none, of shape; all of them at once.
    """
    problems = list(_folder_problems(root))
    remembered: Records = (store.get(RECORDS) if store else None) or {}
    files = _record_files(root, remembered)
    problems += [problem for file in files for problem in file.problems]
    texts = {file.document.path: file.document.text for file in files}
    written, assets = [], {}
    for path in _files(root / "docs"):
        below = path.relative_to(root / "docs").as_posix()
        if path.suffix != ".md":
            assets[below] = path
            continue
        source = path.relative_to(root).as_posix()
        page, texts[source], more = read_written(below, source, path.read_bytes())
        problems += more
        written += [page] if page else []
    if problems:
        raise BrokenData(problems, texts)
    return Source(Catalog(tuple(_entries(files))), tuple(written), assets, texts)


def remember(store: Store, source: Source) -> None:
    """Keep the records of a source that has passed every check, for reading the same texts again."""
    if not all(entry.passed for entry in source.catalog.records):
        found = {entry.document.path: (entry.document.digest, entry.record) for entry in source.catalog.records}
        store.put(RECORDS, found)


RECORDS = "records"

Records = Mapping[str, tuple[str, Record]]
"""Path of a file to the digest of its text and the record that it gave."""


@dataclass(frozen=True)
class _File:
    """A file of a record: its kind, what was read of it, and the record, where its text gave one before."""

    kind: str
    document: Document
    problems: tuple[Problem, ...] = ()
    record: Record | None = None


def _record_files(root: Path, remembered: Records) -> list[_File]:
    return [
        _record_file(kind, path.relative_to(root).as_posix(), path.read_bytes(), remembered)
        for kind in KINDS
        for path in sorted((root / "data" / kind).glob("*.yml"))
    ]


def _record_file(kind: str, path: str, raw: bytes, remembered: Records) -> _File:
    if path in remembered:
        digest, record = remembered[path]
        before = Remembered(path, raw.decode(errors="replace"))
        if before.digest == digest and before.text.encode() == raw:
            return _File(kind, before, record=record)
    document, problems = read_document(path, raw)
    return _File(kind, document, problems)


def _entries(files: Iterable[_File]) -> list[Entry]:
    entries: list[Entry] = []
    problems: list[Problem] = []
    for file in files:
        stem = PurePosixPath(file.document.path).stem
        if file.record is not None:
            entries.append(Entry(file.kind, stem, file.record, file.document, passed=True))
            continue
        entry, found = parse(file.kind, stem, file.document)
        problems += found
        entries += [entry] if entry else []
    if problems:
        raise BrokenData(problems, {file.document.path: file.document.text for file in files})
    return entries


def entries_in(root: Path) -> tuple[Entry, ...]:
    """The records under a root that can be read; what is wrong with the others is passed over."""
    found = []
    for kind in KINDS:
        for path in sorted((root / "data" / kind).glob("*.yml")):
            document, problems = read_document(path.relative_to(root).as_posix(), path.read_bytes())
            entry = None if problems else parse(kind, path.stem, document)[0]
            found += [entry] if entry else []
    return tuple(found)


def _files(folder: Path) -> list[Path]:
    """All files below a folder in sorted order, without hidden ones."""
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith(".")]


def _folder_problems(root: Path) -> list[Problem]:
    data = root / "data"
    if not data.is_dir():
        return [NAMED.broken(Location("data"), f"no folder 'data' in {root}: name the atlas with --root")]
    problems = []
    for path in sorted(data.iterdir()):
        name = path.relative_to(root).as_posix()
        if path.name.startswith(".") or path.name in GENERATED:
            continue
        if not path.is_dir():
            problems.append(NAMED.broken(Location(name), f"'{path.name}' is not in a folder of its kind: move it"))
        elif path.name not in KINDS:
            guess = did_you_mean(path.name, KINDS)
            problems.append(NAMED.broken(Location(name), f"the folder '{path.name}' is not a kind{guess}"))
        else:
            problems += _stray_files(root, path)
    return problems


def _stray_files(root: Path, folder: Path) -> list[Problem]:
    return [
        NAMED.broken(
            Location(path.relative_to(root).as_posix()),
            f"'{path.name}' is not read: records end in .yml",
        )
        for path in sorted(folder.iterdir())
        if path.suffix != ".yml" and not path.name.startswith(".")
    ]

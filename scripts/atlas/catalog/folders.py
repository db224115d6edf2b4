"""Reading the folders: the only place that opens data and pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from atlas.catalog.catalog import Catalog
from atlas.catalog.leftovers import is_leftover
from atlas.catalog.remembering import Before, before
from atlas.catalog.written import Written, read_written
from atlas.model import KINDS
from atlas.reading.document import Document
from atlas.reading.location import Location
from atlas.reading.parse import NAMED, Entry, parse
from atlas.reading.problem import BrokenData, Problem
from atlas.reading.source import read_document
from atlas.reading.suggest import did_you_mean
from atlas.reading.text import MAX_BYTES
from atlas.store import Store

GENERATED = {"schema", "changes.yml", "addresses.txt"}


@dataclass(frozen=True)
class Source:
    """What was read: records, hand-written pages, other files of ``docs/`` by their path there, and all texts.

    ``passed_over`` are leftovers of editors and systems beside them, by their path from the root.
    """

    catalog: Catalog
    written: tuple[Written, ...]
    assets: Mapping[str, Path]
    texts: Mapping[str, str]
    passed_over: tuple[str, ...] = ()


@dataclass
class _Found:
    """What a walk over the folders gathers; it grows while they are read and is then handed over."""

    root: Path
    before: Before = field(default_factory=Before)
    problems: list[Problem] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)

    def name(self, path: Path) -> str:
        """The path of a file from the root, as complaints name it."""
        return path.relative_to(self.root).as_posix()

    def complain(self, path: Path, message: str) -> None:
        """Complain of a file as such."""
        self.problems.append(NAMED.broken(Location(self.name(path)), message))

    def content(self, path: Path) -> bytes | None:
        """The bytes of a file, up to just over the most that is read; None, with a complaint, where there are none."""
        try:
            with path.open("rb") as file:
                return file.read(MAX_BYTES + 1)
        except OSError as error:
            self.complain(path, f"this file cannot be read ({error.strerror}): mend its permissions, or delete it")
            return None


def read_source(root: Path, store: Store | None = None) -> Source:
    """The records under ``root/data`` and the pages under ``root/docs``; a store saves reading a file twice.

    Raises:
        BrokenData: problems of the folders and of syntax, or where there is none, of shape; all of them at once.
    """
    found = _Found(root, before(store))
    files = list(_record_files(found))
    texts = {file.document.path: file.document.text for file in files}
    written, assets = _pages(found, texts)
    if found.problems:
        raise BrokenData(found.problems, texts)
    return Source(Catalog(tuple(_entries(files))), written, assets, texts, tuple(found.passed_over))


@dataclass(frozen=True)
class _File:
    """A file of a record: its kind, what was read of it, and the entry, where its text gave one before."""

    kind: str
    document: Document
    entry: Entry | None = None


def _record_files(found: _Found) -> Iterator[_File]:
    """Every file of a record that can be read, kind by kind."""
    paths: dict[str, list[Path]] = {kind: [] for kind in KINDS}
    for folder in _folders(found):
        paths[folder.name] = list(_records(found, folder))
    for kind, listed in paths.items():
        for path in listed:
            raw = found.content(path)
            if raw is not None:
                yield _record_file(found, kind, path, raw)


def _record_file(found: _Found, kind: str, path: Path, raw: bytes) -> _File:
    name = found.name(path)
    known = found.before.entry(kind, name, raw)
    if known is not None:
        return _File(kind, known.document, known)
    document, problems = read_document(name, raw)
    found.problems += problems
    return _File(kind, document)


def _entries(files: Iterable[_File]) -> list[Entry]:
    entries: list[Entry] = []
    problems: list[Problem] = []
    for file in files:
        if file.entry is not None:
            entries.append(file.entry)
            continue
        entry, found = parse(file.kind, PurePosixPath(file.document.path).stem, file.document)
        problems += found
        entries += [entry] if entry else []
    if problems:
        raise BrokenData(problems, {file.document.path: file.document.text for file in files})
    return entries


def entries_in(root: Path) -> tuple[Entry, ...]:
    """The records under a root that can be read; what is wrong with the others is passed over."""
    found = _Found(root)
    files = list(_record_files(found))
    broken = {problem.location.path for problem in found.problems}
    sound = [file for file in files if file.document.path not in broken]
    parsed = (parse(file.kind, PurePosixPath(file.document.path).stem, file.document)[0] for file in sound)
    return tuple(entry for entry in parsed if entry is not None)


def addresses_in(root: Path) -> frozenset[str]:
    """The address of every record file under a root, also of those that cannot be read."""
    files = _record_files(_Found(root))
    return frozenset(f"{file.kind}/{PurePosixPath(file.document.path).stem}" for file in files)


def _folders(found: _Found) -> Iterator[Path]:
    """The folders of kinds, in sorted order; whatever else lies in ``data/`` is a complaint."""
    data = found.root / "data"
    if not data.is_dir():
        message = f"no folder 'data' in {found.root}: name the atlas with --root"
        found.problems.append(NAMED.broken(Location("data"), message))
        return
    for path in _listed(found, data):
        if path.name in GENERATED:
            continue
        if not path.is_dir():
            found.complain(path, f"'{path.name}' is not in a folder of its kind: move it")
        elif path.name not in KINDS:
            found.complain(path, f"the folder '{path.name}' is not a kind{did_you_mean(path.name, KINDS)}")
        else:
            yield path


def _records(found: _Found, folder: Path) -> Iterator[Path]:
    """The files of records in a folder, in sorted order; whatever else lies there is a complaint."""
    for path in _listed(found, folder):
        if path.is_file() and path.suffix == ".yml":
            yield path
        else:
            found.complain(path, _why_not_read(path))


def _why_not_read(path: Path) -> str:
    if path.is_dir():
        return f"'{path.name}' is a folder: records lie in data/{path.parent.name}/ itself; move its files there"
    if path.is_symlink() and not path.exists():
        return f"'{path.name}' is a link that leads nowhere: delete it, or mend where it leads"
    if not path.is_file():
        return f"'{path.name}' is no plain file: delete it"
    if path.suffix.lower() in (".yml", ".yaml"):
        return f"'{path.name}' is not read: records end in .yml; rename it to '{path.stem}.yml'"
    return f"'{path.name}' is not read: records end in .yml"


def _listed(found: _Found, folder: Path) -> list[Path]:
    """What lies in a folder, sorted, without leftovers, which are noted, and hidden files that are no records."""
    try:
        paths = sorted(folder.iterdir())
    except OSError as error:
        found.complain(folder, f"this folder cannot be read ({error.strerror}): mend its permissions")
        return []
    leftovers = {path for path in paths if is_leftover(path.name)}
    found.passed_over += [found.name(path) for path in paths if path in leftovers]
    kept = (path for path in paths if path not in leftovers)
    return [path for path in kept if not path.name.startswith(".") or path.suffix == ".yml"]


def _pages(found: _Found, texts: dict[str, str]) -> tuple[tuple[Written, ...], dict[str, Path]]:
    """The hand-written pages and the other files below ``docs/``; the texts of pages are added to the others."""
    written: list[Written] = []
    assets: dict[str, Path] = {}
    docs = found.root / "docs"
    for path in sorted(docs.rglob("*")):
        if path.is_symlink() and not path.exists():
            found.complain(path, _why_not_read(path))
        if path.name.startswith(".") or not path.is_file():
            continue
        below = path.relative_to(docs).as_posix()
        if is_leftover(path.name):
            found.passed_over.append(found.name(path))
        elif path.suffix != ".md":
            if found.content(path) is not None:
                assets[below] = path
        elif (raw := found.content(path)) is not None:
            source = found.name(path)
            page, texts[source], problems = read_written(below, source, raw)
            found.problems += problems
            written += [page] if page else []
    return tuple(written), assets

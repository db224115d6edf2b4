"""Commands on records: new, rename, remove, and their schemas."""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping
from pathlib import Path

from atlas.catalog.folders import entries_in
from atlas.cli.days import today
from atlas.editing.applying import applied
from atlas.editing.importing.bibtex import from_bibtex
from atlas.editing.importing.csl import from_csl
from atlas.editing.importing.found import Found, from_arxiv, from_doi
from atlas.editing.importing.records import imported
from atlas.editing.notdone import NotDone
from atlas.editing.renaming import removed, renamed, sources_left_over
from atlas.editing.schemas import changed_schemas, schemas, write_schemas
from atlas.editing.skeleton import skeleton
from atlas.inspection import checked
from atlas.model import Citation
from atlas.model.forms import ID_PATTERN
from atlas.reading.problem import BrokenData, as_text


def new(options: argparse.Namespace) -> int:
    """Write a record to fill in, or the records of sources from elsewhere."""
    reviewed = options.today or today()
    if options.arxiv or options.doi or options.bibtex or options.csl:
        return _new_sources(options, reviewed)
    if options.id is None:
        raise NotDone(f"name the record: atlas new {options.kind} ID")
    _write_new(options.root, options.kind, options.id, skeleton(options.kind, {"reviewed": reviewed}))
    return 0


def _new_sources(options: argparse.Namespace, reviewed: str) -> int:
    """Write the records of sources from elsewhere, and tell what is to be done about each."""
    if options.kind != "citations":
        raise NotDone("only sources come from elsewhere: atlas new citations")
    found, lost = _found(options)
    if options.id is not None and len(found) != 1:
        raise NotDone("several sources have keys of their own: leave the id out")
    known = {entry.id: entry.record for entry in entries_in(options.root) if isinstance(entry.record, Citation)}
    made = imported(found, known, reviewed)
    for key, text in made.records.items():
        _write_new(options.root, "citations", options.id or key, text)
    print("\n".join([*made.told, *lost]))
    if len(found) + len(lost) > 1:
        new, all_known = len(made.records), len(found) - len(made.records)
        counts = f"{len(found) + len(lost)} sources: {new} new, {all_known} known, {len(lost)} not readable"
        print(f"{counts}; the new ones want a summary, tier, seen, its places and accessed")
    return int(bool(lost))


def _found(options: argparse.Namespace) -> tuple[list[Found], list[str]]:
    """The sources that the options name, and what could not be read of a file."""
    if options.bibtex:
        return from_bibtex(_text_of(options.bibtex))
    if options.csl:
        return from_csl(_text_of(options.csl)), []
    found = from_arxiv(options.arxiv) if options.arxiv else from_doi(options.doi)
    if found is None:
        raise NotDone(
            f"'{options.arxiv}' is no arXiv number, such as 2203.15556"
            if options.arxiv
            else f"'{options.doi}' is no DOI, such as 10.1145/3442188.3445922"
        )
    return [found], []


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise NotDone(f"{path} cannot be read: {error}") from error


def _write_new(root: Path, kind: str, id: str, text: str) -> None:
    """Write a new record; raises NotDone where its id is none or taken."""
    path = root / "data" / kind / f"{id}.yml"
    if not re.fullmatch(ID_PATTERN, id):
        raise NotDone(f"'{id}' is not an id: use lower-case letters, digits and single hyphens")
    if path.exists():
        raise NotDone(f"{path} exists already")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    if (root / "data" / "schema").is_dir():
        write_schemas(root)
    print(f"{path}: fill it in, then run 'atlas check'")


def rename(options: argparse.Namespace) -> int:
    """Give a record another id, with every mention of it."""
    changes = renamed(checked(options.root), options.kind, options.old, options.new)
    _apply(options.root, changes)
    print(f"{options.kind}/{options.old} is now {options.kind}/{options.new}; its former address leads there")
    return _told(changes)


def remove(options: argparse.Namespace) -> int:
    """Delete a record and lead its mentions to another."""
    source = checked(options.root)
    changes = dict(removed(source, options.kind, options.id, options.to))
    left_over = sources_left_over(source, source.catalog.by_kind[options.kind][options.id])
    if left_over and not options.sources:
        keys = ", ".join(left_over)
        raise NotDone(f"nothing was changed: no other record cites {keys}; to delete these sources too, add --sources")
    changes |= {f"data/citations/{key}.yml": None for key in left_over}
    _apply(options.root, changes)
    print(f"{options.kind}/{options.id} is gone; its mentions and its address lead to {options.kind}/{options.to}")
    return _told(changes)


def _apply(root: Path, changes: Mapping[str, str | None]) -> None:
    """Write changes that pass every check; raises NotDone with the complaints, and then nothing is changed."""
    try:
        with applied(root, changes):
            checked(root)
    except BrokenData as broken:
        complaints = as_text(broken.problems, broken.texts)
        raise NotDone(f"nothing was changed, because this would be wrong after it:\n{complaints}") from broken
    if (root / "data" / "schema").is_dir():
        write_schemas(root)


def _told(changes: Mapping[str, str | None]) -> int:
    for path, text in sorted(changes.items()):
        print(f"  {'deleted' if text is None else 'changed'}  {path}")
    return 0


def schema(options: argparse.Namespace) -> int:
    """Write the JSON Schemas, or say whether they are current."""
    if not options.check:
        written = write_schemas(options.root)
        print(f"{len(schemas())} schemas, {written} changed")
        return 0
    changed = changed_schemas(options.root)
    for path in changed:
        print(f"{path}: not current: run 'atlas schema'")
    return 1 if changed else 0

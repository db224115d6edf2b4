"""Commands on records: new, rename, remove, and their schemas."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from atlas.editing.applying import applied
from atlas.editing.notdone import NotDone
from atlas.editing.renaming import removed, renamed, sources_left_over
from atlas.editing.schemas import changed_schemas, schemas, write_schemas
from atlas.editing.skeleton import skeleton
from atlas.inspection import checked
from atlas.model.forms import ID_PATTERN
from atlas.reading.problem import BrokenData, as_text


def new(options: argparse.Namespace) -> int:
    """Write a record to fill in."""
    path = options.root / "data" / options.kind / f"{options.id}.yml"
    if not re.fullmatch(ID_PATTERN, options.id):
        print(f"'{options.id}' is not an id: use lower-case letters, digits and single hyphens", file=sys.stderr)
        return 1
    if path.exists():
        print(f"{path} exists already", file=sys.stderr)
        return 1
    path.parent.mkdir(parents=True, exist_ok=True)
    today = datetime.now(tz=UTC).date().isoformat()
    path.write_text(skeleton(options.kind, today), encoding="utf-8", newline="\n")
    print(f"{path}: fill it in, then run 'atlas check'")
    return 0


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

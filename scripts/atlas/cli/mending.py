"""Commands that put right what is mechanical: format, and the fixing of check."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from atlas.catalog.leftovers import is_leftover
from atlas.editing.formatting import as_diff, fixable, formatted_files, kind_of
from atlas.editing.notdone import NotDone
from atlas.editing.sarif import as_sarif
from atlas.model import KINDS
from atlas.reading.problem import BrokenData, as_github, as_json, as_text
from atlas.reading.text import read_text


def shown(broken: BrokenData, form: str) -> str:
    """The problems of an atlas in one of the forms of ``atlas check``."""
    if form == "github":
        return as_github(broken.problems)
    fixed = fixable(broken.problems, broken.texts)
    if form == "sarif":
        return as_sarif(broken.problems, fixed)
    if form == "json":
        return as_json(broken.problems, fixed)
    text = as_text(broken.problems, broken.texts)
    return f"{text}\n{_hint(len(fixed))}" if fixed else text


def _hint(number: int) -> str:
    return f"{number} can be put right by 'atlas check --fix'"


def fix(root: Path) -> None:
    """Put right what is mechanical in all records, and say on the error stream what that changes."""
    before = _texts(root, ())
    after = formatted_files(before)
    sys.stderr.write(as_diff(before, after))
    _write(root, after)


def form(options: argparse.Namespace) -> int:
    """Show, and write where asked, the records that are not in their form."""
    before = _texts(options.root, options.files)
    after = formatted_files(before)
    print(as_diff(before, after), end="")
    if options.write:
        _write(options.root, after)
    files = f"{len(after)} of {len(before)} {'record' if len(before) == 1 else 'records'}"
    print(f"{files} {'written' if options.write else 'to be put right: --write does it'}" if after else "all in order")
    return int(bool(after) and not options.write)


def _texts(root: Path, files: tuple[Path, ...] | list[Path]) -> dict[str, str]:
    """Path of each record to its text; files that no reader can read are left to the check. Raises NotDone."""
    paths = [path.resolve() for path in files] or [
        path
        for kind in KINDS
        for path in sorted((root.resolve() / "data" / kind).glob("*.yml"))
        if path.is_file() and not is_leftover(path.name)
    ]
    found: dict[str, str] = {}
    for path in paths:
        if not path.is_relative_to(root.resolve()) or not path.is_file():
            raise NotDone(f"{path} is no file of the atlas in {root}")
        name = path.relative_to(root.resolve()).as_posix()
        if kind_of(name) is None:
            raise NotDone(f"{name} is no record: records are data/KIND/ID.yml")
        raw = path.read_bytes()
        _, problems = read_text(name, raw.removeprefix(b"\xef\xbb\xbf"))
        if not problems:
            found[name] = raw.decode()
    return found


def _write(root: Path, texts: Mapping[str, str]) -> None:
    for path, text in texts.items():
        (root / path).write_bytes(text.encode())

"""Commands for those who look over the atlas: diff, stale, why and verify."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from atlas.catalog.catalog import Catalog
from atlas.catalog.folders import Source, entries_in
from atlas.cli.days import day, today
from atlas.editing.difference_report import as_markdown
from atlas.editing.differences import State, differences
from atlas.editing.findings import findings_as_text, texts_in
from atlas.editing.notdone import NotDone
from atlas.editing.provenance import why
from atlas.editing.revision import revision
from atlas.editing.stale import as_lines, stale
from atlas.editing.verify import verify
from atlas.page import Page
from atlas.pages.all_pages import render_site
from atlas.reading.problem import BrokenData
from atlas.settings import Settings
from atlas.workshop import checked

Add = Callable[[str, Callable[[argparse.Namespace], int], str], argparse.ArgumentParser]


def add_commands(add: Add) -> None:
    """Add the commands of this file to the parser."""
    diff = add("diff", _diff, "say in Markdown which figures, records, verdicts and pages changed since a revision")
    diff.add_argument("revision", nargs="?", default="HEAD", help="a commit, branch or tag (default: HEAD)")
    old = add("stale", _stale, "list what should be looked at again, oldest first")
    old.add_argument("--days", type=int, help="one threshold for everything, instead of those per kind")
    old.add_argument("--today", type=day, help="the day to count from, YYYY-MM-DD (default: today)")
    reasons = add("why", _why, "say what a figure or record rests on, what follows from it and where it is shown")
    reasons.add_argument("address", help="kind/id#figure, or kind/id")
    texts = add("verify", _verify, "look for every disclosed figure in the text of its source")
    texts.add_argument("texts", type=Path, help="a folder of plain texts named by citation key, such as a2024-x.txt")


def _diff(options: argparse.Namespace) -> int:
    new = checked(options.root)
    with revision(options.root, options.revision) as folder:
        old = _state(folder)
    print(as_markdown(differences(old, State(new.catalog, _pages(new))), options.revision), end="")
    return 0


def _state(folder: Path) -> State:
    """The atlas in a folder; one that does not pass the checks of this version is only its readable records."""
    try:
        source = checked(folder)
    except BrokenData:
        return State(Catalog(entries_in(folder)), None)
    return State(source.catalog, _pages(source))


def _pages(source: Source) -> tuple[Page, ...]:
    """All pages, with the specifications of charts in place of the drawings: for looking into them."""
    site = render_site(source.catalog, source.written, Settings(), repr)
    if site.problems:
        raise BrokenData(site.problems, source.texts)
    return site.pages


def _stale(options: argparse.Namespace) -> int:
    found = stale(checked(options.root).catalog, options.today or today(), options.days)
    print(as_lines(found) if found else "nothing is old")
    return 0


def _why(options: argparse.Namespace) -> int:
    source = checked(options.root)
    print(why(source.catalog, _pages(source), options.address))
    return 0


def _verify(options: argparse.Namespace) -> int:
    if not options.texts.is_dir():
        raise NotDone(f"{options.texts} is not a folder: name one that holds the texts of sources")
    print(findings_as_text(verify(checked(options.root).catalog, texts_in(options.texts))))
    return 0

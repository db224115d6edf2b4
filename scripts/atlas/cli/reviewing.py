"""Commands for those who look over the atlas: diff, stale, why and verify."""

from __future__ import annotations

import argparse
from pathlib import Path

from atlas.catalog.folders import Source
from atlas.cli.days import today
from atlas.editing.difference_report import as_markdown
from atlas.editing.differences import State, differences, state_in
from atlas.editing.findings import findings_as_text, texts_in
from atlas.editing.notdone import NotDone
from atlas.editing.provenance import why
from atlas.editing.revision import revision
from atlas.editing.stale import as_lines, stale
from atlas.editing.verify import verify
from atlas.inspection import checked
from atlas.page import Sheet
from atlas.pages.all_pages import Press, render_site
from atlas.reading.problem import BrokenData
from atlas.settings import Settings


def diff(options: argparse.Namespace) -> int:
    """Print what changed since a revision."""
    new = checked(options.root)
    with revision(options.root, options.revision) as folder:
        old = _state(folder)
    print(as_markdown(differences(old, State(new.catalog, pages_of(new))), options.name or options.revision), end="")
    return 0


def _state(folder: Path) -> State:
    """The atlas in a folder; one that does not pass the checks of this version is only its readable records."""
    try:
        source = checked(folder)
    except BrokenData:
        return state_in(folder)
    return State(source.catalog, pages_of(source))


def pages_of(source: Source) -> tuple[Sheet, ...]:
    """All pages, with the specifications of charts in place of the drawings: for looking into them."""
    site = render_site(source.catalog, source.written, Press(Settings(), repr))
    if site.problems:
        raise BrokenData(site.problems, source.texts)
    return site.pages


def old(options: argparse.Namespace) -> int:
    """List what should be looked at again."""
    found = stale(checked(options.root).catalog, options.today or today(), options.days)
    print(as_lines(found) if found else "nothing is old")
    return 0


def reasons(options: argparse.Namespace) -> int:
    """Print why a figure or record is as it is."""
    source = checked(options.root)
    print(why(source.catalog, pages_of(source), options.address))
    return 0


def verified(options: argparse.Namespace) -> int:
    """Look for the disclosed figures in the texts of their sources."""
    if not options.texts.is_dir():
        raise NotDone(f"{options.texts} is not a folder: name one that holds the texts of sources")
    print(findings_as_text(verify(checked(options.root).catalog, texts_in(options.texts))))
    return 0

"""Commands for those who publish: addresses and changes."""

from __future__ import annotations

import argparse
from pathlib import Path

from atlas.addresses import url_of
from atlas.cli.reviewing import pages_of
from atlas.editing.differences import Change, differences, state_in
from atlas.editing.notdone import NotDone
from atlas.editing.revision import commit, revision
from atlas.exports.changes import LOG, Changed, as_log, read_changes
from atlas.inspection import checked
from atlas.pages.anchors import anchors
from atlas.pages.redirects import redirects
from atlas.site.published import LIST, as_list, read_published


def addresses(options: argparse.Namespace) -> int:
    """Add the addresses of all pages, redirects, figures and records to the list, or say which it lacks."""
    root = options.root.resolve()
    published = read_published(root)
    source = checked(root)
    pages = (url_of(page.path) for page in pages_of(source))
    there = {*pages, *redirects(source.catalog), *anchors(source.catalog)}
    missing = sorted(there - published.keys() - {""})
    if options.check:
        for address in missing:
            print(f"{LIST.as_posix()}: '{address}' is not in the list: run 'atlas addresses'")
        return 1 if missing else 0
    (root / LIST).write_text(as_list({**published, **{address: address for address in missing}}), "utf-8", newline="\n")
    print(f"{len(published) + len(missing)} addresses, {len(missing)} new")
    return 0


def changes(options: argparse.Namespace) -> int:
    """Write what changed in the committed data since the newest entry of the log as a new entry."""
    root = options.root.resolve()
    known = read_changes(root)
    since = options.since or (known[0].revision if known else None)
    if since is None:
        raise NotDone("the log is empty: name the revision to begin at, such as 'atlas changes --since v1'")
    head, date = commit(root, "HEAD")
    with revision(root, since) as before, revision(root, head) as after:
        found = _changed(before, after, head, date)
    if found.is_empty:
        print("nothing has changed in the committed data")
        return 0
    (root / LOG).write_text(as_log((found, *known)), encoding="utf-8", newline="\n")
    records = f"{len(found.added)} records added, {len(found.removed)} removed, {len(found.edited)} changed"
    print(f"{LOG.as_posix()}: {records}; {len(found.figures)} figures changed")
    return 0


def _changed(before: Path, after: Path, head: str, date: str) -> Changed:
    old, new = (state_in(folder) for folder in (before, after))
    found = differences(old, new)
    return Changed(
        date=date,
        revision=head,
        added=tuple(address for address, _ in found.added),
        removed=tuple(address for address, _ in found.removed),
        edited=found.edited,
        figures=tuple(_line(change) for change in found.figures if change.before and change.after),
    )


def _line(change: Change) -> str:
    return f"{change.address}: {change.before} → {change.after}"

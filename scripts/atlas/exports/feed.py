"""The Atom feed of what changed in the data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from atlas.evidence.shown import record_href
from atlas.exports.changes import Changed
from atlas.exports.publication import NAME, Publication

FEED = "feed.xml"

_MOST = 20
"""Entries of the feed, and lines of one list in it."""


def feed(found: Publication, changes: tuple[Changed, ...]) -> str:
    """The feed, newest change first; its dates come from the log alone."""
    newest = changes[0].date if changes else found.view.catalog.newest_review or "1970-01-01"
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<title>{NAME}: changes of the data</title>",
        f"<id>{_id(found, '')}</id>",
        f"<updated>{newest}T00:00:00Z</updated>",
        f"<author><name>{NAME}</name></author>",
        "<rights>CC BY 4.0</rights>",
    ]
    if found.site_url:
        lines += [
            f'<link rel="self" href={quoteattr(found.address(FEED))}/>',
            f"<link href={quoteattr(found.site_url)}/>",
        ]
    entries = (line for change in changes[:_MOST] for line in _entry(found, change))
    return "\n".join([*lines, *entries, "</feed>", ""])


def _id(found: Publication, tail: str) -> str:
    return escape(f"{found.site_url}{FEED}{tail}" if found.site_url else f"urn:training-lifecycle-atlas{tail}")


def _entry(found: Publication, change: Changed) -> Iterator[str]:
    yield "<entry>"
    yield f"<title>{_title(change)}</title>"
    yield f"<id>{_id(found, f'#{change.revision}')}</id>"
    yield f"<updated>{change.date}T00:00:00Z</updated>"
    yield f"<link href={quoteattr(found.address('data/'))}/>"
    yield f'<content type="html">{escape("".join(_content(found, change)))}</content>'
    yield "</entry>"


def _title(change: Changed) -> str:
    parts = [
        f"{len(some)} {noun}{'' if len(some) == 1 else 's'} {what}"
        for some, noun, what in (
            (change.added, "record", "added"),
            (change.removed, "record", "removed"),
            (change.edited, "record", "changed"),
            (change.figures, "figure", "changed"),
        )
        if some
    ]
    return escape(", ".join(parts) or "No change of the data")


def _content(found: Publication, change: Changed) -> Iterator[str]:
    yield from _list("Figures that changed", (escape(line) for line in change.figures))
    yield from _list("New records", (_link(found, address) for address in change.added))
    yield from _list("Changed records", (_link(found, address) for address in change.edited))
    yield from _list("Records that went", (escape(address) for address in change.removed))


def _list(head: str, items: Iterable[str]) -> Iterator[str]:
    shown = list(items)
    if shown:
        more = [f"and {len(shown) - _MOST} more"] if len(shown) > _MOST else []
        yield f"<h2>{head}</h2><ul>{''.join(f'<li>{item}</li>' for item in [*shown[:_MOST], *more])}</ul>"


def _link(found: Publication, address: str) -> str:
    """A record by its title and page, where it is still there."""
    entry = found.view.catalog.find(address)
    if entry is None or entry.kind == "exemptions":
        return escape(address)
    return f"<a href={quoteattr(found.address(record_href(address)))}>{escape(entry.record.title)}</a>"

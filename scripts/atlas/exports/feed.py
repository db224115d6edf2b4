"""The Atom feeds of what changed in the data: one of the whole site, and one of each stage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from atlas.evidence.shown import home_href, record_href
from atlas.exports.belonging import belonging
from atlas.exports.changes import Changed
from atlas.exports.publication import NAME, Publication

FEED = "feed.xml"

_MOST = 20
"""Entries of the feed, and lines of one list in it."""


@dataclass(frozen=True)
class Channel:
    """A feed by its path, with what it tells of, the page to which it belongs, and what changed, newest first."""

    path: str
    title: str
    page: str
    changes: tuple[Changed, ...]


def feed_files(found: Publication, changes: tuple[Changed, ...]) -> dict[str, str]:
    """Every feed by its path."""
    return {channel.path: feed(found, channel) for channel in channels(found, changes)}


def channels(found: Publication, changes: tuple[Changed, ...]) -> Iterator[Channel]:
    """The feed of the whole site, then those of the stages, each with the changes that concern it."""
    yield Channel(FEED, "changes of the data", "", changes)
    for id, stage in found.view.catalog.stages:
        belongs = belonging(found.view.catalog, id)
        told = (change for change in (belongs.part_of(change) for change in changes) if not change.is_empty)
        yield Channel(f"stages/{id}/{FEED}", f"changes that concern {stage.title}", f"stages/{id}/", tuple(told))


def feed(found: Publication, channel: Channel) -> str:
    """The text of a feed, newest change first; its dates come from the log alone."""
    newest = channel.changes[0].date if channel.changes else found.view.catalog.newest_review or "1970-01-01"
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<title>{escape(f'{NAME}: {channel.title}')}</title>",
        f"<id>{_id(found, channel, '')}</id>",
        f"<updated>{newest}T00:00:00Z</updated>",
        f"<author><name>{NAME}</name></author>",
        "<rights>CC BY 4.0</rights>",
    ]
    if found.site_url:
        lines += [
            f'<link rel="self" href={quoteattr(found.address(channel.path))}/>',
            f"<link href={quoteattr(found.address(channel.page))}/>",
        ]
    entries = (line for change in channel.changes[:_MOST] for line in _entry(found, channel, change))
    return "\n".join([*lines, *entries, "</feed>", ""])


def _id(found: Publication, channel: Channel, tail: str) -> str:
    place = "" if channel.path == FEED else f":{channel.path}"
    return escape(f"{found.address(channel.path) if found.site_url else f'urn:training-lifecycle-atlas{place}'}{tail}")


def _entry(found: Publication, channel: Channel, change: Changed) -> Iterator[str]:
    yield "<entry>"
    yield f"<title>{_title(change)}</title>"
    yield f"<id>{_id(found, channel, f'#{change.revision}')}</id>"
    yield f"<updated>{change.date}T00:00:00Z</updated>"
    yield f"<link href={quoteattr(found.address(channel.page or 'data/'))}/>"
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
    yield from _list("Figures that changed", (_figure(found, line) for line in change.figures))
    yield from _list("New records", (_link(found, address) for address in change.added))
    yield from _list("Changed records", (_link(found, address) for address in change.edited))
    yield from _list("Records that went", (escape(address) for address in change.removed))


def _list(head: str, items: Iterable[str]) -> Iterator[str]:
    shown = list(items)
    if shown:
        more = [f"and {len(shown) - _MOST} more"] if len(shown) > _MOST else []
        yield f"<h2>{head}</h2><ul>{''.join(f'<li>{item}</li>' for item in [*shown[:_MOST], *more])}</ul>"


def _figure(found: Publication, line: str) -> str:
    """A figure that changed with a link to its own address, where it is still there."""
    address, sign, change = line.partition(": ")
    placed = found.view.catalog.named_figures.get(address)
    if placed is None:
        return escape(line)
    return f"<a href={quoteattr(found.address(home_href(placed)))}>{escape(address)}</a>{sign}{escape(change)}"


def _link(found: Publication, address: str) -> str:
    """A record by its title and page, where it is still there."""
    entry = found.view.catalog.find(address)
    if entry is None or entry.kind == "exemptions":
        return escape(address)
    return f"<a href={quoteattr(found.address(record_href(address)))}>{escape(entry.record.title)}</a>"

"""Addresses inside pages: figures on the pages of their records, and records that share a page, by ids of the data."""

from __future__ import annotations

from collections.abc import Iterator

from atlas.catalog.catalog import Catalog
from atlas.evidence.shown import home_href, record_href


def anchors(catalog: Catalog) -> frozenset[str]:
    """Every address with a fragment at which a figure or a record stands, under its former names too."""
    return frozenset(href.removeprefix("@/") for href in (*_figures(catalog), *_records(catalog)) if "#" in href)


def _figures(catalog: Catalog) -> Iterator[str]:
    for placed in catalog.figures:
        home = home_href(placed)
        yield home
        yield from (f"{home.partition('#')[0]}#{alias}" for alias in placed.figure.aliases)


def _records(catalog: Catalog) -> Iterator[str]:
    for entry in catalog.entries:
        page, sign, id = record_href(entry.address).partition("#")
        if id:
            yield from (page + sign + name for name in (id, *entry.record.aliases))

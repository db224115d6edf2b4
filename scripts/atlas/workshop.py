"""One atlas on disk: reading, checking and staging it, from its root folder."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from atlas.addresses import url_of
from atlas.catalog.catalog import Catalog
from atlas.catalog.folders import Source
from atlas.charts.drawing import cached
from atlas.compiled import Compiled
from atlas.exports.changes import read_changes
from atlas.exports.feed import FEED, feed
from atlas.exports.publication import Publication
from atlas.inspection import STORE, checked, store_of
from atlas.page import Sheet
from atlas.pages.all_pages import Press, Site, render_site
from atlas.pages.redirects import redirect_files, redirects
from atlas.reading.problem import BrokenData
from atlas.settings import Settings
from atlas.site.assets import served
from atlas.site.failure import EngineFailed
from atlas.site.manifest import Manifest, manifest_of, write_manifest
from atlas.site.published import alike, moved, read_published, vanished
from atlas.site.staging import stage
from atlas.store import Store
from atlas.tables.view import View

STAGED = Path("build", "docs")
"""Where staged pages stand, below the root."""

MANIFEST = Path("build", "manifest.json")
"""Where their manifest stands."""

LOCK = Path("build", "lock")
"""What a program holds while it stages and builds."""

DRAWN = Path("build", "charts")
"""Where drawn charts are kept."""


@dataclass(frozen=True)
class Rendered:
    """A checked and rendered atlas: its catalog, its pages, every file to stage by its path, and leftovers."""

    catalog: Catalog
    sheets: tuple[Sheet, ...]
    files: dict[str, bytes]
    passed_over: tuple[str, ...] = ()

    @property
    def pages(self) -> int:
        """The number of pages."""
        return len(self.sheets)

    @property
    def digests(self) -> dict[str, str]:
        """What tells the text of each page from any other, by the path of the page."""
        return {sheet.path: sheet.digest for sheet in self.sheets}

    @cached_property
    def manifest(self) -> Manifest:
        """What comes after rendering needs to know of the records."""
        return manifest_of(self.catalog, self.sheets)


def rendered(root: Path, settings: Settings, store: Store | None = None) -> Rendered:
    """Every file to stage for the atlas under a root; what a store holds is not made again.

    Raises:
        BrokenData: the atlas has problems, or a macro of a hand-written page does not run.
    """
    source = checked(root, store)
    site = _site(source, Press(settings, cached(root / DRAWN)), store)
    if site.problems:
        raise BrokenData(site.problems, source.texts)
    files = served({name: path.read_bytes() for name, path in source.assets.items()}, settings.styles)
    files |= {page.path: page.text.encode() for page in site.pages}
    told = feed(Publication(View(source.catalog), settings.site_url), read_changes(root))
    published = read_published(root)
    ways = redirects(source.catalog) | moved(published)
    addresses = {url_of(page.path) for page in site.pages}
    contents = {**site.files, **redirect_files(ways, settings.site_url), FEED: told}
    files |= {name: text if isinstance(text, bytes) else text.encode() for name, text in contents.items()}
    wrong = vanished(published, {*ways, *addresses}) + alike([*files, *addresses])
    if wrong:
        raise EngineFailed("\n".join(wrong))
    return Rendered(source.catalog, site.pages, files, source.passed_over)


def _site(source: Source, press: Press, store: Store | None) -> Site:
    if store is None:
        return render_site(source.catalog, source.written, press)
    # Pages tell which hand-written ones there are, beside what they read of the records.
    name = f"units {press.settings!r} {sorted(page.path for page in source.written)}"
    units = store.get(name) or {}
    site = render_site(source.catalog, source.written, replace(press, kept=units, compiled=Compiled(store)))
    if site.units != units and not site.problems:
        store.put(name, site.units)
    return site


@contextmanager
def kept(root: Path, *, fresh: bool = False) -> Iterator[Store]:
    """The store of an atlas, bounded again when the block ends; ``fresh`` empties what an earlier build has kept."""
    if fresh:
        shutil.rmtree(root / STORE, ignore_errors=True)
        shutil.rmtree(root / DRAWN, ignore_errors=True)
    store = store_of(root)
    yield store
    store.trim()


def staged(root: Path, settings: Settings, store: Store | None = None) -> Rendered:
    """Render the atlas and stage it below its root; raises BrokenData and then leaves the staged files alone."""
    result = rendered(root, settings, store)
    stage(root / STAGED, result.files)
    write_manifest(root / MANIFEST, result.manifest)
    return result

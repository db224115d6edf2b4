"""One atlas on disk: reading, checking and staging it, from its root folder."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path

from atlas.addresses import url_of
from atlas.catalog.catalog import Catalog
from atlas.catalog.folders import Source
from atlas.catalog.remembering import remember
from atlas.charts.drawing import Draw, cached, drawing
from atlas.charts.painting import painted
from atlas.compiled import Compiled
from atlas.exports.changes import read_changes
from atlas.exports.feed import feed_files
from atlas.exports.publication import Publication
from atlas.inspection import sound
from atlas.keeping import DRAWN, MANIFEST, STAGED
from atlas.page import Sheet
from atlas.pages.all_pages import Press, render_site, render_some
from atlas.pages.anchors import anchors
from atlas.pages.redirects import inside_file, redirect_files, redirects
from atlas.pages.units import Kept
from atlas.program import program_now
from atlas.progress import nothing
from atlas.reading.problem import BrokenData
from atlas.settings import Settings
from atlas.shelf import Shelf, shelf
from atlas.site.assets import served
from atlas.site.failure import EngineFailed
from atlas.site.manifest import Manifest, manifest_of, stages_of, write_manifest
from atlas.site.plan import Staged
from atlas.site.published import alike, moved, moved_inside, read_published, vanished
from atlas.site.staging import stage
from atlas.store import Store
from atlas.tables.view import View


@dataclass(frozen=True)
class Rendered:
    """A checked and rendered atlas: its catalog, its pages, every file to stage by its path, and leftovers.

    ``keep`` keeps in the store what was made, so that it is not made again.
    """

    catalog: Catalog
    sheets: tuple[Sheet, ...]
    files: dict[str, bytes]
    passed_over: tuple[str, ...] = ()
    keep: Callable[[], None] = nothing

    @property
    def pages(self) -> int:
        """The number of pages."""
        return len(self.sheets)

    @property
    def staged(self) -> Staged:
        """What the engine needs to know of the pages before it builds them."""
        digests = {sheet.path: sheet.digest for sheet in self.sheets}
        return Staged(digests, stages_of(self.catalog), self.catalog.newest_review)

    @cached_property
    def manifest(self) -> Manifest:
        """What comes after rendering needs to know of the records."""
        return manifest_of(self.catalog, self.sheets)


@dataclass(frozen=True)
class Workshop:
    """Where the pages of an atlas are made of a source that has passed its checks; ``heed`` may raise between two.

    Without ``draw`` its charts are drawn here.
    """

    root: Path
    settings: Settings
    store: Store | None = None
    heed: Callable[[], None] = nothing
    draw: Draw | None = None

    def rendered(self, source: Source) -> Rendered:
        """Every file to stage; what the store holds is not made again.

        Raises:
            BrokenData: a macro of a hand-written page does not run.
            EngineFailed: an address has vanished.
        """
        before = self._units(source)
        press = replace(self._press(before), paint=painted(self.root / DRAWN))
        site = render_site(source.catalog, source.written, press)
        if site.problems:
            raise BrokenData(site.problems, source.texts)
        files = served({name: path.read_bytes() for name, path in source.assets.items()}, self.settings.styles)
        files |= {page.path: page.text.encode() for page in site.pages}
        told = feed_files(Publication(View(source.catalog), self.settings.site_url), read_changes(self.root))
        published = read_published(self.root)
        ways = redirects(source.catalog) | moved(published)
        addresses = {url_of(page.path) for page in site.pages}
        led = {**redirect_files(ways, self.settings.site_url), **inside_file(moved_inside(published))}
        contents = {**site.files, **led, **told}
        files |= {name: text if isinstance(text, bytes) else text.encode() for name, text in contents.items()}
        there = {*ways, *anchors(source.catalog), *addresses}
        wrong = vanished(published, there, ways) + alike([*files, *addresses])
        if wrong:
            raise EngineFailed("\n".join(wrong))
        keep = partial(before.put, site.units) if before is not None else nothing
        return Rendered(source.catalog, site.pages, files, source.passed_over, keep)

    def some(self, source: Source, paths: Collection[str]) -> tuple[Sheet, ...]:
        """The pages at some paths that were rendered before, as they are now; the store keeps them in its memory.

        Raises:
            BrokenData: a macro of a hand-written page does not run.
        """
        before = self._units(source)
        site = render_some(source.catalog, source.written, self._press(before), paths)
        if site.problems:
            raise BrokenData(site.problems, source.texts)
        if before is not None:
            before.put({**before.values, **site.units})
        return site.pages

    def _press(self, before: Shelf | None) -> Press:
        kept: Mapping[str, Kept] = before.values if before is not None else {}
        compiled = Compiled(self.store) if self.store else None
        return Press(self.settings, self.draw or cached(self.root / DRAWN), kept, compiled, heed=self.heed)

    def _units(self, source: Source) -> Shelf | None:
        """The units of a source: pages tell which hand-written ones there are, beside what they read."""
        name = f"units {self.settings!r} {sorted(page.path for page in source.written)}"
        return shelf(self.store, name) if self.store is not None else None


def rendered(root: Path, settings: Settings, store: Store | None = None) -> Rendered:
    """Every file to stage for the atlas under a root; what a store holds is not made again.

    Raises:
        BrokenData: the atlas has problems, or a macro of a hand-written page does not run.
        EngineFailed: an address has vanished.
    """
    result = rendered_for(root, lambda: settings, store)
    result.keep()
    return result


def rendered_for(root: Path, settings: Callable[[], Settings], store: Store | None = None) -> Rendered:
    """As ``rendered``, but what a store should keep is left to the caller, and the settings come after the checks."""
    with drawing(root / DRAWN) as draw:
        source = sound(root, store)
        result = Workshop(root, settings(), store, draw=draw).rendered(source)
    return replace(result, keep=partial(_keep, store, source, result))


def _keep(store: Store | None, source: Source, result: Rendered) -> None:
    """Keep what was made, unless a template was saved meanwhile: it may be made with either."""
    if store is not None and store.version == program_now():
        result.keep()
        remember(store, source.catalog.records)


def staged(root: Path, settings: Settings) -> Rendered:
    """Render the atlas and stage it below its root; raises BrokenData and then leaves the staged files alone."""
    result = rendered(root, settings)
    stage(root / STAGED, result.files)
    write_manifest(root / MANIFEST, result.manifest)
    return result

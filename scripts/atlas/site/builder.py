"""One page of a site: built by MkDocs, or taken from the store where it was built before from the same text."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from atlas.compiled import Compiled
from atlas.files import all_below, digest_of_files, files_below
from atlas.program import program
from atlas.progress import nothing
from atlas.shelf import Shelf, shelf
from atlas.site.driver import Driver, SearchEntry, driver
from atlas.site.engine import warnings_of
from atlas.site.failure import EngineFailed
from atlas.site.finish import mended
from atlas.site.links import Checked, checked
from atlas.site.manifest import Manifest
from atlas.site.output import Output
from atlas.site.plain import plain
from atlas.site.processes import in_processes
from atlas.site.search import WORKER, slim
from atlas.site.security import inline_scripts
from atlas.site.shared_parts import share_parts
from atlas.site.trimming import trimmer
from atlas.store import Store

_OF_ONE_BUILD = {"site_dir", "docs_dir", "strict"}
"""Settings that no page shows."""

_FRONT = re.compile(r"\A---\n.*?^---\n", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Known:
    """What is known of a page beside its HTML: its inline scripts, links, sections for the search, and plain text."""

    scripts: frozenset[str]
    checked: Checked
    sections: tuple[SearchEntry, ...] = ()
    warnings: tuple[str, ...] = ()
    plain: str = ""


@dataclass(frozen=True)
class Built:
    """A page that is complete but for the policy of the site, with what is known of it.

    ``html`` gives its text, which is long and seldom needed; ``key``, if there is one, tells it from any other page of
    the same builder.
    """

    html: Callable[[], str]
    known: Known
    key: str = ""


Pages = Mapping[str, Built]
"""Path in the site to page."""


@dataclass(frozen=True)
class Finisher:
    """What every page gets after MkDocs.

    ``base`` is the path under which the site is served; ``worker`` tells that it has a search script of its own.
    """

    base: str
    worker: bool

    def built(self, path: str, html: str) -> Built:
        """A page with all that is known of it; raises Unsafe where it has an inline style."""
        text = mended(html, worker=self.worker)
        return Built(partial(str, text), Known(inline_scripts(path, text), checked(path, text, self.base)))


@dataclass(frozen=True)
class Builder:
    """MkDocs over one configuration, what every page gets after it, and a digest of all that pages have in common.

    ``heed`` is called before each page that is built, and may raise to make an end.
    """

    engine: Driver
    finisher: Finisher
    common: str
    heed: Callable[[], None] = nothing

    def shape(self) -> object:
        """All that was read of the staged pages before the first is built: which files there are, and some heads.

        It is read again: while it is the same, the builder builds what a new one would build.
        """
        pages = (Path(page.file.abs_src_path or "") for page in self.engine.navigation.pages)
        fronts = [_FRONT.match(page.read_text(encoding="utf-8")) for page in pages]
        return files_below(Path(self.engine.config.docs_dir)), [front and front.group() for front in fronts]

    def warm(self) -> None:
        """Build a short page for nothing: what building loads is then there for those that count."""
        self._build(min(self.engine.pages, key=_size))

    def write_others(self, output: Output) -> dict[str, str]:
        """Write all that is no page into the folder of the site: static files, and what the theme brings of its own.

        Returns digests of them by their path.

        Raises:
            EngineFailed: MkDocs warned.
        """
        trim = trimmer(self.engine.config, worker=self.finisher.worker)
        with warnings_of(logging.getLogger("mkdocs")) as lines:
            for name, content in self.engine.others():
                kept = trim.kept(name, content)
                if kept is not None:
                    output.write(name, kept)
        if lines:
            raise EngineFailed("\n".join(lines))
        return output.digests

    def is_current(self) -> bool:
        """Whether the pages still have that in common: overrides may be saved while pages are built with them."""
        return _common(self.engine, self.finisher) == self.common

    def kept(self, store: Store) -> Shelf:
        """The pages that a store holds of this builder."""
        return shelf(store, f"pages {self.common}")

    def pages(self, digests: Mapping[str, str], kept: Shelf) -> tuple[dict[str, Built], int]:
        """Pages by their path in the site, in the order of MkDocs, and how many of them were built anew.

        ``digests`` tells the staged text of each of these pages by its path; what is ``kept`` is not built again.

        Raises:
            EngineFailed: MkDocs warned; Unsafe where a page would break the policy.
        """
        wanted = (file for file in self.engine.pages if file.src_uri in digests)
        keys = {file: f"{file.src_uri} {digests[file.src_uri]}" for file in wanted}
        made = self._made([file for file, key in keys.items() if key not in kept.values])
        found = {key: made.get(file) or self._kept(kept, file, key) for file, key in keys.items()}
        known = {key: page.known for key, page in found.items()}
        if len(found) < len(self.engine.pages):
            known = {**kept.values, **known}
        if self.is_current():
            kept.put(known, lambda key: found[key].html() if key in found else kept.long(key))
        return {file.dest_uri: replace(found[key], key=key) for file, key in keys.items()}, len(made)

    def _kept(self, kept: Shelf, file: File, key: str) -> Built:
        def html() -> str:
            text: str | None = kept.long(key)
            return self._build(file).html() if text is None else text

        return Built(html, kept.values[key])

    def _made(self, files: list[File]) -> dict[File, Built]:
        """Files of pages with what was built of them."""
        # The long ones first, so that every process gets as much to do.
        files.sort(key=lambda file: (-_size(file), file.src_uri))
        # The first one alone: what it loads, such as the templates, no other process needs to load again.
        made = [*map(self._build, files[:1]), *in_processes(self._build, files[1:])]
        for page in made:
            if page.known.warnings:
                raise EngineFailed("\n".join(page.known.warnings))
        return dict(zip(files, made, strict=True))

    def _build(self, file: File) -> Built:
        self.heed()
        with warnings_of(logging.getLogger("mkdocs")) as lines:
            page = self.engine.render(file)
        built = self.finisher.built(file.dest_uri, page.html)
        text = Path(file.abs_src_path or "").read_text(encoding="utf-8")
        twin = plain(text, urljoin(self.engine.config.site_url or "", file.url))
        return replace(built, known=replace(built.known, sections=page.sections, warnings=tuple(lines), plain=twin))

    def index(self, pages: Pages, manifest: Manifest) -> str | None:
        """The text of the search index; None where the site has none."""
        index = self.engine.search_index(section for page in pages.values() for section in page.known.sections)
        return slim(index, manifest.findables) if index is not None and self.finisher.worker else index


def _size(file: File) -> int:
    return Path(file.abs_src_path or "").stat().st_size


def builder(config: MkDocsConfig, store: Store) -> Builder:
    """A builder over a configuration."""
    engine = driver(config)
    engine.environment.bytecode_cache = Compiled(store)
    share_parts(engine.environment, engine.navigation, config.theme.custom_dir)
    worker = any(file.dest_uri == WORKER.as_posix() for file in engine.files)
    finisher = Finisher(urlsplit(config.site_url or "/").path or "/", worker)
    return Builder(engine, finisher, _common(engine, finisher))


def _common(engine: Driver, finisher: Finisher) -> str:
    """All that a page is made from beside its own text: the program, the settings, the overrides and the navigation."""
    config = engine.config
    settings = [{key: given[key] for key in sorted(given.keys() - _OF_ONE_BUILD)} for given in config.user_configs]
    shown = (json.dumps(settings, default=repr), repr([finisher, config.extra, config.extra_css]), engine.common)
    overrides = all_below(Path(config.theme.custom_dir)) if config.theme.custom_dir else ()
    return digest_of_files(overrides, (program(), *shown))

"""Building a site: each page by MkDocs, or from the store where it was built before from the same text."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from atlas.program import digest_of_files, program
from atlas.reading.document import digest_of
from atlas.site.driver import Driver, SearchEntry, driver
from atlas.site.engine import strictly, warnings_of
from atlas.site.failure import EngineFailed
from atlas.site.finish import INDEX, has_worker, mended, write, write_beside
from atlas.site.links import Checked, broken_links, checked
from atlas.site.manifest import Manifest
from atlas.site.processes import in_processes
from atlas.site.search import slim
from atlas.site.security import Unsafe, inline_scripts, policy, with_policy
from atlas.store import Store

_OF_ONE_BUILD = {"site_dir", "docs_dir", "strict"}
"""Settings that no page shows."""


@dataclass(frozen=True)
class Built:
    """A page that is complete but for the policy of the site, with what is known of it."""

    html: str
    scripts: frozenset[str]
    checked: Checked
    sections: tuple[SearchEntry, ...] = ()
    warnings: tuple[str, ...] = ()


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
        return Built(text, inline_scripts(path, text), checked(path, text, self.base))


def build_site(config: MkDocsConfig, manifest: Manifest, store: Store) -> int:
    """Build the site of a configuration into its folder; returns the number of pages that were built anew.

    Raises:
        EngineFailed: MkDocs stopped or warned, a page would break the policy, or a link leads nowhere.
    """
    folder = Path(config.site_dir)
    try:
        with strictly():
            engine = driver(config)
            engine.write_others()
            finisher = Finisher(urlsplit(config.site_url or "/").path or "/", has_worker(folder))
            pages, made = _pages(engine, store, finisher)
            index = engine.search_index(section for page in pages.values() for section in page.sections)
        whole = pages | _others(folder, pages, finisher)
        found = policy((path, page.scripts) for path, page in sorted(whole.items()))
    except Unsafe as unsafe:
        raise EngineFailed(str(unsafe)) from unsafe
    if index is not None:
        write(folder / INDEX, slim(index, manifest.findables) if finisher.worker else index)
    write_beside(folder, found, config.site_url or "")
    for path, page in whole.items():
        write(folder / path, with_policy(page.html, found))
    _check(folder, whole)
    return made


def _pages(engine: Driver, store: Store, finisher: Finisher) -> tuple[dict[str, Built], int]:
    """Every page by its path in the site, in the order of MkDocs, and how many of them were built anew."""
    common = digest_of(f"{finisher} {_common(engine)}")
    keys = {file.dest_uri: f"page {common} {file.src_uri} {digest_of(file.content_string)}" for file in engine.pages}
    found: dict[str, Built | None] = {path: store.get(key) for path, key in keys.items()}
    missing = [file for file in engine.pages if found[file.dest_uri] is None]
    missing.sort(key=lambda file: (-len(file.content_string), file.src_uri))  # the long ones first, shared evenly
    for file, page in zip(missing, in_processes(_builder(engine, finisher), missing), strict=True):
        if page.warnings:
            raise EngineFailed("\n".join(page.warnings))
        store.put(keys[file.dest_uri], page)
        found[file.dest_uri] = page
    return {path: page for path, page in found.items() if page is not None}, len(missing)


def _builder(engine: Driver, finisher: Finisher) -> Callable[[File], Built]:
    def build(file: File) -> Built:
        with warnings_of(logging.getLogger("mkdocs")) as lines:
            page = engine.render(file)
        built = finisher.built(file.dest_uri, page.html)
        return replace(built, sections=page.sections, warnings=tuple(lines))

    return build


def _common(engine: Driver) -> str:
    """All that a page is made from beside its own text: the program, the settings, the overrides and the navigation."""
    config = engine.config
    settings = [{key: given[key] for key in sorted(given.keys() - _OF_ONE_BUILD)} for given in config.user_configs]
    overrides = (path for path in Path(config.theme.custom_dir or "").rglob("*") if path.is_file())
    shown = (json.dumps(settings, default=repr), repr([config.extra, config.extra_css]), engine.common)
    return digest_of_files(overrides if config.theme.custom_dir else (), (program(), *shown))


def _others(folder: Path, pages: Pages, finisher: Finisher) -> dict[str, Built]:
    """The HTML files that are no pages of MkDocs, by path: redirects, and the page for lost addresses."""
    found = ((path.relative_to(folder).as_posix(), path) for path in sorted(folder.rglob("*.html")))
    return {name: finisher.built(name, path.read_text(encoding="utf-8")) for name, path in found if name not in pages}


def _check(folder: Path, pages: Pages) -> None:
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    problems = list(broken_links(files, {path: page.checked for path, page in pages.items()}))
    if problems:
        raise EngineFailed("\n".join([*problems, f"{len(problems)} broken links"]))

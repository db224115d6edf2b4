"""Building a site: each page by MkDocs, or from the store where it was built before from the same text."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from atlas.compiled import Compiled
from atlas.files import all_below, digest_of_files, files_below
from atlas.program import program
from atlas.reading.document import digest_of
from atlas.shelf import shelf
from atlas.site.driver import Driver, SearchEntry, driver
from atlas.site.engine import strictly, warnings_of
from atlas.site.failure import EngineFailed
from atlas.site.finish import INDEX, Whole, complete, mended
from atlas.site.identity import write_identity
from atlas.site.links import Checked, broken_links, checked
from atlas.site.manifest import Manifest
from atlas.site.output import Output
from atlas.site.plain import plain
from atlas.site.processes import beside, in_processes
from atlas.site.search import WORKER, slim
from atlas.site.security import inline_scripts, policy
from atlas.site.shared_parts import share_parts
from atlas.site.trimming import trimmer
from atlas.store import Store

_OF_ONE_BUILD = {"site_dir", "docs_dir", "strict"}
"""Settings that no page shows."""


@dataclass(frozen=True)
class Built:
    """A page that is complete but for the policy of the site, with what is known of it and its plain text."""

    html: str
    scripts: frozenset[str]
    checked: Checked
    sections: tuple[SearchEntry, ...] = ()
    warnings: tuple[str, ...] = ()
    plain: str = ""


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


@dataclass(frozen=True)
class Builder:
    """MkDocs over one configuration, what every page gets after it, and a digest of all that pages have in common.

    ``heed`` is called before each page that is built, and may raise to make an end.
    """

    engine: Driver
    finisher: Finisher
    common: str
    heed: Callable[[], None] = lambda: None

    def write_others(self, output: Output) -> None:
        """Write all that is no page into the folder of the site: static files, and what the theme brings of its own.

        Raises:
            EngineFailed: MkDocs warned.
        """
        with warnings_of(logging.getLogger("mkdocs")) as lines:
            self.engine.write_templates()
        if lines:
            raise EngineFailed("\n".join(lines))
        trim = trimmer(self.engine.config, worker=self.finisher.worker)
        for name, content in self.engine.others():
            kept = trim.kept(name, content)
            if kept is not None:
                output.write(name, kept)

    def pages(self, digests: Mapping[str, str], store: Store) -> tuple[dict[str, Built], int]:
        """Pages by their path in the site, in the order of MkDocs, and how many of them were built anew.

        ``digests`` tells the staged text of each of these pages by its path.

        Raises:
            EngineFailed: MkDocs warned; Unsafe where a page would break the policy.
        """
        wanted = (file for file in self.engine.pages if file.src_uri in digests)
        keys = {file: f"{file.src_uri} {digests[file.src_uri]}" for file in wanted}
        kept = shelf(store, f"pages {self.common}")
        found: dict[File, Built | None] = {file: kept.values.get(key) for file, key in keys.items()}
        missing = [file for file, page in found.items() if page is None]
        # The long ones first, so that every process gets as much to do.
        missing.sort(key=lambda file: (-Path(file.abs_src_path or "").stat().st_size, file.src_uri))
        # The first one alone: what it loads, such as the templates, no other process needs to load again.
        made = [*map(self._build, missing[:1]), *in_processes(self._build, missing[1:])]
        for file, page in zip(missing, made, strict=True):
            if page.warnings:
                raise EngineFailed("\n".join(page.warnings))
            found[file] = page
        pages = {file: page for file, page in found.items() if page is not None}
        whole = len(pages) == len(self.engine.pages)
        kept.put({**({} if whole else kept.values), **{keys[file]: page for file, page in pages.items()}})
        return {file.dest_uri: page for file, page in pages.items()}, len(missing)

    def _build(self, file: File) -> Built:
        self.heed()
        with warnings_of(logging.getLogger("mkdocs")) as lines:
            page = self.engine.render(file)
        built = self.finisher.built(file.dest_uri, page.html)
        text = Path(file.abs_src_path or "").read_text(encoding="utf-8")
        twin = plain(text, urljoin(self.engine.config.site_url or "", file.url))
        return replace(built, sections=page.sections, warnings=tuple(lines), plain=twin)

    def index(self, pages: Pages, manifest: Manifest) -> str | None:
        """The text of the search index; None where the site has none."""
        index = self.engine.search_index(section for page in pages.values() for section in page.sections)
        return slim(index, manifest.findables) if index is not None and self.finisher.worker else index


def builder(config: MkDocsConfig, store: Store) -> Builder:
    """A builder over a configuration."""
    engine = driver(config)
    engine.environment.bytecode_cache = Compiled(store)
    share_parts(engine.environment, engine.navigation, config.theme.custom_dir)
    worker = any(file.dest_uri == WORKER.as_posix() for file in engine.files)
    finisher = Finisher(urlsplit(config.site_url or "/").path or "/", worker)
    return Builder(engine, finisher, digest_of(f"{finisher} {_common(engine)}"))


@dataclass(frozen=True)
class Staged:
    """What is known of staged pages: what comes after rendering needs, and what tells their texts, by their paths."""

    manifest: Manifest
    digests: Mapping[str, str]


def build_site(config: MkDocsConfig, staged: Staged, store: Store, last: Path | None = None) -> int:
    """Build the site of a configuration into its folder; returns the number of pages that were built anew.

    Files that the ``last`` site has with the same bytes are taken over from there.

    Raises:
        EngineFailed: MkDocs stopped or warned, a page would break the policy, or a link leads nowhere.
    """
    output, site_url = Output(Path(config.site_dir), last), config.site_url or ""
    with strictly():
        bench = builder(config, store)
        with beside(partial(bench.write_others, output)):
            pages, made = bench.pages(staged.digests, store)
        index = bench.index(pages, staged.manifest)
        whole = pages | others(output.folder, pages, bench.finisher)
        found = policy_of(whole)
    if index is not None:
        output.write(INDEX.as_posix(), index.encode())
    close(output, whole, whole_of(whole, found, staged.manifest, site_url))
    write_identity(output.folder, Path(config.config_file_path).parent, staged.manifest, site_url)
    return made


def whole_of(pages: Pages, policy: str, manifest: Manifest, site_url: str) -> Whole:
    """Pages with what a site has in common."""
    texts = {path: page.html for path, page in pages.items()}
    return Whole(texts, twins(pages), policy, manifest.days, site_url)


def close(output: Output, pages: Pages, whole: Whole) -> None:
    """Write all pages of a site and what stands beside them into its folder, where everything else is.

    Raises:
        EngineFailed: a link leads nowhere.
    """
    complete(output, whole)
    problems = link_problems(set(files_below(output.folder)), pages)
    if problems:
        raise EngineFailed(problems)


def _common(engine: Driver) -> str:
    """All that a page is made from beside its own text: the program, the settings, the overrides and the navigation."""
    config = engine.config
    settings = [{key: given[key] for key in sorted(given.keys() - _OF_ONE_BUILD)} for given in config.user_configs]
    shown = (json.dumps(settings, default=repr), repr([config.extra, config.extra_css]), engine.common)
    overrides = all_below(Path(config.theme.custom_dir)) if config.theme.custom_dir else ()
    return digest_of_files(overrides, (program(), *shown))


def twins(pages: Pages) -> dict[str, str]:
    """The plain texts of pages, by the paths of these."""
    return {path: page.plain for path, page in pages.items()}


def others(folder: Path, known: Collection[str], finisher: Finisher) -> dict[str, Built]:
    """The HTML files of a folder that are not known, by path: redirects, and the page for lost addresses."""
    found = ((path.relative_to(folder).as_posix(), path) for path in sorted(folder.rglob("*.html")))
    return {name: finisher.built(name, path.read_text(encoding="utf-8")) for name, path in found if name not in known}


def policy_of(pages: Pages) -> str:
    """The policy of the site; raises Unsafe where it has more inline scripts than the theme brings."""
    return policy((path, page.scripts) for path, page in sorted(pages.items()))


def link_problems(files: Collection[str], pages: Pages) -> str:
    """Each link that leads nowhere and each id that stands twice, one a line, and their number; empty without any."""
    problems = list(broken_links(files, {path: page.checked for path, page in pages.items()}))
    return "\n".join([*problems, f"{len(problems)} broken links"]) if problems else ""

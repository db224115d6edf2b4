"""MkDocs taken apart: its steps run one by one, so that a page that was built before need not be built again.

This is the one file that talks to the inside of MkDocs, where it has no extension point: ``get_files``,
``set_exclusions``, ``get_navigation``, ``Page`` and ``_populate_page``, ``get_context``, ``_build_theme_template`` of
version 1.6, and ``SearchIndex`` of the theme. A test builds the same site with ``mkdocs build`` and compares all bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from jinja2 import Environment
from material.plugins.search.plugin import SearchIndex, SearchPlugin  # type: ignore[import-untyped]  # has no types
from mkdocs.commands.build import _build_theme_template, _populate_page, get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page

from atlas.files import files_below
from atlas.site.search import entries

SearchEntry = Mapping[str, Any]


@dataclass(frozen=True)
class Rendered:
    """A page as the theme gave it: its HTML, and its sections for the search."""

    html: str
    sections: tuple[SearchEntry, ...]


@dataclass(frozen=True)
class Driver:
    """MkDocs with everything read that is common to all pages."""

    config: MkDocsConfig
    files: Files
    navigation: Navigation
    environment: Environment
    pages: Sequence[File]

    @property
    def common(self) -> str:
        """What every page shows of others: the titles and addresses of the navigation."""
        return str(self.navigation) + repr([(page.title, page.url, page.meta) for page in self.navigation.pages])

    def render(self, file: File) -> Rendered:
        """One page, with what plug-ins do to it."""
        config, page = self.config, _page(file)
        index = _search_index(config)
        if index is not None:
            index.entries = []
        _populate_page(page, config, self.files)
        page.active = True
        config._current_page = page
        try:
            context = get_context(self.navigation, self.pages, config, page)
            template = self.environment.get_template(page.meta.get("template", "main.html"))
            context = config.plugins.on_page_context(context, page=page, config=config, nav=self.navigation)
            output = config.plugins.on_post_page(template.render(context), page=page, config=config) or ""
        finally:
            page.active = False
            config._current_page = None
        html = output.encode("utf-8", errors="xmlcharrefreplace").decode()
        return Rendered(html, tuple(index.entries) if index is not None else ())

    def others(self) -> Iterator[tuple[str, bytes]]:
        """All that is no page, by path in the site: what the theme has, and static files, which may replace those."""
        yield from self._templates()
        for file in self.files:
            wanted = file.inclusion.is_included()  # type: ignore[no-untyped-call]  # the method has no types
            if wanted and not file.is_documentation_page():
                yield file.dest_uri, file.content_bytes

    def _templates(self) -> Iterator[tuple[str, bytes]]:
        """The theme's own templates that are no pages; where these go, the files may be those of the last site too."""
        site = self.config.site_dir
        with TemporaryDirectory() as folder:
            self.config.site_dir = folder
            try:
                for template in self.config.theme.static_templates:
                    _build_theme_template(template, self.environment, self.files, self.config, self.navigation)
            finally:
                self.config.site_dir = site
            for name in files_below(Path(folder)):
                yield name, Path(folder, name).read_bytes()

    def search_index(self, sections: Iterable[SearchEntry]) -> str | None:
        """The index of the search plug-in for the sections of all pages, as it would write it; None without it."""
        index = _search_index(self.config)
        if index is None:
            return None
        index.entries = list(sections)
        return str(index.generate_search_index(None))


class OwnIndex(SearchIndex):  # type: ignore[misc]  # the theme has no types
    """The index of the search plug-in, filled with plain text from one quick reading of a page."""

    def add_entry_from_context(self, page: Page) -> None:
        """Add the sections of a page."""
        self.entries += entries(page.content or "", page.url, str(page.meta.get("title", page.title)))


def use_own_index(config: MkDocsConfig) -> None:
    """Let the search plug-in of a configuration, if it has one, fill an index of our kind."""
    for plugin in config.plugins.values():
        if isinstance(plugin, SearchPlugin):
            plugin.search_index = OwnIndex(**plugin.config)


def driver(config: MkDocsConfig) -> Driver:
    """MkDocs over a configuration, up to the step before the first page."""
    config.plugins.on_startup(command="build", dirty=False)
    config = config.plugins.on_config(config)
    config.plugins.on_pre_build(config=config)
    files = get_files(config)
    environment = config.theme.get_env()
    environment.auto_reload = False  # or it would look for another text of every template that every page includes
    files.add_files_from_theme(environment, config)
    files = config.plugins.on_files(files, config=config)
    set_exclusions(files, config)
    navigation = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
    pages = files.documentation_pages()
    for file in pages:
        if file.page is None:
            Page(None, file, config)
    for page in navigation.pages:
        page.read_source(config)  # the navigation shows titles that stand in the pages
    environment = config.plugins.on_env(environment, config=config, files=files)
    return Driver(config, files, navigation, environment, pages)


def _page(file: File) -> Page:
    assert file.page is not None, "every file of a page has one"
    return file.page


def _search_index(config: MkDocsConfig) -> Any:
    found = (getattr(plugin, "search_index", None) for plugin in config.plugins.values())
    return next(filter(None, found), None)

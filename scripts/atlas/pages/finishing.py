"""What every page gets when its body stands: marks shown, sources listed, a foot, and meanings of abbreviations."""

from __future__ import annotations

from dataclasses import dataclass

from atlas.catalog import prose
from atlas.page import Page, Sheet
from atlas.pages.endings import with_abbreviations, with_references
from atlas.pages.feet import with_foot
from atlas.pages.renderer import Renderer
from atlas.pages.structured import with_way
from atlas.pages.templating import mark_shower
from atlas.settings import Settings


@dataclass(frozen=True)
class Finish:
    """Makes finished pages of those that a template gave."""

    render: Renderer
    settings: Settings

    def marked(self, page: Page) -> Sheet:
        """A page in whose body marks of prose may be left."""
        show = mark_shower(self.render.view, self.render.jinja, "numbered")
        return self.listed(page.with_body(prose.replace_marks(page.body, show)))

    def listed(self, page: Page) -> Sheet:
        """A page with the list of its sources at the end."""
        return self._sheet(with_references(self.render, page), page.cited)

    def unlisted(self, page: Page) -> Sheet:
        """A page that lists the sources itself."""
        return self._sheet(page, page.cited)

    def _sheet(self, page: Page, cited: tuple[str, ...]) -> Sheet:
        footed = with_foot(self.render, with_way(page, self.settings.site_url), self.settings)
        text = with_abbreviations(footed, self.render.view.definitions).staged()
        return Sheet(page.path, page.title, page.description, page.href, cited, text, page.reviewed)

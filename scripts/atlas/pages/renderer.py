"""A view with its template engine: what every page is rendered from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment

from atlas.catalog.catalog import oldest_reviews
from atlas.evidence.shown import folder, record_href
from atlas.model import KINDS
from atlas.page import Page
from atlas.reading.parse import Entry
from atlas.tables.view import View

SIDEBARS = ("navigation", "toc")

HOME = ("@/", "Atlas")
INDEX_TITLES = {
    "stages": "Stages",
    "objectives": "Objectives",
    "methods": "Methods",
    "models": "Models",
    "benchmarks": "Benchmarks",
    "compute_shares": "Where the compute goes",
    "claims": "Claims",
    "questions": "Open questions",
    "datasets": "Data sets",
    "citations": "Citation index",
}

Links = list[tuple[str, str]]


@dataclass(frozen=True)
class Renderer:
    """Renders the templates of ``templates/pages`` with one catalog."""

    view: View
    jinja: Environment

    def body(self, template: str, **context: Any) -> str:
        """The Markdown of a page."""
        return self.jinja.get_template(f"pages/{template}.md.j2").render(**context)

    def macro(self, name: str) -> Any:
        """A macro of ``templates/macros`` by its name."""
        return self.jinja.globals[name]

    def record(self, entry: Entry, template: str, **context: Any) -> Page:
        """The page of one record."""
        body = self.body(template, id=entry.id, **context)
        path = f"{folder(entry.kind)}/{entry.id}.md"
        return Page(
            path=path,
            title=entry.record.title,
            description=entry.record.summary,
            body=body,
            kind=entry.kind,
            source=entry.document.path,
            hide=() if entry.kind == "stages" else ("navigation",),
            reviewed=entry.record.reviewed,
            crumbs=(HOME, (f"@/{folder(entry.kind)}/", INDEX_TITLES[entry.kind])),
        )

    def index(self, kind: str, title: str, description: str, **context: Any) -> Page:
        """The page that lists a kind of records; an editor changes it through the folder of the kind."""
        body, source = self.body(kind, **context), f"data/{kind}" if kind in KINDS else "data"
        return Page(f"{kind}/index.md", title, description, body, "index", source, SIDEBARS, self.reviewed(kind))

    def reviewed(self, kind: str) -> str | None:
        """The day of the oldest review among the records of a kind."""
        return oldest_reviews(self.view.catalog).get(kind)

    def links(self, kind: str, ids: Iterable[str]) -> Links:
        """Address and title of records."""
        return [(record_href(f"{kind}/{id}"), self.view.catalog.name_of(f"{kind}/{id}")[0]) for id in ids]

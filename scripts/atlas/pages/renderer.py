"""A view with its template engine: what every page is rendered from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from jinja2.sandbox import SandboxedEnvironment

from atlas.evidence.shown import record_href
from atlas.page import Page
from atlas.reading.parse import Entry
from atlas.tables.view import View

SIDEBARS = ("navigation", "toc")

LARGE = 1e9
"""Numbers from here on are also found in the form 1.5e9."""

HOME = ("@/", "Atlas")
INDEX_TITLES = {
    "stages": "Stages",
    "objectives": "Objectives",
    "methods": "Methods",
    "models": "Models",
    "benchmarks": "Benchmarks",
    "datasets": "Data sets",
    "citations": "Citation index",
}

Links = list[tuple[str, str]]


def keywords(view: View, entry: Entry) -> tuple[str, ...]:
    """Words that find a record beside its text: id, former ids, short name, and its large numbers as 3.8e25."""
    record = entry.record
    words = [entry.id, *record.aliases, str(getattr(record, "short", "")), str(getattr(record, "arxiv", "") or "")]
    for placed in view.catalog.figures_of(entry.address):
        value = view.figure(placed).sort
        if value is not None and value >= LARGE:
            words.append(f"{value:.3g}".replace("e+", "e"))
    return tuple(dict.fromkeys(word for word in words if word))


@dataclass(frozen=True)
class Renderer:
    """Renders the templates of ``templates/pages`` with one catalog."""

    view: View
    jinja: SandboxedEnvironment

    def body(self, template: str, **context: Any) -> str:
        """The Markdown of a page."""
        return self.jinja.get_template(f"pages/{template}.md.j2").render(**context)

    def macro(self, name: str) -> Any:
        """A macro of ``templates/macros`` by its name."""
        return self.jinja.globals[name]

    def record(self, entry: Entry, template: str, **context: Any) -> Page:
        """The page of one record."""
        body = self.body(template, id=entry.id, **context)
        path = f"{entry.address}.md"
        return Page(
            path=path,
            title=entry.record.title,
            description=entry.record.summary,
            body=body,
            kind=entry.kind,
            source=entry.document.path,
            hide=() if entry.kind == "stages" else ("navigation",),
            reviewed=entry.record.reviewed,
            short=short if (short := str(getattr(entry.record, "short", ""))) not in entry.record.title else "",
            keywords=keywords(self.view, entry),
            crumbs=(HOME, (f"@/{entry.kind}/", INDEX_TITLES[entry.kind])),
        )

    def index(self, kind: str, title: str, description: str, **context: Any) -> Page:
        """The page that lists a kind of records; an editor changes it through the folder of the kind."""
        body = self.body(kind, **context)
        return Page(
            f"{kind}/index.md", title, description, body, "index", f"data/{kind}", SIDEBARS, self.reviewed(kind)
        )

    def reviewed(self, kind: str) -> str | None:
        """The day of the oldest review among the records of a kind."""
        return min((entry.record.reviewed for entry in self.view.catalog.by_kind.get(kind, {}).values()), default=None)

    def links(self, kind: str, ids: Iterable[str]) -> Links:
        """Address and title of records."""
        records = self.view.catalog.by_kind[kind]
        return [(record_href(f"{kind}/{id}"), records[id].record.title) for id in ids]

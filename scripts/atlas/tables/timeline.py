"""The timeline: papers, models and the first sources of methods, by date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from atlas.catalog.catalog import Catalog
from atlas.catalog.questions import question
from atlas.evidence.shown import record_href
from atlas.model import Citation, Method, Model
from atlas.tables.table import Column, Row, Table, Tag, To, cell
from atlas.tables.view import View

PAPERS = ("article", "article-journal", "paper-conference")
"""Types of sources that stand on the timeline."""


@dataclass(frozen=True)
class Event:
    """Something that appeared: date, kind (paper, model or method), title, address, and the stages it concerns.

    A landmark has a short name, and the stages at which it stands out.
    """

    date: str
    kind: str
    title: str
    href: str
    stages: tuple[str, ...]
    landmark: str = ""
    landmark_at: tuple[str, ...] = ()


def events(view: View) -> tuple[Event, ...]:
    """Every dated paper, model and method, oldest first."""
    return _all_events(view.catalog)


@question
def _all_events(catalog: Catalog) -> tuple[Event, ...]:
    return tuple(sorted(_events(View(catalog)), key=lambda event: (event.date, event.kind, event.title)))


def _events(view: View) -> Iterator[Event]:
    methods = view.catalog.of("methods", Method)
    introducing: dict[str, list[str]] = {}
    for id, method in methods.items():
        introducing.setdefault(method.introduced_by, []).append(id)
        date = view.catalog.of("citations", Citation)[method.introduced_by].issued
        when = date if date.startswith(str(method.year)) else str(method.year)
        yield Event(when, "method", method.title, record_href(f"methods/{id}"), method.stages)
    for id, model in view.catalog.of("models", Model).items():
        disclosed = tuple(stage for stage, _ in view.catalog.lifecycle if _is_disclosed(model, stage))
        yield Event(model.released, "model", model.title, record_href(f"models/{id}"), disclosed)
    for key, source in view.catalog.of("citations", Citation).items():
        if source.type in PAPERS:
            yield _paper(key, source, view.stages_citing(key))


def _paper(key: str, source: Citation, stages: tuple[str, ...]) -> Event:
    event = Event(source.issued, "paper", source.title, record_href(f"citations/{key}"), stages)
    landmark = source.landmark
    return replace(event, landmark=landmark.name, landmark_at=landmark.stages) if landmark else event


def _is_disclosed(model: Model, stage: str) -> bool:
    found = model.disclosures.get(stage)
    return found is not None and found.level != "none"


def timeline(view: View) -> Table:
    """Every event as a row, newest first, to be filtered by kind and stage."""
    titles = {id: stage.short for id, stage in view.catalog.lifecycle}
    rows = tuple(
        Row(
            "",
            (
                cell(To(event.href, event.title)),
                cell(event.date, sort=event.date),
                cell(Tag("event", event.kind, event.kind)),
                cell(", ".join(titles[stage] for stage in event.stages)),
            ),
            (
                ("kind", event.kind),
                ("year", event.date[:4]),
                ("stage", "|".join(titles[stage] for stage in event.stages)),
            ),
        )
        for event in reversed(events(view))
    )
    columns = (
        Column("title", "Title"),
        Column("date", "Date"),
        Column("kind", "Kind"),
        Column("stages", "Stages"),
    )
    filters = (("kind", "Kind"), ("stage", "Stage"), ("year", "Year"))
    return Table("timeline", f"{len(rows)} papers, models and methods, newest first", columns, rows, filters)

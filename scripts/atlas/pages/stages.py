"""Pages of stages, in the order of a reader's questions: what, at what cost, to what effect, how, and who says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from atlas.catalog.catalog import Catalog
from atlas.model import Method, Objective, Question, Stage
from atlas.model.types import Section
from atlas.page import Page
from atlas.pages.renderer import HOME, INDEX_TITLES, Renderer
from atlas.reading.parse import Entry
from atlas.tables.examples import step_of
from atlas.tables.figures import figures, number_elsewhere, stage_figures_elsewhere
from atlas.tables.pipeline import ORIGIN_WORDS
from atlas.tables.strip import strip
from atlas.tables.table import Table

KIND_OF_STAGE = {
    "step": "a step on the main line of training",
    "lane": "a side track that some labs take",
    "loop": "a loop: what it finds goes back to earlier stages",
    "gate": "no training: the weights stay as they are",
}

PURPOSE, COST, EFFECT = "What it is for", "What it costs", "What it changes"

SHOWN_OBJECTIVES = 2
"""Objectives whose formula stands on the page of the stage; the others are linked."""

SHOWN_METHODS = 9
"""Methods that a stage lists in the open; more are folded under their names."""


@dataclass(frozen=True)
class Told:
    """The sections of a stage by the question that they answer; the mechanics are all that answer no other."""

    purpose: Section | None
    cost: Section | None
    effect: Section | None
    mechanics: tuple[Section, ...]


def told(sections: Sequence[Section]) -> Told:
    """The sections sorted by their question, which their headings name."""
    by_heading = {section.heading: section for section in sections}
    asked = (PURPOSE, COST, EFFECT)
    purpose, cost, effect = (by_heading.get(heading) for heading in asked)
    return Told(purpose, cost, effect, tuple(section for section in sections if section.heading not in asked))


@dataclass(frozen=True)
class Step:
    """A stage in the row of numbers at the head of a stage page."""

    number: int
    href: str
    short: str
    phase: str
    is_here: bool


def stage_page(render: Renderer, entry: Entry) -> Page:
    """The page of one stage with its place in the lifecycle, its cost, objectives, figures and questions."""
    stage, view = entry.record, render.view
    assert isinstance(stage, Stage)
    catalog = view.catalog
    objectives, methods = catalog.of("objectives", Objective), catalog.of("methods", Method)
    own, elsewhere = figures(view, entry.address), number_elsewhere(view, entry.id)
    page = render.record(
        entry,
        "stage",
        stage=stage,
        kind_words=KIND_OF_STAGE[stage.shape],
        origin=ORIGIN_WORDS[stage.origin],
        told=told(stage.sections),
        share=view.typical(entry.id),
        strip=strip(view, entry.id),
        beside=[view.to("stages", other) for other in stage.alongside],
        back=[view.to("stages", other) for other in stage.feeds_back],
        fed_by=[view.to("stages", other) for other in feeding(catalog, entry.id)],
        shown=[(id, objectives[id]) for id in stage.objectives[:SHOWN_OBJECTIVES]],
        more=render.links("objectives", stage.objectives[SHOWN_OBJECTIVES:]),
        methods=[(id, methods[id]) for id in stage.methods],
        example_lead=_example_lead(render, entry.id),
        figures=own,
        elsewhere=elsewhere,
        elsewhere_words=_words_for(elsewhere),
        folded=_summaries(stage, len(own.rows)) | _methods_summary([methods[id].short for id in stage.methods]),
        questions=[(id, item) for id, item in catalog.of("questions", Question).items() if entry.id in item.stages],
    )
    steps = steps_to(catalog, entry.id)
    here = next(step.number for step in steps if step.is_here)
    head = render.body("stage_head", steps=steps, here=steps[here - 1], before=steps[here - 2] if here > 1 else None,
                       after=steps[here] if here < len(steps) else None)  # fmt: skip
    return replace(page, body=head + "\n" + page.body)


def stage_figures_pages(render: Renderer, id: str) -> list[Page]:
    """The page that lists the figures of a stage on other pages: too many for its own; nothing where there are none."""
    table = stage_figures_elsewhere(render.view, id)
    if not table.rows:
        return []
    return [_figures_page(render, id, render.view.catalog.of("stages", Stage)[id], table)]


def _figures_page(render: Renderer, id: str, stage: Stage, elsewhere: Table) -> Page:
    title = f"Figures for {stage.short} on other pages"
    words = _words_for(len(elsewhere.rows))
    home = (f"@/stages/{id}/", stage.title)
    return Page(
        path=f"stages/{id}/figures.md",
        title=title,
        description=f"Every figure of other records that belongs to the stage {stage.title}, with its source.",
        body=render.body("stage_figures", id=id, title=title, words=words, elsewhere=elsewhere),
        kind="page",
        source="data",
        hide=("navigation", "toc"),
        reviewed=render.reviewed("stages"),
        crumbs=(HOME, ("@/stages/", INDEX_TITLES["stages"]), home),
    )


def steps_to(catalog: Catalog, here: str) -> tuple[Step, ...]:
    """Every stage with its number, one of them as the one where the reader is."""
    return tuple(
        Step(number, f"@/stages/{id}/", stage.short, stage.phase, id == here)
        for number, (id, stage) in enumerate(catalog.lifecycle, start=1)
    )


def _summaries(stage: Stage, own: int) -> dict[str, str]:
    """The sentence that stays of each folded part."""
    return {
        "failures": _named(stage.failure_modes, "known way to go wrong", "known ways to go wrong"),
        "disputes": _named(stage.disputes, "point on which accounts differ", "points on which accounts differ"),
        "figures": f"{_counted(own, 'figure', 'figures')}, each with its source, date and kind of evidence.",
        "publishers": _listed([item.who for item in stage.published_by], "published account", "published accounts"),
        "open": _named(stage.open_points, "open point", "open points"),
    }


def _example_lead(render: Renderer, stage: str) -> str:
    """The sentence that stays of an example shown token by token, which is longer than a screen; empty for others."""
    step = step_of(render.view, stage)
    return step.example.summary if step is not None and step.speeches else ""


def _methods_summary(names: Sequence[str]) -> dict[str, str]:
    return {"methods": _listed(names, "method", "methods") if len(names) > SHOWN_METHODS else ""}


def _words_for(number: int) -> str:
    return f"{_counted(number, 'more figure', 'more figures')} for this stage"


def _named(notes: Iterable[object], one: str, many: str) -> str:
    return _listed([str(getattr(note, "name", "")) for note in notes], one, many)


def _listed(names: Sequence[str], one: str, many: str) -> str:
    return f"{_counted(len(names), one, many)}: {'; '.join(names)}."


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def feeding(catalog: Catalog, stage: str) -> list[str]:
    """Ids of the stages that feed back into a stage, in order."""
    return [id for id, other in catalog.stages if stage in other.feeds_back]

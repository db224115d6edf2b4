"""Pages of objectives, methods, models and benchmarks."""

from __future__ import annotations

from dataclasses import replace

from atlas.model import Benchmark, Method, Model, Objective
from atlas.page import Page
from atlas.pages.renderer import Renderer
from atlas.reading.parse import Entry
from atlas.tables.backwards import breakdowns_of, methods_drawn, methods_training, methods_used_by
from atlas.tables.breakdowns import breakdown
from atlas.tables.figures import figures
from atlas.tables.methods import COMPARED
from atlas.tables.records import BENCHMARK_FAMILIES
from atlas.tables.view import View

MOST_PICTURES = 2
"""Schematics on the page of one objective."""


def objective_page(render: Renderer, entry: Entry) -> Page:
    """The page of one objective: formula, legend, mechanics, users and variants."""
    objective, view = entry.record, render.view
    assert isinstance(objective, Objective)
    methods = methods_training(view.catalog).get(entry.id, ())
    return render.record(
        entry,
        "objective",
        objective=objective,
        source=view.cite(objective.cite, objective.at),
        stages=render.links("stages", objective.stages),
        methods=render.links("methods", methods),
        drawn=_drawn(view, entry.id),
    )


def _drawn(view: View, id: str) -> list[str]:
    """Addresses of the records whose schematics show an objective at work: itself, or its first two methods."""
    if view.catalog.of("objectives", Objective)[id].schematic is not None:
        return [f"objectives/{id}"]
    return [f"methods/{key}" for key in methods_drawn(view.catalog).get(id, ())[:MOST_PICTURES]]


def method_page(render: Renderer, entry: Entry) -> Page:
    """The page of one method: steps, explanation, published figures and settings, failures and users."""
    method, view = entry.record, render.view
    assert isinstance(method, Method)
    placed = {found.path: found for found in view.catalog.figures_of(entry.address)}
    vocabularies = [
        (name, item, view.figure(placed["vocabularies", name, "size"]), render.links("models", item.models))
        for name, item in method.vocabularies.items()
    ]
    uses = [(*render.links("models", [use.model])[0], view.cite(use.cite, use.at)) for use in method.used_by]
    return render.record(
        entry,
        "method",
        method=method,
        source=view.cite(method.introduced_by),
        stages=render.links("stages", method.stages),
        objectives=render.links("objectives", method.objectives),
        vocabularies=vocabularies,
        figures=figures(view, entry.address),
        settings=[(item, view.cite(item.cite, item.at)) for item in method.settings],
        uses=uses,
        labour=any(getattr(found.figure, "labour", None) for found in placed.values()),
        compared=entry.id in COMPARED,
    )


def model_page(render: Renderer, entry: Entry) -> Page:
    """The page of one model: figures, breakdowns, and what was and was not disclosed."""
    model, view = entry.record, render.view
    assert isinstance(model, Model)
    catalog = view.catalog
    breakdowns = breakdowns_of(catalog).get(entry.id, ())
    disclosures = [
        (*render.links("stages", [stage])[0], item, view.cite(item.cite, item.at))
        for stage, _ in catalog.lifecycle
        if (item := model.disclosures.get(stage)) is not None
    ]
    return render.record(
        entry,
        "model",
        model=model,
        source=view.cite(model.report),
        licensed=view.cite(model.licence.cite, model.licence.at) if model.licence else None,
        dated=view.cite(model.data_until.cite, model.data_until.at) if model.data_until else None,
        figures=figures(view, entry.address),
        breakdowns=[(id, breakdown(view, id)) for id in breakdowns],
        disclosures=disclosures,
        methods=render.links("methods", methods_used_by(catalog).get(entry.id, ())),
    )


def benchmark_page(render: Renderer, entry: Entry) -> Page:
    """The page of one benchmark: what it measures, its status with evidence, and its cautions."""
    benchmark, view = entry.record, render.view
    assert isinstance(benchmark, Benchmark)
    family = BENCHMARK_FAMILIES[benchmark.family]
    others = [
        id
        for id, other in view.catalog.of("benchmarks", Benchmark).items()
        if other.family == benchmark.family and id != entry.id
    ]
    page = render.record(
        entry,
        "benchmark",
        benchmark=benchmark,
        family=family,
        source=view.cite(benchmark.cite),
        figures=figures(view, entry.address),
        others=render.links("benchmarks", others),
    )
    return replace(page, crumbs=(*page.crumbs, (f"@/benchmarks/#family-{benchmark.family}", family)))

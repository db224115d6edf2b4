"""Pages that are made from many records, or from the program itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from atlas.page import Page
from atlas.pages.claims import claims_index
from atlas.pages.compute import compute_hub
from atlas.pages.datasets import dataset_index
from atlas.pages.glossary import glossary_page
from atlas.pages.questions import questions_index
from atlas.pages.reference import format_page
from atlas.pages.renderer import Renderer
from atlas.pages.rules import rules_page
from atlas.pages.walkthrough import walkthrough_page
from atlas.tables.effort import human_effort
from atlas.tables.methods import method_families, methods, objectives
from atlas.tables.models import disclosure_matrix, models
from atlas.tables.records import BENCHMARK_FAMILIES, benchmarks
from atlas.tables.stages import glance
from atlas.tables.timeline import timeline


def stages_index(render: Renderer) -> Page:
    """The stages at a glance."""
    view, description = render.view, "The stages of training in order, with shares, labels and effects."
    return render.index("stages", "Stages", description, glance=glance(view), effort=human_effort(view))


def objectives_index(render: Renderer) -> Page:
    """The objectives with their formulas."""
    description = "What each stage of training optimises, with formulas and legends."
    return render.index("objectives", "Objectives", description, objectives=objectives(render.view))


def methods_index(render: Renderer) -> Page:
    """The methods by family."""
    view, description = render.view, "The techniques of training, by family, with sources."
    return render.index("methods", "Methods", description, families=method_families(view), methods=methods(view))


def models_index(render: Renderer) -> Page:
    """The models with what was published of each."""
    view, description = render.view, "What the makers of language models published about training them."
    return render.index("models", "Models", description, models=models(view), matrix=disclosure_matrix(view))


def benchmarks_index(render: Renderer) -> Page:
    """The benchmarks by family."""
    families = [(id, name, benchmarks(render.view, id)) for id, name in BENCHMARK_FAMILIES.items()]
    description = "Benchmarks by family, with items, metric and dated status."
    shown = [family for family in families if family[2].rows]
    return render.index("benchmarks", "Benchmarks", description, families=shown)


def timeline_page(render: Renderer) -> Page:
    """Everything that has a date."""
    description = "Papers, models and methods of language-model training, by date."
    return render.index("timeline", "Timeline", description, timeline=timeline(render.view))


INDEXES: Mapping[str, Callable[[Renderer], Page | None]] = {
    "stages": stages_index,
    "objectives": objectives_index,
    "methods": methods_index,
    "models": models_index,
    "benchmarks": benchmarks_index,
    "timeline": timeline_page,
    "compute": compute_hub,
    "claims": claims_index,
    "questions": questions_index,
    "glossary": glossary_page,
    "datasets": dataset_index,
    "format": format_page,
    "rules": rules_page,
    "walkthrough": walkthrough_page,
}
"""Name to what makes a page out of many records; None where there is nothing to show on it."""

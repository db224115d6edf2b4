"""Pages that list a kind of records."""

from __future__ import annotations

from atlas.page import Page
from atlas.pages.claims import claims_index
from atlas.pages.compute import compute_hub
from atlas.pages.glossary import glossary_page
from atlas.pages.questions import questions_index
from atlas.pages.renderer import Renderer
from atlas.tables.effort import human_effort
from atlas.tables.methods import method_families, methods, objectives
from atlas.tables.models import disclosure_matrix, models
from atlas.tables.records import BENCHMARK_FAMILIES, benchmarks
from atlas.tables.stages import glance
from atlas.tables.timeline import timeline


def index_pages(render: Renderer) -> list[Page]:
    """One page for each kind that is listed, citations apart."""
    view = render.view
    families = [(id, name, benchmarks(view, id)) for id, name in BENCHMARK_FAMILIES.items()]
    return [
        render.index("stages", "Stages", "The stages of training in order, with shares, labels and effects.",
                     glance=glance(view), effort=human_effort(view)),
        render.index("objectives", "Objectives", "What each stage of training optimises, with formulas and legends.",
                     objectives=objectives(view)),
        render.index("methods", "Methods", "The techniques of training, by family, with sources.",
                     families=method_families(view), methods=methods(view)),
        render.index("models", "Models", "What the makers of language models published about training them.",
                     models=models(view), matrix=disclosure_matrix(view)),
        render.index("benchmarks", "Benchmarks", "Benchmarks by family, with items, metric and dated status.",
                     families=[family for family in families if family[2].rows]),
        render.index("timeline", "Timeline", "Papers, models and methods of language-model training, by date.",
                     timeline=timeline(view)),
        compute_hub(render),
        claims_index(render),
        questions_index(render),
        glossary_page(render),
    ]  # fmt: skip

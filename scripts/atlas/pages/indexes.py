"""Pages that list a kind of records."""

from __future__ import annotations

from atlas.evidence.shown import record_href
from atlas.model import ComputeShare, Question, Term
from atlas.page import Page
from atlas.pages.renderer import Renderer
from atlas.tables.breakdowns import breakdown, in_order, scope_tag, shares_by_stage
from atlas.tables.claims import claims, rulings, standing_tag
from atlas.tables.claims import in_order as claims_in_order
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
                     glance=glance(view)),
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
        _compute(render),
        _questions(render),
        _glossary(render),
    ]  # fmt: skip


def _compute(render: Renderer) -> Page:
    view = render.view
    found = view.catalog.of("compute_shares", ComputeShare)
    body = render.body(
        "compute",
        claims=claims(view),
        details=[(id, claim, standing_tag(claim), rulings(view, id, claim)) for id, claim in claims_in_order(view)],
        by_stage=shares_by_stage(view),
        breakdowns=[(id, found[id], scope_tag(found[id]), breakdown(view, id)) for id in in_order(view)],
    )
    description = "Claims about training compute against published ledgers, with the share of each stage computed."
    title, source = "Where the compute goes", "data/compute_shares"
    return Page("compute/index.md", title, description, body, "index", source, ("navigation",))


def _questions(render: Renderer) -> Page:
    questions = render.view.catalog.of("questions", Question)
    description = "What the published evidence does not settle, with positions and their evidence."
    linked = [
        (id, item, render.links("stages", item.stages) + render.links("methods", item.methods))
        for id, item in questions.items()
    ]
    return render.index("questions", "Open questions", description, questions=linked)


def _glossary(render: Renderer) -> Page:
    terms = render.view.catalog.of("glossary", Term)
    ordered = sorted(terms.items(), key=lambda item: (item[1].title.casefold(), item[0]))
    rows = [
        (
            id,
            term,
            [(record_href(f"glossary/{other}"), terms[other].title) for other in term.see_also],
            render.view.cite(term.cite) if term.cite else None,
        )
        for id, term in ordered
    ]
    return render.index("glossary", "Glossary", f"{len(terms)} terms of language-model training.", terms=rows)

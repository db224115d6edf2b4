"""Pages that list a kind of records."""

from __future__ import annotations

from atlas.evidence import record_href
from atlas.model import ComputeShare, Question, Term
from atlas.page import Page
from atlas.pages.renderer import Renderer
from atlas.tables.figures import breakdown
from atlas.tables.methods import methods, objectives
from atlas.tables.records import BENCHMARK_FAMILIES, benchmarks, models
from atlas.tables.stages import glance


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
                     methods=methods(view)),
        render.index("models", "Models", "What the makers of language models published about training them.",
                     models=models(view)),
        render.index("benchmarks", "Benchmarks", "Benchmarks by family, with items, metric and dated status.",
                     families=[family for family in families if family[2].rows]),
        _compute(render),
        _questions(render),
        _glossary(render),
    ]  # fmt: skip


def _compute(render: Renderer) -> Page:
    shares = render.view.catalog.of("compute_shares", ComputeShare)
    order = sorted(shares, key=lambda id: (shares[id].scope != "typical", shares[id].scope != "final-run", id))
    breakdowns = [(id, shares[id], breakdown(render.view, id)) for id in order]
    body = render.body("compute", breakdowns=breakdowns)
    description = "Published ledgers of training compute, with the share of each stage and the arithmetic."
    return Page(
        "compute/index.md", "Where the compute goes", description, body, "index", "data/compute_shares", ("navigation",)
    )


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

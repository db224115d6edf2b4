"""The whole site as text: every page, complete, in the order of its path."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from atlas.catalog import prose
from atlas.catalog.catalog import Catalog
from atlas.catalog.written import Written, render_written
from atlas.charts import charts
from atlas.charts.drawing import Draw
from atlas.evidence.citing import labels
from atlas.model import Citation, Term
from atlas.page import Page, unbroken
from atlas.pages.citations import bibliography, citation_pages, citing_pages, preview_files
from atlas.pages.claims import claim_page
from atlas.pages.comparing import comparison_files
from atlas.pages.compute import breakdown_page
from atlas.pages.datasets import dataset_index, dataset_page
from atlas.pages.downloads import Downloads, path_of
from atlas.pages.endings import with_abbreviations, with_references
from atlas.pages.feet import with_foot
from atlas.pages.indexes import index_pages
from atlas.pages.questions import question_page
from atlas.pages.records import benchmark_page, method_page, model_page, objective_page
from atlas.pages.reference import reference_pages
from atlas.pages.renderer import Renderer
from atlas.pages.stages import stage_figures_pages, stage_page
from atlas.pages.templating import DrawnChart, environment, mark_shower
from atlas.pages.walkthrough import walkthrough_pages
from atlas.reading.parse import Entry
from atlas.reading.problem import Problem
from atlas.settings import Settings
from atlas.tables.csv import as_csv
from atlas.tables.stage_shares import share_files
from atlas.tables.view import View

_RECORD_PAGES: dict[str, Callable[[Renderer, Entry], Page]] = {
    "stages": stage_page,
    "objectives": objective_page,
    "methods": method_page,
    "models": model_page,
    "benchmarks": benchmark_page,
    "compute_shares": breakdown_page,
    "claims": claim_page,
    "questions": question_page,
    "datasets": dataset_page,
}


@dataclass(frozen=True)
class Site:
    """The pages of a site by path, its data files, and the problems that its hand-written pages raised."""

    pages: tuple[Page, ...]
    files: Mapping[str, str]
    problems: tuple[Problem, ...]


def render_site(catalog: Catalog, written: Collection[Written], settings: Settings, draw: Draw) -> Site:
    """Every page of the site; ``catalog`` and ``written`` have passed their checks."""
    view = View(catalog, labels(catalog.of("citations", Citation)))
    drawn = {id: DrawnChart(chart, draw(chart.wide), draw(chart.narrow)) for id, chart in charts(view).items()}
    downloads = Downloads()
    jinja = environment(view, settings, drawn, downloads)
    jinja.globals["written"] = {page.path for page in written}
    render = Renderer(view, jinja)
    results = [render_written(jinja, page) for page in written]
    problems = tuple(result for result in results if isinstance(result, Problem))
    pages = [result for result in results if isinstance(result, Page)]
    for kind, page_of in _RECORD_PAGES.items():
        pages += [page_of(render, entry) for entry in catalog.by_kind[kind].values()]
    pages += index_pages(render) + dataset_index(render) + reference_pages(render) + walkthrough_pages(render)
    pages += stage_figures_pages(render)
    show = mark_shower(view, jinja, "numbered")
    pages = [page.with_body(prose.replace_marks(page.body, show)) for page in pages]
    citing = citing_pages(pages)
    sources, *source_pages = citation_pages(render, citing)
    complete = [sources, *(with_references(render, page) for page in [*pages, *source_pages])]
    terms = catalog.of("glossary", Term)
    finished = (with_abbreviations(with_foot(render, page, settings), terms) for page in complete)
    files = downloads.files | {path_of(item.chart.table): as_csv(item.chart.table) for item in drawn.values()}
    files |= share_files(view)
    fragments = comparison_files(render) | preview_files(render, citing)
    files |= {path: unbroken(text) for path, text in fragments.items()} | bibliography(catalog)
    return Site(tuple(sorted(finished, key=lambda page: page.path)), files, problems)

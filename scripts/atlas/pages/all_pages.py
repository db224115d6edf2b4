"""The whole site as text: every page, complete, in the order of its path."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from jinja2.sandbox import SandboxedEnvironment

from atlas.catalog.catalog import Catalog
from atlas.catalog.written import Written, render_written
from atlas.charts import Charts, possible_charts
from atlas.charts.drawing import Draw
from atlas.charts.painting import Paint
from atlas.charts.social import Social, social_svg
from atlas.checks.rules import rules
from atlas.compiled import Compiled
from atlas.exports.publication import Publication
from atlas.page import Page, Sheet
from atlas.pages.citations import Citing, citation_index, citation_page, citing_pages
from atlas.pages.claims import claim_page
from atlas.pages.compute import breakdown_page
from atlas.pages.data_files import CITED_FILES, FILES, chart_file
from atlas.pages.datasets import dataset_page
from atlas.pages.downloads import Downloads
from atlas.pages.finishing import Finish
from atlas.pages.indexes import INDEXES
from atlas.pages.open_data import data_unit, export_units, kind_units
from atlas.pages.questions import question_page
from atlas.pages.records import benchmark_page, method_page, model_page, objective_page
from atlas.pages.renderer import Renderer
from atlas.pages.rules import rule_page
from atlas.pages.social import social_file, social_pictures
from atlas.pages.stages import stage_figures_pages, stage_page
from atlas.pages.templating import Means, templates, trial
from atlas.pages.units import Kept, Made, Maker, Unit, made_files
from atlas.progress import nothing
from atlas.reading.document import digest_of
from atlas.reading.parse import Entry
from atlas.reading.problem import Problem
from atlas.settings import Settings
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

_SOURCE = "source"
"""What the places of units of sources begin with, which come after all others."""


@dataclass(frozen=True)
class Site:
    """The pages of a site by path, its data files, the problems that its hand-written pages raised, and its units."""

    pages: tuple[Sheet, ...]
    files: Mapping[str, str | bytes]
    problems: tuple[Problem, ...]
    units: Mapping[str, Kept] = field(repr=False)


@dataclass(frozen=True)
class Press:
    """What a site is rendered with: its settings, what draws its charts, and what an earlier rendering left.

    The units ``kept`` must come from the same program and the same settings; those are taken again that read nothing
    that has changed since. ``compiled`` keeps the byte code of templates; ``heed`` may raise between two units.
    Without ``paint`` no page gets its picture.
    """

    settings: Settings
    draw: Draw
    kept: Mapping[str, Kept] = field(default_factory=dict)
    compiled: Compiled | None = None
    heed: Callable[[], None] = nothing
    paint: Paint | None = None


@dataclass(frozen=True)
class _Bench:
    """What the units of one rendering are made with."""

    finish: Finish
    sandbox: SandboxedEnvironment
    maker: Maker


def _bench(catalog: Catalog, written: Collection[Written], press: Press) -> _Bench:
    view, downloads = View(catalog), Downloads()
    jinja = templates(view, press.settings, Means(Charts(view, press.draw), downloads, press.compiled))
    jinja.own.globals["written"] = {page.path for page in written}
    finish = Finish(Renderer(view, jinja.own), press.settings)
    return _Bench(finish, jinja.written, Maker(catalog.reads, view.answer, downloads, press.kept, press.heed))


def render_site(catalog: Catalog, written: Collection[Written], press: Press) -> Site:
    """Every page of the site; ``catalog`` and ``written`` have passed their checks."""
    bench = _bench(catalog, written, press)
    finish, render, maker = bench.finish, bench.finish.render, bench.maker
    publication = Publication(render.view, press.settings.site_url)
    exports = export_units(publication)
    units = maker.all([*_written(finish, bench.sandbox, written), *_pages(finish), *_files(render), *exports])
    made = _all_files({unit.name: units[unit.name] for unit in exports})
    wholes = maker.all(kind_units(publication, made))
    units |= wholes | maker.all([data_unit(finish, {**made, **_all_files(wholes)})])
    citing = citing_pages(_sheets(units))
    units |= maker.all([*_sources(finish, citing), *_cited_files(render, citing)])
    if press.paint is not None:  # last: what paints has threads of its own, with which no work is shared any more
        units |= maker.all(_pictures(press.paint, social_pictures(catalog, tuple(_sheets(units)))))
    return _site(units)


def render_some(catalog: Catalog, written: Collection[Written], press: Press, paths: Collection[str]) -> Site:
    """The pages at some paths, as far as an earlier rendering had them, and nothing else of the site.

    What a page tells of other pages, such as those that cite a source, is taken from that rendering.
    """
    bench = _bench(catalog, written, press)
    before = press.kept.values()
    citing = citing_pages(sheet for kept in before if not kept.place.startswith(_SOURCE) for sheet in kept.made.sheets)
    wanted = {kept.place for kept in before if not {sheet.path for sheet in kept.made.sheets}.isdisjoint(paths)}
    units = [*_written(bench.finish, bench.sandbox, written), *_pages(bench.finish), *_sources(bench.finish, citing)]
    return _site(bench.maker.all(unit for unit in units if unit.place in wanted))


def _site(units: Mapping[str, Kept]) -> Site:
    problems = tuple(unit.made.problem for unit in units.values() if unit.made.problem is not None)
    return Site(tuple(sorted(_sheets(units), key=lambda sheet: sheet.path)), _all_files(units), problems, units)


def macro_problems(catalog: Catalog, written: Iterable[Written], settings: Settings) -> tuple[Problem, ...]:
    """Each macro of a hand-written page that does not run; nothing is rendered that only shows what was found."""
    sandbox = trial(View(catalog), settings)
    sandbox.globals["written"] = {page.path for page in written}
    results = [render_written(sandbox, page) for page in written]
    return tuple(result for result in results if isinstance(result, Problem))


def _sheets(units: Mapping[str, Kept]) -> Iterator[Sheet]:
    return (sheet for unit in units.values() for sheet in unit.made.sheets)


def _all_files(units: Mapping[str, Kept]) -> dict[str, str | bytes]:
    found: dict[str, str | bytes] = {}
    for unit in units.values():
        for path, text in unit.made.files.items():
            if found.setdefault(path, text) != text:
                raise ValueError(f"two tables would be {path}: give one another id")
    return found


def _written(finish: Finish, sandbox: SandboxedEnvironment, pages: Iterable[Written]) -> Iterator[Unit]:
    """A unit for each hand-written page; its name tells its text, which is no record."""

    def make(page: Written) -> Made:
        result = render_written(sandbox, page)
        return Made(problem=result) if isinstance(result, Problem) else Made((finish.marked(result),))

    for page in pages:
        yield Unit(page.source, partial(make, page), digest_of(page.text))


def _pages(finish: Finish) -> Iterator[Unit]:
    """A unit for each page of a record, each index, and the figures of each stage."""
    render, catalog = finish.render, finish.render.view.catalog

    def record(kind: str, id: str) -> Made:
        return Made((finish.marked(_RECORD_PAGES[kind](render, catalog.by_kind[kind][id])),))

    def index(name: str) -> Made:
        page = INDEXES[name](render)
        return Made((finish.marked(page),)) if page is not None else Made()

    def figures(id: str) -> Made:
        return Made(tuple(finish.marked(page) for page in stage_figures_pages(render, id)))

    def rule(id: str) -> Made:
        return Made((finish.marked(rule_page(render, id)),))

    yield from (_unit(record, kind, id) for kind in _RECORD_PAGES for id in catalog.by_kind[kind])
    yield from (_unit(index, name) for name in INDEXES)
    yield from (_unit(figures, id) for id in catalog.by_kind["stages"])
    yield from (_unit(rule, id) for id in rules())


def _unit(make: Callable[..., Made], *names: str) -> Unit:
    return Unit("/".join((make.__name__, *names)), partial(make, *names))


def _sources(finish: Finish, citing: Citing) -> Iterator[Unit]:
    """A unit for each source and their index; the name tells the pages that cite it, which are no records."""
    render, entries = finish.render, finish.render.view.catalog.by_kind["citations"]

    def source(key: str) -> Made:
        return Made((finish.listed(citation_page(render, entries[key], citing.get(key, []))),))

    counted = digest_of(repr({key: len(pages) for key, pages in citing.items()}))
    yield Unit(f"{_SOURCE}s", lambda: Made((finish.unlisted(citation_index(render, citing)),)), counted)
    for key in entries:
        yield Unit(f"{_SOURCE}/{key}", partial(source, key), digest_of(repr(citing.get(key, []))))


def _files(render: Renderer) -> Iterator[Unit]:
    for name, make in FILES.items():
        yield Unit(f"files {name}", partial(made_files, make, render))
    for id in possible_charts(render.view):
        yield Unit(f"chart {id}", partial(made_files, chart_file, render, id))


def _pictures(paint: Paint, pictures: Mapping[str, Social]) -> Iterator[Unit]:
    """A unit for each picture of a page; ``beside`` tells what it shows."""

    def make(name: str, shown: Social) -> Made:
        return Made(files={social_file(name): paint(social_svg(shown))})

    for name, shown in pictures.items():
        yield Unit(f"picture {name}", partial(make, name, shown), digest_of(repr(shown)))


def _cited_files(render: Renderer, citing: Citing) -> Iterator[Unit]:
    for name, make in CITED_FILES.items():
        yield Unit(f"files {name}", partial(made_files, make, render, citing), digest_of(repr(citing)))

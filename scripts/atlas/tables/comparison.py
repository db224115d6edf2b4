"""Any two records of a kind side by side: the same attributes for each, in the same order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from atlas.evidence.shown import record_href
from atlas.model import Benchmark, Method, Model, Stage
from atlas.reading.suggest import did_you_mean
from atlas.tables.methods import ATTRIBUTE_HEADS, attribute_cell
from atlas.tables.models import LEVELS, licence_name, named_cell
from atlas.tables.records import BENCHMARK_FAMILIES
from atlas.tables.table import Cell, Column, Drawing, Row, Shown, Table, Tag, cell, text_of
from atlas.tables.view import View

Attribute = tuple[str, Cell]


def attributes(view: View, kind: str, id: str) -> tuple[Attribute, ...]:
    """What is compared of one record: names and cells. Raises LookupError for a kind or id that is not there."""
    check_comparable(view, kind, id)
    return tuple(COMPARABLE[kind](view, id))


def check_comparable(view: View, kind: str, *ids: str) -> None:
    """Nothing; LookupError for a kind that is not compared, or an id that is not there."""
    if kind not in COMPARABLE:
        raise LookupError(f"'{kind}' is not compared{did_you_mean(kind, COMPARABLE)}")
    for id in ids:
        known = tuple(view.catalog.by_kind[kind])
        if id not in known:
            raise LookupError(f"no record '{kind}/{id}'{did_you_mean(id, known)}")


def pair(view: View, kind: str, first: str, second: str) -> Table:
    """Two records of a kind as a table: one row an attribute, marked where they differ."""
    rows = [
        Row(
            "",
            (cell(name), one, other),
            (("differs", "yes"),) if text_of(one) != text_of(other) else (),
        )
        for (name, one), (_, other) in zip(attributes(view, kind, first), attributes(view, kind, second), strict=True)
    ]
    titles = [view.catalog.name_of(f"{kind}/{id}")[0] for id in (first, second)]
    columns = (Column("attribute", "Attribute"), Column("a", titles[0]), Column("b", titles[1]))
    return Table(f"pair-{kind}", f"{titles[0]} and {titles[1]}, side by side", columns, tuple(rows), across=True)


def _model(view: View, id: str) -> Iterator[Attribute]:
    model = view.catalog.without_figures("models", Model)[id]
    yield "Lab", cell(model.lab)
    yield "Released", cell(model.released)
    yield "Reported", cell(model.reported or "not recorded")
    yield "Trained from", cell(model.base or "random weights")
    for name in ("weights", "data", "code", "report"):
        value = getattr(model.access, name)
        yield name.capitalize(), cell(Tag("openness", value, value))
    yield "Licence of the weights", _licence_cell(view, model)
    yield "Parameters", named_cell(view, id, "parameters")
    yield "Active parameters", named_cell(view, id, "active-parameters")
    yield "Training tokens", named_cell(view, id, "tokens", "pre-training-tokens")
    yield "Published compute, FLOP", named_cell(view, id, "compute")
    for stage, record in view.catalog.lifecycle:
        found = model.disclosures.get(stage)
        if found is None:
            yield f"Disclosed: {record.short}", cell("not assessed")
        else:
            tag = Tag("disclosure", found.level, found.level, record_href(f"citations/{found.cite}"))
            yield f"Disclosed: {record.short}", cell(tag, sort=LEVELS[found.level])
    yield "Main source", cell(view.cite(model.report))


def _licence_cell(view: View, model: Model) -> Cell:
    if model.licence is None:
        return cell(licence_name(model))
    return cell(f"{model.licence.name}: {model.licence.allows} ", view.cite(model.licence.cite, model.licence.at))


def _method(view: View, id: str) -> Iterator[Attribute]:
    method = view.catalog.of("methods", Method)[id]
    yield "Family", cell(Tag("family", method.family, method.family.replace("-", " ")))
    yield "What it is", cell(method.summary)
    yield "Picture", cell(Drawing(f"methods/{id}", f"Picture of {method.short}") if method.schematic else "no picture")
    yield "Stages", view.list("stages", method.stages)
    yield "Objectives", view.list("objectives", method.objectives)
    yield "Introduced", cell(str(method.year), sort=method.year)
    yield "Needs", cell(". ".join(method.needs))
    for name, head in ATTRIBUTE_HEADS.items():
        yield head, attribute_cell(method, name) if method.attributes else cell("not listed")
    yield "Fails by", cell(". ".join(note.name for note in method.failure_modes))
    yield "Models that used it", view.list("models", dict.fromkeys(use.model for use in method.used_by))
    yield "First source", cell(view.cite(method.introduced_by))


def _stage(view: View, id: str) -> Iterator[Attribute]:
    stage = view.catalog.of("stages", Stage)[id]
    share = view.typical(id)
    yield "Phase", cell(Tag("phase", stage.phase, stage.phase))
    yield "Shape", cell(stage.shape)
    yield "What it does", cell(stage.does)
    yield "Share of training compute", cell(Shown(share) if share else "no estimate")
    yield "Human labels", cell(stage.label_cost)
    yield "Labels and time", cell(stage.labels)
    yield "What it changes", cell(stage.changes)
    yield "Objectives", view.list("objectives", stage.objectives)
    yield "Methods", view.list("methods", stage.methods)
    yield "Returns data to", view.list("stages", stage.feeds_back)
    yield "Fails by", cell(". ".join(note.name for note in stage.failure_modes))


def _benchmark(view: View, id: str) -> Iterator[Attribute]:
    benchmark = view.catalog.of("benchmarks", Benchmark)[id]
    status = benchmark.status
    yield "Family", cell(BENCHMARK_FAMILIES[benchmark.family])
    yield "Measures", cell(benchmark.measures)
    yield "Items", cell(benchmark.items)
    yield "Metric", cell(benchmark.metric)
    yield "Published", cell(str(benchmark.year), sort=benchmark.year)
    yield "Status", cell(Tag("status", status.level, status.level.replace("-", " ")), f" as of {status.as_of}")
    yield "Cautions", cell(". ".join(note.name for note in benchmark.cautions))
    yield "Source", cell(view.cite(benchmark.cite))


COMPARABLE: dict[str, Callable[[View, str], Iterator[Attribute]]] = {
    "methods": _method,
    "models": _model,
    "stages": _stage,
    "benchmarks": _benchmark,
}
"""Kinds whose records can be compared, and what is compared of one."""

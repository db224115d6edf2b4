"""Tables of benchmarks and sources."""

from __future__ import annotations

from atlas.evidence.citing import author_label, type_name, year
from atlas.evidence.shown import record_href
from atlas.model import Benchmark, Citation
from atlas.tables.table import Column, Row, Table, Tag, To, cell
from atlas.tables.view import View

BENCHMARK_FAMILIES = {
    "knowledge-reasoning": "Knowledge and reasoning",
    "coding": "Coding",
    "math": "Math",
    "agentic": "Agentic and tool use",
    "long-context": "Long context",
    "safety": "Safety",
    "internal": "Internal",
}


def benchmarks(view: View, family: str) -> Table:
    """The benchmarks of one family with items, metric, year and status."""
    rows = tuple(
        Row(
            id,
            (
                cell(To(record_href(f"benchmarks/{id}"), benchmark.title)),
                cell(benchmark.items),
                cell(benchmark.metric),
                cell(benchmark.measures),
                cell(str(benchmark.year), sort=benchmark.year),
                cell(
                    Tag("status", benchmark.status.level, benchmark.status.level.replace("-", " ")),
                    f" as of {benchmark.status.as_of}",
                ),
                cell(view.cite(benchmark.cite)),
            ),
            (("status", benchmark.status.level),),
        )
        for id, benchmark in view.catalog.of("benchmarks", Benchmark).items()
        if benchmark.family == family
    )
    columns = (
        Column("benchmark", "Benchmark"),
        Column("items", "Items"),
        Column("metric", "Metric"),
        Column("measures", "Measures"),
        Column("year", "Year", numeric=True),
        Column("status", "Status"),
        Column("source", "Source"),
    )
    return Table(f"family-{family}", BENCHMARK_FAMILIES[family], columns, rows)


def citations(view: View, uses: dict[str, int]) -> Table:
    """Every source, by author and year, with its type, standing and how often it is used.

    What each is evidence for stands in its preview and on its page, so that a row is one line high.
    """
    found = view.catalog.of("citations", Citation)
    rows = tuple(
        Row(
            key,
            (
                cell(
                    view.cite(key), sort=view.labels[key] if source.own else f"{author_label(source)} {source.issued}"
                ),
                cell(source.title),
                cell(year(source), sort=source.issued),
                cell(Tag("type", source.type, type_name(source))),
                cell(Tag("tier", source.tier, _tier(source)), Tag("seen", source.seen, _seen(source))),
                cell(str(uses.get(key, 0)), sort=uses.get(key, 0)),
            ),
            (("type", type_name(source)), ("tier", _tier(source))),
        )
        for key, source in sorted(found.items(), key=lambda item: (view.labels[item[0]].casefold(), item[0]))
    )
    columns = (
        Column("source", "Source"),
        Column("title", "Title"),
        Column("year", "Year", numeric=True),
        Column("type", "Type"),
        Column("tier", "Standing"),
        Column("uses", "Uses", numeric=True),
    )
    return Table("citations", "Sources, by author and year", columns, rows, (("type", "Type"), ("tier", "Standing")))


def _order(view: View, key: str, source: Citation) -> str:
    return view.labels[key] if source.own else f"{author_label(source)} {source.issued}"


def _tier(source: Citation) -> str:
    return "own" if source.own else source.tier


def _seen(source: Citation) -> str:
    return "read" if source.seen == "primary" else "quoted"

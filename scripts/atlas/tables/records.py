"""Tables of benchmarks and sources."""

from __future__ import annotations

from atlas.evidence.citing import TYPE_NAMES, author_label, year
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
    """Every source, by author and year, with its type, what it is evidence for and how often it is used."""
    found = view.catalog.of("citations", Citation)
    rows = tuple(
        Row(
            key,
            (
                cell(
                    To(record_href(f"citations/{key}"), view.labels[key]),
                    sort=f"{author_label(source)} {source.issued}",
                ),
                cell(source.title),
                cell(year(source), sort=source.issued),
                cell(Tag("type", source.type, TYPE_NAMES[source.type])),
                cell(Tag("tier", source.tier, source.tier), Tag("seen", source.seen, _seen(source))),
                cell(source.summary),
                cell(str(uses.get(key, 0)), sort=uses.get(key, 0)),
            ),
            (("type", TYPE_NAMES[source.type]), ("tier", source.tier)),
        )
        for key, source in sorted(found.items(), key=lambda item: (view.labels[item[0]].casefold(), item[0]))
    )
    columns = (
        Column("source", "Source"),
        Column("title", "Title"),
        Column("year", "Year", numeric=True),
        Column("type", "Type"),
        Column("tier", "Standing"),
        Column("evidence", "Evidence for"),
        Column("uses", "Uses", numeric=True),
    )
    return Table("citations", "Sources, by author and year", columns, rows, (("type", "Type"), ("tier", "Standing")))


def _seen(source: Citation) -> str:
    return "read" if source.seen == "primary" else "known through quotation"

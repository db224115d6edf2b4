"""The data files of a site: tables as CSV, the data of comparisons and previews, and the bibliography."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from atlas.charts import chart_of
from atlas.pages.citations import Citing, bibliography, preview_files
from atlas.pages.comparing import comparison_file
from atlas.pages.downloads import path_of
from atlas.pages.renderer import Renderer
from atlas.tables.comparison import COMPARABLE
from atlas.tables.csv import as_csv
from atlas.tables.stage_shares import share_files


def chart_file(render: Renderer, id: str) -> dict[str, str]:
    """The data of a chart as CSV by its path; nothing for a chart without data."""
    chart = chart_of(render.view, id)
    return {path_of(chart.table): as_csv(chart.table)} if chart else {}


def _comparison(kind: str) -> Callable[[Renderer], dict[str, str]]:
    return lambda render: comparison_file(render, kind)


FILES: Mapping[str, Callable[[Renderer], dict[str, str]]] = {
    "shares": lambda render: share_files(render.view),
    "bibliography": lambda render: bibliography(render.view.catalog),
    **{f"compare {kind}": _comparison(kind) for kind in COMPARABLE},
}
"""Name to what makes files, by path, from the records alone."""

CITED_FILES: Mapping[str, Callable[[Renderer, Citing], dict[str, str]]] = {"previews": preview_files}
"""Name to what makes files, by path, from the records and the pages that cite each source."""

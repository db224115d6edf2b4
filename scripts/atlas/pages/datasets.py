"""Pages of data sets: one each, and the table of all."""

from __future__ import annotations

from atlas.model import Dataset
from atlas.page import Page
from atlas.pages.renderer import Renderer
from atlas.reading.parse import Entry
from atlas.tables.datasets import by_date, datasets
from atlas.tables.figures import figures


def dataset_page(render: Renderer, entry: Entry) -> Page:
    """The page of one data set: its origin, size, terms, filters, users and cautions."""
    dataset, view = entry.record, render.view
    assert isinstance(dataset, Dataset)
    licence = dataset.licence
    return render.record(
        entry,
        "dataset",
        dataset=dataset,
        source=view.cite(dataset.cite),
        licensed=view.cite(licence.cite, licence.at) if licence.cite else None,
        origins=render.links("datasets", dataset.derived_from),
        offspring=render.links("datasets", [id for id, other in by_date(view) if entry.id in other.derived_from]),
        figures=figures(view, entry.address),
        uses=[(*render.links("models", [use.model])[0], view.cite(use.cite, use.at)) for use in dataset.used_by],
    )


def dataset_index(render: Renderer) -> Page | None:
    """The page that lists the data sets, where there are any."""
    table = datasets(render.view)
    description = "Open corpora for pre-training, with their sizes, licences, filters and users."
    return render.index("datasets", "Data sets", description, datasets=table) if table.rows else None

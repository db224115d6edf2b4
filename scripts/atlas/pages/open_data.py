"""The open data of a site in parts, and their page: every file with its size, what is in it, and ways to use it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from atlas.exports import EXPORTS
from atlas.exports.api import kind_file, path_of, record_file
from atlas.exports.publication import API, EXPORTED, Content, Publication
from atlas.page import Page
from atlas.pages.finishing import Finish
from atlas.pages.renderer import INDEX_TITLES, Renderer
from atlas.pages.structured import dataset
from atlas.pages.units import Made, Unit, made_files
from atlas.reading.document import digest_of

Files = Mapping[str, Content]
"""Files of open data by their path."""

Sizes = Mapping[str, int]
"""Path of a file of open data to its bytes."""

_TITLES = {**INDEX_TITLES, "glossary": "Terms", "examples": "Worked examples, all numbers invented"}

_WHOLE = {
    f"{API}/index.json": ("application/json", "Index: what there is, how much of it and where"),
    f"{API}/figures.csv": ("text/csv", "All figures, a line each, with source, place, date and arithmetic"),
    f"{API}/atlas.sqlite": (
        "application/vnd.sqlite3",
        "SQLite: a table a kind, all figures, and what cites what",
    ),
    f"{API}/atlas-csv.zip": ("application/zip", "ZIP of all CSV files with a Frictionless data package"),
    f"{API}/openapi.json": ("application/json", "OpenAPI 3.1 description of the JSON and CSV files"),
    "citations.bib": ("application/x-bibtex", "All sources as BibTeX"),
    "citations.json": ("application/json", "All sources as CSL-JSON"),
    "citations.ris": ("application/x-research-info-systems", "All sources as RIS"),
    "llms.txt": ("text/markdown", "Outline of the site, for programs that read"),
    "llms-full.txt": ("text/markdown", "Plain text of all pages, without the lists of sources"),
    "feed.xml": ("application/atom+xml", "Feed of what changed in the data"),
}
"""Path of a file that holds the whole atlas to its type and what it is."""


@dataclass(frozen=True)
class KindFiles:
    """The files of one kind of records: its title, how many records it has, and where they are with their sizes."""

    title: str
    count: int
    json: tuple[str, str]
    csv: tuple[str, str]
    schema: str


def data_page(render: Renderer, sizes: Sizes, site_url: str) -> Page:
    """The page, given the sizes of the files."""
    catalog = render.view.catalog
    kinds = [_kind(kind, len(catalog.by_kind[kind]), sizes) for kind in EXPORTED]
    whole = [(f"@/{path}", words, path, _size(sizes.get(path))) for path, (_, words) in _WHOLE.items()]
    body = render.body(
        "data",
        kinds=kinds,
        whole=whole,
        total=_size(sum(sizes.values())),
        number=len(sizes),
        records=sum(kind.count for kind in kinds),
        figures=catalog.number_of_figures,
        base=(site_url or "https://ADDRESS-OF-THE-ATLAS/") + API,
    )
    files = {path: kind for path, (kind, _) in _WHOLE.items()}
    return Page(
        path="data.md",
        title="Open data",
        description="Every record and figure of the atlas as JSON, CSV, SQLite and plain text, under CC BY 4.0.",
        body=body,
        kind="index",
        source="scripts/atlas/pages/templates/pages/data.md.j2",
        hide=("navigation",),
        about=(dataset(site_url, files, catalog.newest_review),) if site_url else (),
    )


def _kind(kind: str, count: int, sizes: Sizes) -> KindFiles:
    json, csv = f"{API}/{kind}.json", f"{API}/{kind}.csv"
    files = [(f"@/{path}", _size(sizes[path])) for path in (json, csv)]
    return KindFiles(_TITLES[kind], count, files[0], files[1], f"@/{API}/schema/{kind}.json")


def _size(size: int | None) -> str:
    """Bytes as a reader says them: three figures and a unit; nothing where they are not known."""
    if size is None:
        return ""
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{size / 1e3:.0f} kB" if size >= 1e3 else f"{size} bytes"


def export_units(found: Publication) -> list[Unit]:
    """A unit for the file of each record, and one for each export of all of them."""
    records = [
        Unit(f"export {entry.address}", partial(made_files, record_file, found, entry.kind, entry.id))
        for kind in EXPORTED
        for entry in found.entries(kind)
    ]
    return [*records, *(Unit(f"export {name}", partial(made_files, make, found)) for name, make in EXPORTS.items())]


def kind_units(found: Publication, made: Files) -> Iterator[Unit]:
    """A unit for the file of each kind of records; its name tells the files that it holds, which are no records."""
    for kind in EXPORTED:
        files = {path: made[path] for path in (path_of(kind, entry.id) for entry in found.entries(kind))}
        yield Unit(f"export {kind}", partial(made_files, kind_file, found, kind, files), digest_of(repr(files)))


def data_unit(finish: Finish, files: Files) -> Unit:
    """A unit for the page of the open data; its name tells the sizes of the files, which are no records."""
    sizes = {path: len(text if isinstance(text, bytes) else text.encode()) for path, text in sorted(files.items())}
    address = finish.settings.site_url
    return Unit(
        "data", lambda: Made((finish.marked(data_page(finish.render, sizes, address)),)), digest_of(repr(sizes))
    )

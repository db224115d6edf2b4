"""The records as JSON: one file a record, one a kind, the schemas, and an index of them all."""

from __future__ import annotations

from typing import Any

from atlas.editing.schemas import schema_of
from atlas.exports.figures import figure_data
from atlas.exports.publication import API, EXPORTED, LICENCE, LICENCE_URL, NAME, Content, Publication, as_json
from atlas.reading.parse import Entry


def kind_files(found: Publication, kind: str) -> dict[str, Content]:
    """The files of one kind of records by path: all of them in one, and each in one."""
    records = [_record(found, entry) for entry in found.entries(kind)]
    whole = {**_head(found, f"{API}/{kind}.json"), "kind": kind, "count": len(records), "records": records}
    files: dict[str, Content] = {f"{API}/{kind}.json": as_json(whole)}
    for record in records:
        path = f"{API}/{kind}/{record['id']}.json"
        files[path] = as_json({**_head(found, path), **record})
    return files


def schemas(_: Publication) -> dict[str, Content]:
    """The schemas of all kinds by path."""
    return {f"{API}/schema/{kind}.json": schema_of(kind) for kind in EXPORTED}


def index(found: Publication) -> dict[str, Content]:
    """The index of the data: what there is, how much of it and where."""
    catalog = found.view.catalog
    kinds = [
        {
            "kind": kind,
            "count": len(found.entries(kind)),
            **{form: found.address(f"{API}/{kind}.{form}") for form in ("json", "csv")},
            "schema": found.address(f"{API}/schema/{kind}.json"),
        }
        for kind in EXPORTED
    ]
    others = {
        "figures": f"{API}/figures.csv",
        "description": f"{API}/openapi.json",
        "database": f"{API}/atlas.sqlite",
        "sheets": f"{API}/atlas-csv.zip",
        "bibtex": "citations.bib",
        "csl_json": "citations.json",
        "ris": "citations.ris",
        "changes": "feed.xml",
    }
    whole = {
        **_head(found, f"{API}/index.json"),
        "reviewed": catalog.newest_review,
        "figures": catalog.number_of_figures,
        "kinds": kinds,
        "files": {name: found.address(path) for name, path in others.items()},
    }
    return {f"{API}/index.json": as_json(whole)}


def _head(found: Publication, path: str) -> dict[str, str]:
    return {"atlas": NAME, "self": found.address(path), "licence": LICENCE, "licence_url": LICENCE_URL}


def _record(found: Publication, entry: Entry) -> dict[str, Any]:
    """A record as it stands in its file, with its figures as data; schemas hold for its ``record``."""
    return {
        "kind": entry.kind,
        "id": entry.id,
        "url": found.page(entry),
        "source_file": entry.document.path,
        "record": entry.record.model_dump(mode="json", exclude_unset=True),
        "figures": [figure_data(found, placed) for placed in found.view.catalog.figures_of(entry.address)],
    }

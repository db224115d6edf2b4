"""The records as JSON: one file a record, one a kind, the schemas, and an index of them all."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import indent
from typing import Any

from atlas.editing.schemas import schema_of
from atlas.exports.figures import figure_data
from atlas.exports.publication import API, EXPORTED, LICENCE, LICENCE_URL, NAME, Content, Publication, as_json
from atlas.reading.parse import Entry


def record_file(found: Publication, kind: str, id: str) -> dict[str, Content]:
    """The file of one record by its path."""
    path = path_of(kind, id)
    return {path: as_json({**_head(found, path), **_record(found, found.view.catalog.by_kind[kind][id])})}


def kind_file(found: Publication, kind: str, files: Mapping[str, Content]) -> dict[str, Content]:
    """The file of all records of one kind by its path, put together from the files of the records."""
    path, ids = f"{API}/{kind}.json", [entry.id for entry in found.entries(kind)]
    whole = as_json({**_head(found, path), "kind": kind, "count": len(ids), "records": []})
    records = ",\n".join(_inside(found, path_of(kind, id), files) for id in ids)
    return {path: whole.replace("[]\n}", f"[\n{records}\n ]\n}}") if ids else whole}


def path_of(kind: str, id: str) -> str:
    """The path of the file of one record."""
    return f"{API}/{kind}/{id}.json"


def _inside(found: Publication, path: str, files: Mapping[str, Content]) -> str:
    """The file of a record as an item of a list, without what is said of the file itself."""
    head = as_json(_head(found, path)).removesuffix("\n}\n") + ",\n"
    return "  {\n" + indent(str(files[path]).removeprefix(head).rstrip("\n"), "  ")


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

"""All sheets in one ZIP, with a Frictionless data package that says what each holds."""

from __future__ import annotations

import hashlib
import io
import zipfile
from typing import Any

from atlas.exports.publication import API, LICENCE, LICENCE_URL, NAME, Content, Publication, as_json
from atlas.exports.sheets import Rows, all_rows, columns, sheets

_DAY = (1980, 1, 1, 0, 0, 0)
"""The date of every file in the ZIP, so that the same data give the same bytes."""


def bundle(found: Publication) -> dict[str, Content]:
    """The ZIP of all sheets by its path, and its description beside it."""
    files = {path.rpartition("/")[2]: text for path, text in sheets(found).items()}
    files = {name: text for name, text in files.items() if text}
    package = as_json(_package(found, {name: str(text).encode() for name, text in files.items()}))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, text in {"datapackage.json": package, **dict(sorted(files.items()))}.items():
            info = zipfile.ZipInfo(name, _DAY)
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(info, text)
    return {f"{API}/atlas-csv.zip": out.getvalue()}


def _package(found: Publication, files: dict[str, bytes]) -> dict[str, Any]:
    rows = all_rows(found)
    return {
        "name": "training-lifecycle-atlas",
        "title": NAME,
        "description": "How a language model is made, with source, date and kind of evidence of each figure.",
        "homepage": found.site_url or None,
        "version": found.view.catalog.newest_review,
        "licenses": [{"name": LICENCE, "path": LICENCE_URL, "title": "Creative Commons Attribution 4.0"}],
        "resources": [_resource(name, rows[name.removesuffix(".csv")], files[name]) for name in sorted(files)],
    }


def _resource(file: str, rows: Rows, content: bytes) -> dict[str, Any]:
    name = file.removesuffix(".csv")
    fields = [{"name": head, "type": _type([row[head] for row in rows])} for head in columns(name, rows)]
    key = "address" if name == "figures" else "id"
    return {
        "name": name.replace("_", "-"),
        "path": file,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {"fields": fields, "primaryKey": key},
    }


def _type(values: list[Any]) -> str:
    known = [value for value in values if value is not None]
    if known and all(isinstance(value, bool) for value in known):
        return "boolean"
    numbers = known and all(isinstance(value, int | float) and not isinstance(value, bool) for value in known)
    return "number" if numbers else "string"

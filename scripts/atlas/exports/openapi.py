"""The data as an OpenAPI 3.1 description, for programs that make clients of one."""

from __future__ import annotations

from typing import Any

from atlas.exports.publication import API, EXPORTED, LICENCE, NAME, Content, Publication, as_json

_TEXT = {"type": "string"}


def description(found: Publication) -> dict[str, Content]:
    """The description of the data by its path."""
    whole = {
        "openapi": "3.1.0",
        "info": {
            "title": NAME,
            "version": "1",
            "description": "Static files: each answers GET, and nothing needs a key.",
            "license": {"name": "Creative Commons Attribution 4.0", "identifier": LICENCE},
        },
        "servers": [{"url": f"{found.site_url or '/'}{API}"}],
        "paths": _paths(),
        "components": {"schemas": {**_schemas(), **_kinds(found)}},
    }
    return {f"{API}/openapi.json": as_json(whole)}


def _kinds(found: Publication) -> dict[str, Any]:
    """The schema of the records of each kind, by reference to its file."""
    return {f"record-{kind}": {"$ref": found.address(f"{API}/schema/{kind}.json")} for kind in EXPORTED}


def _paths() -> dict[str, Any]:
    kind = {"name": "kind", "in": "path", "required": True, "schema": {"type": "string", "enum": list(EXPORTED)}}
    id = {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "pattern": "^[a-z0-9-]+$"}}
    json, every = "application/json", "All records of a kind"
    schema = _get("schema", "The JSON Schema of a kind", json, {"type": "object"})
    return {
        "/index.json": _get("index", "What there is, how much of it and where", json, {"type": "object"}),
        "/{kind}.json": _of([kind], _get("kind", every, json, _ref("Kind"))),
        "/{kind}/{id}.json": _of([kind, id], _get("record", "One record", json, _ref("Record"))),
        "/{kind}.csv": _of([kind], _get("sheet", f"{every}, a line each", "text/csv", _TEXT)),
        "/figures.csv": _get("figures", "All figures, a line each", "text/csv", _TEXT),
        "/schema/{kind}.json": _of([kind], schema),
        "/atlas.sqlite": _get("database", "All records in one SQLite file", "application/vnd.sqlite3", {}),
        "/atlas-csv.zip": _get("bundle", "All sheets with a data package", "application/zip", {}),
    }


def _get(name: str, words: str, media: str, schema: dict[str, Any]) -> dict[str, Any]:
    answers: dict[str, Any] = {"200": {"description": words, "content": {media: {"schema": schema}}}}
    return {"get": {"operationId": name, "summary": words, "responses": answers}}


def _of(parameters: list[dict[str, Any]], path: dict[str, Any]) -> dict[str, Any]:
    """A path with parameters, for some of whose values there is no file."""
    path["get"]["responses"]["404"] = {"description": "There is no such file."}
    return {"parameters": parameters, **path}


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _schemas() -> dict[str, Any]:
    records = {"type": "array", "items": _ref("Record")}
    return {
        "Kind": _object({"kind": _TEXT, "count": {"type": "integer"}, "licence": _TEXT, "records": records}),
        "Record": _object(
            {
                "kind": _TEXT,
                "id": _TEXT,
                "url": _TEXT,
                "source_file": _TEXT,
                "record": {"type": "object", "description": "The record as it stands in its file."},
                "figures": {"type": "array", "items": _ref("Figure")},
            }
        ),
        "Figure": {
            **_object({"address": _TEXT, "words": _TEXT, "unit": _TEXT, "evidence": _TEXT, "url": _TEXT}),
            "description": "A figure with its kind of evidence; value, low and high are computed where it is derived.",
        },
    }


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "required": list(properties), "properties": properties}

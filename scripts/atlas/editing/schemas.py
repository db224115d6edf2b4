"""JSON Schemas of the records, for editors; made from the model."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from atlas.model import KINDS


def schemas() -> dict[str, str]:
    """Kind to JSON Schema as text, each complete in itself: any id is a text."""
    return {kind: schema_of(kind) for kind in KINDS}


def schema_of(kind: str) -> str:
    """The JSON Schema of one kind as text, complete in itself."""
    return _as_text(_linked(_schema(kind), to_ids=False))


def _schema(kind: str) -> dict[str, Any]:
    schema = KINDS[kind].model_json_schema()
    _close(schema)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return schema


def _close(schema: Any) -> None:
    """Refuse, in place, every key of a mapping that has none of the forms which its names must have."""
    if isinstance(schema, dict):
        if "patternProperties" in schema:
            schema["additionalProperties"] = False
        for part in schema.values():
            _close(part)
    elif isinstance(schema, list):
        for part in schema:
            _close(part)


def _linked(schema: Any, *, to_ids: bool) -> Any:
    """The schema with each ``x-kind`` as a reference to the ids of that kind in ``ids.json``, or without any."""
    if isinstance(schema, list):
        return [_linked(part, to_ids=to_ids) for part in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: _linked(part, to_ids=to_ids) for key, part in schema.items() if key != "x-kind"}
    return found | ({"$ref": f"ids.json#/$defs/{schema['x-kind']}"} if to_ids and "x-kind" in schema else {})


def files_of_schemas(root: Path) -> dict[str, str]:
    """Name to text of the files of ``root/data/schema``: a schema for each kind, and the ids of all records."""
    found = {f"{kind}.json": _as_text(_linked(_schema(kind), to_ids=True)) for kind in KINDS}
    ids = {kind: {"enum": sorted(path.stem for path in (root / "data" / kind).glob("*.yml"))} for kind in KINDS}
    return found | {"ids.json": _as_text({"$defs": {kind: named for kind, named in ids.items() if named["enum"]}})}


def _as_text(schema: Any) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def changed_schemas(root: Path) -> list[str]:
    """Paths of the schemas under ``root/data/schema`` that are missing or not current, relative to the root."""
    return [f"data/schema/{name}" for name, text in files_of_schemas(root).items() if _read(root, name) != text]


def write_schemas(root: Path) -> int:
    """Write the schemas under ``root/data/schema``; returns how many changed."""
    changed = changed_schemas(root)
    (root / "data" / "schema").mkdir(exist_ok=True)
    for name, text in files_of_schemas(root).items():
        (root / "data" / "schema" / name).write_text(text, encoding="utf-8", newline="\n")
    return len(changed)


def _read(root: Path, name: str) -> str | None:
    path = root / "data" / "schema" / name
    return path.read_text(encoding="utf-8") if path.is_file() else None

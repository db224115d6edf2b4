"""JSON Schemas of the records, for editors; made from the model."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from atlas.model import KINDS


def schemas() -> dict[str, str]:
    """Kind to JSON Schema as text."""
    return {kind: json.dumps(_schema(kind), ensure_ascii=False, indent=2) + "\n" for kind in KINDS}


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


def changed_schemas(root: Path) -> list[str]:
    """Paths of the schemas under ``root/data/schema`` that are missing or not current, relative to the root."""
    return [f"data/schema/{kind}.json" for kind, text in schemas().items() if _read(root, kind) != text]


def write_schemas(root: Path) -> int:
    """Write the schemas under ``root/data/schema``; returns how many changed."""
    changed = changed_schemas(root)
    (root / "data" / "schema").mkdir(exist_ok=True)
    for kind, text in schemas().items():
        (root / "data" / "schema" / f"{kind}.json").write_text(text, encoding="utf-8", newline="\n")
    return len(changed)


def _read(root: Path, kind: str) -> str | None:
    path = root / "data" / "schema" / f"{kind}.json"
    return path.read_text(encoding="utf-8") if path.is_file() else None

"""What tests look for in JSON Schemas."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def patterns(schema: Any) -> Iterator[str]:
    """Every pattern of a schema."""
    if isinstance(schema, dict):
        if isinstance(schema.get("pattern"), str):
            yield schema["pattern"]
        yield from schema.get("patternProperties", {})
        for part in schema.values():
            yield from patterns(part)
    elif isinstance(schema, list | tuple):
        for part in schema:
            yield from patterns(part)

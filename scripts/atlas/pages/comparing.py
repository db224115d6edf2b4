"""Data of the comparison page: for each kind every record's cells as HTML, for the page's script to show any two."""

from __future__ import annotations

import json

from atlas.addresses import resolve
from atlas.pages.renderer import Renderer
from atlas.tables.comparison import COMPARABLE, attributes

PAGE = "compare.md"


def comparison_files(render: Renderer) -> dict[str, str]:
    """JSON files by path: names of the attributes, and title and cells of each record by id."""
    return {f"compare/{kind}.json": _file(render, kind) for kind in COMPARABLE if render.view.catalog.by_kind[kind]}


def _file(render: Renderer, kind: str) -> str:
    entries = render.view.catalog.by_kind[kind]
    records, names = {}, list[str]()
    for id, entry in entries.items():
        found = attributes(render.view, kind, id)
        names = [name for name, _ in found]
        cells = [resolve(str(render.macro("parts")(cell.parts)), PAGE).strip() for _, cell in found]
        records[id] = {"title": entry.record.title, "cells": cells}
    return json.dumps({"names": names, "records": records}, ensure_ascii=False, separators=(",", ":")) + "\n"

"""Data of the comparison page: for each kind every record's cells as HTML, for the page's script to show any two."""

from __future__ import annotations

import json

from atlas.addresses import resolve
from atlas.page import unbroken
from atlas.pages.renderer import Renderer
from atlas.tables.comparison import attributes

PAGE = "compare.md"


def comparison_file(render: Renderer, kind: str) -> dict[str, str]:
    """A JSON file by its path: names of the attributes, title and cells of each record by id; none without records."""
    ids = tuple(render.view.catalog.by_kind[kind])
    if not ids:
        return {}
    records, names = {}, list[str]()
    for id in ids:
        found = attributes(render.view, kind, id)
        names = [name for name, _ in found]
        cells = [resolve(str(render.macro("parts")(cell.parts)), PAGE).strip() for _, cell in found]
        records[id] = {"title": render.view.catalog.name_of(f"{kind}/{id}")[0], "cells": cells}
    text = json.dumps({"names": names, "records": records}, ensure_ascii=False, separators=(",", ":")) + "\n"
    return {f"compare/{kind}.json": unbroken(text)}

"""The manifest of the staged pages: what comes after rendering needs to know of the records."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from atlas.catalog.catalog import Catalog
from atlas.page import Sheet
from atlas.site.findable import Findable, findables


@dataclass(frozen=True)
class Manifest:
    """The stages in order (title and page), the day of the newest review, and what can be found, by address."""

    stages: tuple[tuple[str, str], ...]
    reviewed: str
    findables: Mapping[str, Findable]


def manifest_of(catalog: Catalog, pages: Iterable[Sheet]) -> Manifest:
    """The manifest of the pages made from a catalog; without records the day is empty."""
    # Themes put titles of the navigation into the HTML as they are.
    stages = tuple((html.escape(stage.title), f"stages/{id}.md") for id, stage in catalog.stages)
    return Manifest(stages, catalog.newest_review, findables(catalog, pages))


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Write the manifest as JSON."""
    path.write_text(json.dumps(asdict(manifest), ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")


def read_manifest(path: Path) -> Manifest:
    """The manifest in a file; raises FileNotFoundError before anything was staged."""
    found = json.loads(path.read_text(encoding="utf-8"))
    stages = tuple((title, page) for title, page in found["stages"])
    return Manifest(
        stages, found["reviewed"], {address: _findable(item) for address, item in found["findables"].items()}
    )


def _findable(item: Mapping[str, Any]) -> Findable:
    names, others = tuple(item["names"]), tuple(item["other_names"])
    return Findable(item["kind"], item["title"], names, others, item["words"], item["text"])

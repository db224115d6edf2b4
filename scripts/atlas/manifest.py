"""The manifest of the staged pages: what an engine's configuration needs to know of the records."""

from __future__ import annotations

import html
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from atlas.catalog import Catalog


@dataclass(frozen=True)
class Manifest:
    """Titles and page paths of the stages in order, and the day of the newest review (empty without records)."""

    stages: tuple[tuple[str, str], ...]
    reviewed: str


def manifest_of(catalog: Catalog) -> Manifest:
    """The manifest of the pages made from a catalog."""
    # Themes put titles of the navigation into the HTML as they are.
    stages = tuple((html.escape(stage.title), f"stages/{id}.md") for id, stage in catalog.stages)
    return Manifest(stages, max((entry.record.reviewed for entry in catalog.entries), default=""))


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Write the manifest as JSON."""
    path.write_text(json.dumps(asdict(manifest), ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n")


def read_manifest(path: Path) -> Manifest:
    """The manifest in a file; raises FileNotFoundError before anything was staged."""
    found = json.loads(path.read_text(encoding="utf-8"))
    return Manifest(tuple((title, page) for title, page in found["stages"]), found["reviewed"])

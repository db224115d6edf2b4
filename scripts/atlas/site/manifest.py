"""The manifest of the staged pages: what comes after rendering needs to know of the records."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from atlas.catalog.catalog import Catalog
from atlas.catalog.reads import EVERYTHING
from atlas.page import Sheet, unbroken
from atlas.site.findable import Findable, findables


@dataclass(frozen=True)
class Manifest:
    """The stages in order (title and page), the day of the newest review, and what can be found, by address.

    ``data`` is a digest of all records, ``days`` tells when each page was last reviewed, by its path.
    """

    stages: tuple[tuple[str, str], ...]
    reviewed: str
    findables: Mapping[str, Findable]
    data: str
    days: Mapping[str, str]


def manifest_of(catalog: Catalog, pages: Iterable[Sheet]) -> Manifest:
    """The manifest of the pages made from a catalog; without records the day is empty."""
    pages, newest = tuple(pages), catalog.newest_review
    days = {page.path: page.reviewed or newest for page in pages}
    return Manifest(stages_of(catalog), newest, findables(catalog, pages), catalog.answer(EVERYTHING), days)


def stages_of(catalog: Catalog) -> tuple[tuple[str, str], ...]:
    """The stages in order: title, as themes put it into the HTML as it is, and page."""
    return tuple((unbroken(html.escape(stage.title)), f"stages/{id}.md") for id, stage in catalog.stages)


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Write the manifest as JSON."""
    path.write_text(json.dumps(asdict(manifest), ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")


def read_manifest(path: Path) -> Manifest:
    """The manifest in a file; raises FileNotFoundError before anything was staged."""
    found = json.loads(path.read_text(encoding="utf-8"))
    stages = tuple((title, page) for title, page in found["stages"])
    findables = {address: _findable(item) for address, item in found["findables"].items()}
    return Manifest(stages, found["reviewed"], findables, found["data"], found["days"])


def _findable(item: Mapping[str, Any]) -> Findable:
    names, others = tuple(item["names"]), tuple(item["other_names"])
    return Findable(item["kind"], item["title"], names, others, item["words"], item["text"])

"""The manifest of the staged pages: what comes after rendering needs to know of the records."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from atlas.addresses import url_of
from atlas.catalog.catalog import Catalog
from atlas.page import Page


@dataclass(frozen=True)
class PageEntry:
    """A page for the search: its kind in a word and its short name (both may be empty), and words that find it."""

    kind: str
    short: str
    keywords: str


@dataclass(frozen=True)
class Manifest:
    """The stages in order (title and page), the day of the newest review, and the pages by their address."""

    stages: tuple[tuple[str, str], ...]
    reviewed: str
    pages: Mapping[str, PageEntry]


def manifest_of(catalog: Catalog, pages: Iterable[Page]) -> Manifest:
    """The manifest of the pages made from a catalog; without records the day is empty."""
    # Themes put titles of the navigation into the HTML as they are.
    stages = tuple((html.escape(stage.title), f"stages/{id}.md") for id, stage in catalog.stages)
    reviewed = max((entry.record.reviewed for entry in catalog.entries), default="")
    entries = {url_of(page.path): PageEntry(page.noun, page.short, " ".join(page.keywords)) for page in pages}
    return Manifest(stages, reviewed, entries)


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Write the manifest as JSON."""
    path.write_text(json.dumps(asdict(manifest), ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")


def read_manifest(path: Path) -> Manifest:
    """The manifest in a file; raises FileNotFoundError before anything was staged."""
    found = json.loads(path.read_text(encoding="utf-8"))
    pages = {address: PageEntry(**entry) for address, entry in found["pages"].items()}
    return Manifest(tuple((title, page) for title, page in found["stages"]), found["reviewed"], pages)

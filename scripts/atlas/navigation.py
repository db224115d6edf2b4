"""The navigation: the hand-ordered sections of ``mkdocs.yml``, with the stages put in from the records."""

from __future__ import annotations

from typing import Any

from atlas.catalog import Catalog

STAGES_INDEX = "stages/index.md"


def with_stages(nav: list[Any], catalog: Catalog) -> list[Any]:
    """The navigation with every stage, in the order of the lifecycle, after the page that lists them."""
    return [_filled(item, catalog) for item in nav]


def _filled(item: Any, catalog: Catalog) -> Any:
    if isinstance(item, dict):
        return {title: _section(below, catalog) for title, below in item.items()}
    return item


def _section(below: Any, catalog: Catalog) -> Any:
    if below in (STAGES_INDEX, [STAGES_INDEX]):
        return [STAGES_INDEX, *({stage.title: f"stages/{id}.md"} for id, stage in catalog.stages)]
    return with_stages(below, catalog) if isinstance(below, list) else below

"""The navigation: the hand-ordered sections of ``mkdocs.yml``, with the stages put in from the records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

STAGES_INDEX = "stages/index.md"

WALKTHROUGH = "walkthrough.md"
"""The one section that an atlas may lack: it has no page without examples."""


def with_stages(nav: list[Any], stages: Sequence[tuple[str, str]]) -> list[Any]:
    """The navigation with every stage (title and page) in order, after the page that lists them."""
    return [_filled(item, stages) for item in nav]


def _filled(item: Any, stages: Sequence[tuple[str, str]]) -> Any:
    if isinstance(item, dict):
        return {title: _section(below, stages) for title, below in item.items()}
    return item


def _section(below: Any, stages: Sequence[tuple[str, str]]) -> Any:
    if below in (STAGES_INDEX, [STAGES_INDEX]):
        return [STAGES_INDEX, *({title: page} for title, page in stages)]
    return with_stages(below, stages) if isinstance(below, list) else below


def without_walkthrough(nav: list[Any]) -> list[Any]:
    """The navigation of an atlas without examples."""
    return [item for item in nav if WALKTHROUGH not in (item.values() if isinstance(item, dict) else (item,))]

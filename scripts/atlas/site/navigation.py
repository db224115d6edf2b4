"""The navigation: the hand-ordered sections of ``mkdocs.yml``, with the stages put in from the records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

STAGES_INDEX = "stages/index.md"


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

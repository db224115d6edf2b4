"""The stages as the diagram shows them: boxes in order, with their lanes and loops."""

from __future__ import annotations

from dataclasses import dataclass

from atlas.evidence import Evidence, record_href
from atlas.model import Stage
from atlas.tables.view import View


@dataclass(frozen=True)
class Box:
    """One stage in the diagram: its number, link, phase, shape, share, effect and the stages it feeds."""

    number: int
    id: str
    href: str
    stage: Stage
    share: Evidence | None
    feeds: tuple[str, ...]
    beside: tuple[str, ...]


def pipeline(view: View) -> tuple[Box, ...]:
    """The boxes of the diagram, in the order of the lifecycle."""
    stages = dict(view.catalog.stages)
    return tuple(
        Box(
            number=number,
            id=id,
            href=record_href(f"stages/{id}"),
            stage=stage,
            share=view.typical(id),
            feeds=tuple(stages[other].short for other in stage.feeds_back),
            beside=tuple(stages[other].short for other in stage.alongside),
        )
        for number, (id, stage) in enumerate(stages.items(), start=1)
    )

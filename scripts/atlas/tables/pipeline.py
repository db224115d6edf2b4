"""The stages as the diagram shows them: boxes in the order of the lifecycle, with their ways and two measures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from atlas.evidence.quantity import Quantity
from atlas.evidence.shown import record_href
from atlas.model import Stage
from atlas.tables.view import View

LABEL_COSTS = {"none": 0, "little": 1, "some": 2, "much": 3}

SHAPE_WORDS = {
    "step": "main line",
    "lane": "side track",
    "loop": "loop back",
    "gate": "no training",
}
"""What the shapes of the diagram are called where readers meet them."""

ORIGIN_WORDS = {"survey": "", "added": "not in the estimate of June 2026"}
"""What is said of a stage by its origin; nothing of those that the atlas's own estimate names."""

LONGEST_ROW = 5


@dataclass(frozen=True)
class Bar:
    """A share as a bar on a linear axis, in percent of its full width: what is certain, and how far it may reach."""

    certain: float = 0.0
    possible: float = 0.0

    @property
    def width(self) -> float:
        """How far the possible part goes beyond the certain one."""
        return round(self.possible - self.certain, 2)


@dataclass(frozen=True)
class Box:
    """One stage in the diagram: number, link, row, compute, cost in labels, way off the line, origin in words."""

    number: int
    href: str
    stage: Stage
    row: int
    compute: str | None
    bar: Bar
    labels: int
    way: str
    origin: str


@dataclass(frozen=True)
class Pipeline:
    """The diagram: its boxes in order, and how many stand in a row."""

    boxes: tuple[Box, ...]
    columns: int


def pipeline(view: View) -> Pipeline:
    """The boxes of the diagram in the order of the lifecycle, in one row or, where there are many, in two."""
    stages = dict(view.catalog.stages)
    count = len(stages)
    columns = count if count <= LONGEST_ROW else (count + 1) // 2
    boxes = tuple(_box(view, id, number, 1 if number <= columns else 2) for number, id in enumerate(stages, start=1))
    return Pipeline(boxes, columns)


def _box(view: View, id: str, number: int, row: int) -> Box:
    stages = dict(view.catalog.stages)
    share = view.typical(id)
    known = share.quantity if share else None
    return Box(
        number=number,
        href=record_href(f"stages/{id}"),
        stage=stages[id],
        row=row,
        compute=share.words if share and known else None,
        bar=share_bar(known),
        labels=LABEL_COSTS[stages[id].label_cost],
        way=_way(stages[id], stages),
        origin=ORIGIN_WORDS[stages[id].origin],
    )


def _way(stage: Stage, stages: Mapping[str, Stage]) -> str:
    """How the stage leaves the main line, in words; empty for a step."""
    beside = " and ".join(stages[other].short for other in stage.alongside)
    back = ", ".join(stages[other].short for other in stage.feeds_back)
    if beside:
        return f"side track beside {beside}"
    if back:
        return f"returns data to {back}"
    return "no training" if stage.shape == "gate" else ""


def share_bar(share: Quantity | None) -> Bar:
    """The bar of a share on a linear axis from nothing to all; empty where there is no number."""
    if share is None:
        return Bar()
    low = share.low if share.low is not None else 0.0
    high = share.high if share.high is not None else 1.0
    return Bar(round(100 * low, 2), round(100 * high, 2))

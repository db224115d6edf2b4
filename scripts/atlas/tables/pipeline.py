"""The stages as the diagram shows them: boxes in a grid, with their lanes, loops and two measures."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from atlas.evidence.quantity import Quantity
from atlas.evidence.shown import record_href
from atlas.model import Stage
from atlas.tables.view import View

LABEL_COSTS = {"none": 0, "little": 1, "some": 2, "much": 3}
LEAST_SHARE = 0.0001
"""Share at which a bar begins: a hundredth of a percent."""


@dataclass(frozen=True)
class Place:
    """Where a box stands: its first column, how many it spans, and its row; all counted from 1."""

    column: int
    span: int
    row: int


@dataclass(frozen=True)
class Box:
    """One stage in the diagram: number, link, place, share of compute, cost in labels, and its way."""

    number: int
    href: str
    stage: Stage
    place: Place
    compute: str
    bar: Bar
    labels: int
    way: str


@dataclass(frozen=True)
class Bar:
    """A bar in percent of its full width: what is certain, and how far it may reach."""

    certain: float = 0.0
    possible: float = 0.0


def pipeline(view: View) -> tuple[Box, ...]:
    """The boxes of the diagram, in the order of the lifecycle."""
    stages = dict(view.catalog.stages)
    places = placed(stages)
    boxes = []
    for number, (id, stage) in enumerate(stages.items(), start=1):
        share = view.typical(id)
        boxes.append(
            Box(
                number=number,
                href=record_href(f"stages/{id}"),
                stage=stage,
                place=places[id],
                compute=share.words if share and share.quantity else "no number",
                bar=share_bar(share.quantity if share else None),
                labels=LABEL_COSTS[stage.label_cost],
                way=_way(stage, stages),
            )
        )
    return tuple(boxes)


def _way(stage: Stage, stages: Mapping[str, Stage]) -> str:
    """How the stage leaves the row of steps, in words; empty for a plain step."""
    beside = " and ".join(stages[other].short for other in stage.alongside)
    back = ", ".join(stages[other].short for other in stage.feeds_back)
    if beside:
        return f"a lane beside {beside}"
    if back:
        return f"returns data to {back}"
    return "changes no weights" if stage.shape == "gate" else ""


def placed(stages: Mapping[str, Stage]) -> dict[str, Place]:
    """Each stage's place: steps and gates in the first row, each lane and loop in a row below what it runs beside."""
    line = [id for id, stage in stages.items() if stage.shape in ("step", "gate")]
    columns = {id: number for number, id in enumerate(line, start=1)}
    places = {id: Place(column, 1, 1) for id, column in columns.items()}
    row = 2  # the second row is for the arrows of what returns
    for id, stage in stages.items():
        if id in places:
            continue
        row += 1
        touched = [columns[other] for other in (*stage.alongside, *stage.feeds_back) if other in columns]
        first = min(touched, default=1)
        places[id] = Place(first, max(touched, default=first) - first + 1, row)
    return places


@dataclass(frozen=True)
class Return:
    """An arrow of the diagram: data going back from one column to others, with its words."""

    start: int
    ends: tuple[int, ...]
    words: str

    @property
    def path(self) -> str:
        """The line as SVG path data, 100 units a column: down from the start, along, and up into each end."""
        middle = {column: column * 100 - 50 for column in (self.start, *self.ends)}
        ups = "".join(f"M{middle[end]} 60V8m-6 16l6-16l6 16" for end in self.ends)
        return f"M{middle[self.start]} 0V60H{min(middle.values())}{ups}"


def returns(view: View) -> tuple[Return, ...]:
    """The arrows from gates in the row of steps back to earlier steps."""
    stages = dict(view.catalog.stages)
    places = placed(stages)
    found = []
    for id, stage in stages.items():
        ends = tuple(sorted(places[other].column for other in stage.feeds_back if places[other].row == 1))
        if places[id].row == 1 and ends:
            found.append(Return(places[id].column, ends, f"{stage.short} findings return as data"))
    return tuple(found)


def columns(view: View) -> int:
    """The number of columns of the diagram."""
    return max((box.column for box in placed(dict(view.catalog.stages)).values()), default=1)


def share_bar(share: Quantity | None) -> Bar:
    """The bar of a share on a log axis from a hundredth of a percent to all; empty where there is no number."""
    if share is None:
        return Bar()
    low = share.low if share.low is not None else 0.0
    high = share.high if share.high is not None else 1.0
    return Bar(_log_width(low), _log_width(high))


def _log_width(share: float) -> float:
    if share <= LEAST_SHARE:
        return 0.0
    return round(100 * (1 - math.log10(share) / math.log10(LEAST_SHARE)), 1)

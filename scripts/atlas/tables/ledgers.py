"""All published breakdowns together: stage by stage with every line once, and in totals by unit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from atlas.evidence.shares import Part, Share, ledgers, parts, stages_share, total_range
from atlas.evidence.shown import Evidence, record_href, share_evidence
from atlas.evidence.wording import number, share_words, unit_name, with_unit
from atlas.model import ComputeShare
from atlas.tables.breakdowns import SCOPE_WORDS, in_order, unit_of
from atlas.tables.table import Aside, Cell, Column, Row, Shown, Table, To, cell
from atlas.tables.view import View

LARGE = 1e9
"""Sums from here on are rounded."""

POST_TRAINING = ("post-training", "safety")
"""Phases whose stages count as post-training where a total is asked for."""


def name_of(breakdown: ComputeShare) -> str:
    """What was trained, in a word or two."""
    return breakdown.short or breakdown.title


def published(view: View) -> dict[str, ComputeShare]:
    """The breakdowns that were published, without the estimates across labs, in order."""
    found = ledgers(view.catalog)
    return {id: found[id] for id in in_order(view) if found[id].scope != "typical"}


def post_training(view: View) -> tuple[str, ...]:
    """Ids of the stages that a total of post-training covers, in order."""
    return tuple(id for id, stage in view.catalog.lifecycle if stage.phase in POST_TRAINING)


def shares_by_stage(view: View) -> Table:
    """Every published breakdown as a row, every stage that one of them counts as a column.

    A line that covers several stages is one cell over their columns where they are neighbours and the columns are
    free; else it stands once in a column of its own, with the stages that it covers.
    """
    found = published(view)
    counted = {stage for item in found.values() for line in item.lines.values() for stage in line.stages}
    stages = [(id, stage.short) for id, stage in view.catalog.lifecycle if id in counted]
    order = [id for id, _ in stages]
    rows = tuple(_row(view, id, item, order) for id, item in found.items() if parts(item))
    joint = any(len(row.cells[-3].parts) for row in rows)
    columns = [
        Column("breakdown", "Breakdown"),
        *(Column(id, short, numeric=True) for id, short in stages),
        *([Column("joint", "Other lines")] if joint else []),
        Column("post-training", "Post-training, all", numeric=True),
        Column("all", "All lines", numeric=True),
    ]
    if not joint:
        rows = tuple(replace(row, cells=(*row.cells[:-3], *row.cells[-2:])) for row in rows)
    caption = f"{len(rows)} published breakdowns, each line once; shares of different units are not comparable"
    return Table("shares-by-stage", caption, tuple(columns), rows)


def _row(view: View, id: str, breakdown: ComputeShare, order: Sequence[str]) -> Row:
    placed, joint = _placed(parts(breakdown), order)
    total = stages_share(breakdown, post_training(view))
    kind = f"{unit_words(breakdown)}, {SCOPE_WORDS[breakdown.scope]}"
    return Row(
        f"shares-{id}",
        (
            cell(To(record_href(f"compute_shares/{id}"), name_of(breakdown)), Aside(kind)),
            *_stage_cells(view, id, placed, order),
            cell(*(piece for part in joint for piece in _joint_parts(view, id, part))),
            cell("none counted" if total is None else share_words(total)),
            cell(total_words(breakdown)),
        ),
    )


def _placed(found: Iterable[Part], order: Sequence[str]) -> tuple[dict[int, Part], list[Part]]:
    """Parts by the first of the neighbouring columns that they cover alone; and those that have no such place.

    Parts of few stages are placed first, so that a part of one stage always stands in its column.
    """
    placed: dict[int, Part] = {}
    taken: set[int] = set()
    joint: list[Part] = []
    for part in sorted(found, key=lambda part: len(part.stages)):
        places = sorted(order.index(stage) for stage in part.stages)
        neighbours = bool(places) and places[-1] - places[0] + 1 == len(places)
        if neighbours and not taken & set(places):
            placed[places[0]] = part
            taken |= set(places)
        else:
            joint.append(part)
    return placed, joint


def _stage_cells(view: View, id: str, placed: dict[int, Part], order: Sequence[str]) -> list[Cell]:
    cells, column = list[Cell](), 0
    while column < len(order):
        part = placed.get(column)
        if part is None:
            cells.append(cell(""))
            column += 1
            continue
        span = len(part.stages)
        over = _names(view, order[column : column + span]) if span > 1 else ""
        cells.append(replace(cell(Shown(part_evidence(id, part))), span=span, over=over))
        column += span
    return cells


def _joint_parts(view: View, id: str, part: Part) -> list[Shown | Aside]:
    labels = ", ".join(line.label for line in part.lines)
    stages = [stage for stage, _ in view.catalog.lifecycle if stage in part.stages]
    words = f"over {_names(view, stages)}" if stages else "outside the stages"
    return [Shown(part_evidence(id, part)), Aside(f"{labels}, {words}")]


def part_evidence(id: str, part: Part) -> Evidence:
    """The share of a part, ready to be shown."""
    return share_evidence(id, Share(part.names[0], part.lines[0], part.share, ""))


def _names(view: View, stages: Iterable[str]) -> str:
    return ", ".join(view.to("stages", stage).text for stage in stages)


def unit_words(breakdown: ComputeShare) -> str:
    """What a breakdown counts: its unit, or that it states shares."""
    unit = unit_of(breakdown)
    return "shares as stated" if unit == "share" else unit_name(unit)


def total_words(breakdown: ComputeShare) -> str:
    """The sum of all lines in the unit of the breakdown, with its bounds."""
    unit = unit_of(breakdown)
    low, high = total_range(breakdown)
    if high is None or low == high:
        return ("at least " if high is None else "") + _amount(low, unit)
    if low == 0:
        return f"at most {_amount(high, unit)}"
    return f"{number(_legible(low), unit)} to {_amount(high, unit)}"


def _amount(value: float, unit: str) -> str:
    return with_unit(number(_legible(value), unit), unit, value)


def _legible(value: float) -> float:
    """A sum to five significant digits where it is counted in billions: more would claim what rounded lines lack."""
    return float(f"{value:.5g}") if value >= LARGE else value

"""The cost of a stage in compute: every published breakdown that tells it apart, on one linear axis."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from atlas.evidence.numerals import NBSP
from atlas.evidence.quantity import Quantity
from atlas.evidence.shares import alone, group_share, ledgers
from atlas.evidence.shown import record_href
from atlas.evidence.wording import share_words, unit_name
from atlas.model import ComputeShare
from atlas.tables.breakdowns import SCOPE_WORDS, in_order, unit_of
from atlas.tables.pipeline import Bar, share_bar
from atlas.tables.view import View


@dataclass(frozen=True)
class Mark:
    """A breakdown on the axis: its name and link, the share in words, its place in percent, and its bounds."""

    name: str
    href: str
    words: str
    at: float
    bar: Bar

    @property
    def is_exact(self) -> bool:
        """Whether the share has no bounds apart from its value."""
        return self.bar.certain == self.bar.possible


@dataclass(frozen=True)
class StripRow:
    """The marks of one unit and scope, which alone may be compared, and the range that they span."""

    unit: str
    scope: str
    marks: tuple[Mark, ...]

    @property
    def range(self) -> str:
        """The shares from the least to the greatest: ``80.4 to 95.55 %``."""
        least, greatest = (f"{end:.4g}" for end in (self.marks[0].at, self.marks[-1].at))
        return f"{least}{NBSP}%" if least == greatest else f"{least} to {greatest}{NBSP}%"

    @property
    def headline(self) -> str:
        """The row in one figure: its only share as it is known, else the range."""
        return self.marks[0].words if len(self.marks) == 1 else self.range


@dataclass(frozen=True)
class Joint:
    """A breakdown that counts the stage only together with others: its name and link, the share, and the others."""

    name: str
    href: str
    words: str
    others: str


@dataclass(frozen=True)
class Strip:
    """What is published on the share of a stage: marks by unit, the band of the estimate, and joint lines."""

    rows: tuple[StripRow, ...]
    band: Bar | None
    joint: tuple[Joint, ...]


def strip(view: View, stage: str) -> Strip:
    """The strip of a stage; its rows are empty where no breakdown tells the stage apart."""
    groups: dict[tuple[str, str], list[Mark]] = {}
    for id, breakdown in _published(view):
        share = alone(breakdown, stage)
        if share is not None and share.value is not None:
            groups.setdefault((unit_of(breakdown), breakdown.scope), []).append(_mark(view, id, breakdown, share))
    rows = [
        StripRow(_unit_words(unit), SCOPE_WORDS[scope], tuple(sorted(marks, key=lambda mark: (mark.at, mark.name))))
        for (unit, scope), marks in sorted(groups.items(), key=_row_order)
    ]
    estimate = view.typical(stage)
    known = estimate.quantity if estimate else None
    return Strip(tuple(rows), share_bar(known) if known else None, tuple(_joint(view, stage)))


def _row_order(group: tuple[tuple[str, str], list[Mark]]) -> tuple[bool, bool, int, str]:
    """Compute before tokens, final runs before what includes development, rows of many marks before those of few."""
    (unit, scope), marks = group
    return scope != "final-run", unit == "tokens", -len(marks), unit


def _published(view: View) -> Iterator[tuple[str, ComputeShare]]:
    found = ledgers(view.catalog)
    return ((id, found[id]) for id in in_order(view) if found[id].scope != "typical")


def _mark(view: View, id: str, breakdown: ComputeShare, share: Quantity) -> Mark:
    name, href = _name(view, breakdown), record_href(f"compute_shares/{id}")
    return Mark(name, href, share_words(share), round(100 * (share.value or 0.0), 2), share_bar(share))


def _joint(view: View, stage: str) -> Iterator[Joint]:
    for id, breakdown in _published(view):
        touching = {name: line for name, line in breakdown.lines.items() if stage in line.stages}
        if touching and alone(breakdown, stage) is None:
            counted = {other for line in touching.values() for other in line.stages}
            others = ", ".join(item.short for other, item in view.catalog.lifecycle if other in counted - {stage})
            words = share_words(group_share(breakdown, touching))
            yield Joint(_name(view, breakdown), record_href(f"compute_shares/{id}"), words, others)


def _name(view: View, breakdown: ComputeShare) -> str:
    return view.to("models", breakdown.model).text if breakdown.model else breakdown.title


def _unit_words(unit: str) -> str:
    return "compute, as its maker states it" if unit == "share" else unit_name(unit)

"""Breakdowns as bars from 0 to 100 %: each line once, in the colours of the phases that it covers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from atlas.evidence.quantity import stated
from atlas.evidence.shares import group_share, ledgers, parts
from atlas.evidence.shown import record_href
from atlas.evidence.wording import in_words, share_words
from atlas.model import ComputeShare
from atlas.tables.breakdowns import heading, in_order, unit_of
from atlas.tables.ledgers import name_of
from atlas.tables.view import View

SEVERAL = 3
"""From so many phases on, a line is said to cover several stages."""


@dataclass(frozen=True)
class Stripe:
    """A part of a segment in the colour of one phase, from top to bottom in percent of the height."""

    phase: str
    top: float
    height: float


@dataclass(frozen=True)
class Segment:
    """Lines that cover the same phases, from ``start`` to ``start + width`` in percent; none where no stage is."""

    start: float
    width: float
    phases: tuple[str, ...]

    @property
    def stripes(self) -> tuple[Stripe, ...]:
        """One stripe for each phase, one above the other."""
        names = self.phases or ("none",)
        height = round(100 / len(names), 3)
        return tuple(Stripe(name, round(height * place, 3), height) for place, name in enumerate(names))


@dataclass(frozen=True)
class Bar:
    """A breakdown as a bar: id, address of its page, what was trained, its segments, and the same in words."""

    id: str
    href: str
    name: str
    title: str
    segments: tuple[Segment, ...]
    words: str


@dataclass(frozen=True)
class BarGroup:
    """The bars of one unit and scope."""

    heading: str
    bars: tuple[Bar, ...]


def bar_groups(view: View) -> tuple[BarGroup, ...]:
    """A bar for each breakdown, by scope and unit, those with most pre-training first."""
    groups: dict[str, list[Bar]] = {}
    found = ledgers(view.catalog)
    for id in in_order(view):
        groups.setdefault(heading(unit_of(found[id]), found[id].scope), []).append(_bar(view, id, found[id]))
    ordered = [
        BarGroup(
            heading, tuple(sorted(bars, key=lambda bar: (-(bar.segments[0].width if bar.segments else 0), bar.id)))
        )
        for heading, bars in groups.items()
    ]
    estimates = heading("share", "typical")
    return tuple(sorted(ordered, key=lambda group: group.heading == estimates))


def bar_of(view: View, id: str) -> Bar:
    """The bar of one breakdown."""
    return _bar(view, id, ledgers(view.catalog)[id])


def _bar(view: View, id: str, breakdown: ComputeShare) -> Bar:
    estimate = breakdown.scope == "typical"
    segments, words = _estimated(view, breakdown) if estimate else _counted(view, breakdown)
    return Bar(id, record_href(f"compute_shares/{id}"), name_of(breakdown), breakdown.title, segments, words)


def _counted(view: View, breakdown: ComputeShare) -> tuple[tuple[Segment, ...], str]:
    groups: dict[tuple[str, ...], list[str]] = {}
    for part in parts(breakdown):
        groups.setdefault(_phases(view, part.stages), []).extend(part.names)
    shares = {phases: group_share(breakdown, names) for phases, names in groups.items()}
    order = sorted(shares, key=lambda phases: (not phases, _place(view, phases)))
    segments = tuple(_laid([(phases, shares[phases].value or 0.0) for phases in order]))
    words = ", ".join(f"{share_words(shares[phases])} {_words(phases)}" for phases in order)
    return segments, words or "no two lines with a number"


def _estimated(view: View, breakdown: ComputeShare) -> tuple[tuple[Segment, ...], str]:
    """The least that each estimate allows as a segment, and every estimate with a number in words."""
    lines = [(line, share) for line in breakdown.lines.values() if (share := stated(line)) and share.value != 0]
    segments = tuple(_laid([(_phases(view, line.stages), share.low or 0.0) for line, share in lines if share.low]))
    return segments, ", ".join(f"{in_words(share, line)} {line.label.lower()}" for line, share in lines)


def _laid(widths: list[tuple[tuple[str, ...], float]]) -> Iterator[Segment]:
    start = 0.0
    for phases, share in widths:
        yield Segment(round(start * 100, 3), round(share * 100, 3), phases)
        start += share


def _phases(view: View, stages: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(stage.phase for id, stage in view.catalog.lifecycle if id in stages))


def _place(view: View, phases: tuple[str, ...]) -> list[int]:
    """The places of phases in the lifecycle, which order the segments of a bar."""
    order = [str(phase) for phase in dict.fromkeys(stage.phase for _, stage in view.catalog.lifecycle)]
    return [order.index(phase) for phase in phases]


def _words(phases: tuple[str, ...]) -> str:
    if not phases:
        return "outside training"
    return "over several stages" if len(phases) >= SEVERAL else " and ".join(phases)

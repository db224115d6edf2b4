"""Breakdowns as bars from 0 to 100 %: each line once, in the colours of the phases that it covers."""

from __future__ import annotations

from dataclasses import dataclass

from atlas.evidence.quantity import stated
from atlas.evidence.shares import group_share, ledgers, parts
from atlas.evidence.shown import record_href
from atlas.evidence.wording import in_words, share_words
from atlas.model import ComputeShare
from atlas.tables.breakdowns import heading, in_order, sources_of, unit_of
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
    """Lines that cover the same phases, from ``start`` to ``start + width`` in percent; none where no stage is.

    ``name`` says what was trained, the share, its unit and its source, one after the other with semicolons;
    ``href`` leads to the first of the lines.
    """

    start: float
    width: float
    phases: tuple[str, ...]
    name: str
    href: str

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
    segments, words = _estimated(view, id, breakdown) if estimate else _counted(view, id, breakdown)
    return Bar(id, record_href(f"compute_shares/{id}"), name_of(breakdown), breakdown.title, segments, words)


def _counted(view: View, id: str, breakdown: ComputeShare) -> tuple[tuple[Segment, ...], str]:
    groups: dict[tuple[str, ...], list[str]] = {}
    for part in parts(breakdown):
        groups.setdefault(_phases(view, part.stages), []).extend(part.names)
    shares = {phases: group_share(breakdown, names) for phases, names in groups.items()}
    order = sorted(shares, key=lambda phases: (not phases, _place(view, phases)))
    said = {phases: f"{share_words(shares[phases])} {_words(phases)}" for phases in order}
    widths = [_Width(phases, shares[phases].value or 0.0, said[phases], tuple(groups[phases])) for phases in order]
    return _laid(view, id, widths), ", ".join(said.values()) or "no two lines with a number"


def _estimated(view: View, id: str, breakdown: ComputeShare) -> tuple[tuple[Segment, ...], str]:
    """The least that each estimate allows as a segment, and every estimate with a number in words."""
    lines = {name: share for name, line in breakdown.lines.items() if (share := stated(line)) and share.value != 0}
    said = {
        name: f"{in_words(share, breakdown.lines[name])} {breakdown.lines[name].label.lower()}"
        for name, share in lines.items()
    }
    widths = [
        _Width(_phases(view, breakdown.lines[name].stages), share.low, said[name], (name,))
        for name, share in lines.items()
        if share.low
    ]
    return _laid(view, id, widths), ", ".join(said.values())


@dataclass(frozen=True)
class _Width:
    """A segment before it has its place: its phases, its share, the same in words, and its lines."""

    phases: tuple[str, ...]
    share: float
    words: str
    lines: tuple[str, ...]


def _laid(view: View, id: str, widths: list[_Width]) -> tuple[Segment, ...]:
    breakdown = ledgers(view.catalog)[id]
    href, start, laid = record_href(f"compute_shares/{id}"), 0.0, list[Segment]()
    for width in widths:
        sources = [cite for line in width.lines for cite in sources_of(view, breakdown.lines[line])]
        named = dict.fromkeys(f"{cite.label}, {cite.at}" if cite.at else cite.label for cite in sources)
        said = (name_of(breakdown), width.words, heading(unit_of(breakdown), breakdown.scope), *named)
        segment = Segment(
            start=round(start * 100, 3),
            width=round(width.share * 100, 3),
            phases=width.phases,
            name="; ".join(said),
            href=f"{href}#{width.lines[0]}",
        )
        laid.append(segment)
        start += width.share
    return tuple(laid)


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

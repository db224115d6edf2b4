"""Verdicts: the test of a claim, run on every published breakdown of its scope and units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from atlas.catalog.catalog import Catalog
from atlas.evidence.quantity import Quantity
from atlas.evidence.shares import group_share, ledgers, working
from atlas.model.claim import ShareTest

Outcome = Literal["holds", "fails", "undecided"]


@dataclass(frozen=True)
class Ruling:
    """The test on one breakdown: the share of the stages, where it can be told apart, outcome and arithmetic."""

    breakdown: str
    title: str
    unit: str
    share: Quantity | None
    outcome: Outcome
    reason: str
    working: str = ""


@dataclass(frozen=True)
class Verdict:
    """The rulings of one unit, and how many of those that could be decided hold."""

    unit: str
    rulings: tuple[Ruling, ...]

    @property
    def holds(self) -> int:
        """The number of breakdowns in which the claim holds."""
        return self.outcomes["holds"]

    @property
    def decided(self) -> int:
        """The number of breakdowns that could be decided."""
        return self.outcomes["holds"] + self.outcomes["fails"]

    @property
    def outcomes(self) -> Counter[str]:
        """The number of breakdowns for each outcome."""
        return Counter(ruling.outcome for ruling in self.rulings)


def verdicts(catalog: Catalog, test: ShareTest) -> tuple[Verdict, ...]:
    """The verdict of a test for each of its units; units without a breakdown that has the stages are left out."""
    found = tuple(_rulings(catalog, test))
    by_unit = [Verdict(unit, tuple(ruling for ruling in found if ruling.unit == unit)) for unit in test.units]
    return tuple(verdict for verdict in by_unit if verdict.rulings)


def _rulings(catalog: Catalog, test: ShareTest) -> Iterator[Ruling]:
    wanted = set(test.stages)
    for id, breakdown in ledgers(catalog).items():
        unit = next(iter(breakdown.lines.values())).unit
        touching = {name for name, line in breakdown.lines.items() if wanted & set(line.stages)}
        if breakdown.scope != test.scope or unit not in test.units or not touching:
            continue
        mixed = [line.label for name, line in breakdown.lines.items() if name in touching and set(line.stages) - wanted]
        if mixed:
            reason = f'the line "{mixed[0]}" covers other stages too'
            yield Ruling(id, breakdown.title, unit, None, "undecided", reason)
        else:
            share = group_share(breakdown, touching)
            outcome = outcome_of(test, share)
            reason = "its bounds lie on both sides" if outcome == "undecided" else ""
            yield Ruling(id, breakdown.title, unit, share, outcome, reason, working(breakdown, touching))


def outcome_of(test: ShareTest, share: Quantity) -> Outcome:
    """Whether a share passes a test; undecided where its bounds lie on both sides of a threshold."""
    low = 0.0 if share.low is None else share.low
    high = 1.0 if share.high is None else share.high
    above = -1.0 if test.above is None else test.above
    below = 2.0 if test.below is None else test.below
    if low > above and high < below:
        return "holds"
    return "fails" if high <= above or low >= below else "undecided"

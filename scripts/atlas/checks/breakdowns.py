"""Rules of compute breakdowns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from atlas.checks.check import Atlas, Complaints, check
from atlas.checks.ranges import impossible
from atlas.evidence.shares import is_stated, total_range
from atlas.model import ComputeShare
from atlas.reading.parse import Entry


@check("ATL034")
def check_breakdown_has_one_unit(atlas: Atlas) -> Complaints:
    """All lines of a breakdown have one unit."""
    for entry, share in _breakdowns(atlas):
        main = Counter(line.unit for line in share.lines.values()).most_common(1)[0][0]
        for name, line in share.lines.items():
            if line.unit != main:
                where = entry.document.at(("lines", name, "unit"))
                yield where, f"unit '{line.unit}' among '{main}': give each unit a file of its own"


@check("ATL035")
def check_shares_sum_to_one(atlas: Atlas) -> Complaints:
    """The shares of a breakdown add up to 1 or less, within rounding."""
    for entry, share in _breakdowns(atlas):
        possible = not any(
            impossible(value, line.unit)
            for line in share.lines.values()
            for value in (line.amount, line.low, line.high)
            if value is not None
        )
        low = total_range(share)[0] if is_stated(share) and possible else 0.0
        if low > 1.005:
            yield entry.document.at(("lines",), key=True), f"the shares add up to at least {low:.3g}: more than 1"


@check("ATL038")
def check_breakdowns_are_distinct(atlas: Atlas) -> Complaints:
    """No two breakdowns have the same model, unit and scope."""
    seen: dict[tuple[str | None, str, str], str] = {}
    for entry, share in _breakdowns(atlas):
        key = (share.model, next(iter(share.lines.values())).unit, share.scope)
        if key in seen:
            message = f"'{seen[key]}' is a breakdown of the same model, unit and scope: put the lines in one file"
            yield entry.document.at(("model",)), message
        seen.setdefault(key, entry.id)


def _breakdowns(atlas: Atlas) -> Iterator[tuple[Entry, ComputeShare]]:
    for id, share in atlas.catalog.of("compute_shares", ComputeShare).items():
        yield atlas.catalog.by_kind["compute_shares"][id], share

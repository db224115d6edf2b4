"""Totals of pre-, mid- and post-training across ledgers: within one unit and one scope, never across them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from atlas.evidence.numerals import NBSP
from atlas.evidence.quantity import Quantity
from atlas.evidence.shares import parts, stages_share
from atlas.evidence.shown import Evidence, record_href
from atlas.evidence.wording import round_share, unit_name
from atlas.model import ComputeShare
from atlas.tables.breakdowns import heading, unit_of
from atlas.tables.ledgers import POST_TRAINING, name_of, published
from atlas.tables.table import Aside, Cell, Column, Row, Shown, Table, To, cell
from atlas.tables.view import View

PHASES = {"pre": ("pre-training",), "mid": ("mid-training",), "post": POST_TRAINING}
HEADS = {"pre": "Pre-training", "mid": "Mid-training", "post": "Post-training, all", "early": "Pre- and mid-training"}


@dataclass(frozen=True)
class Range:
    """The least and the greatest share among some ledgers, with the ledgers that have them."""

    low: Quantity
    high: Quantity
    lowest: str
    highest: str

    @property
    def words(self) -> str:
        """``80 to 96 %``; an end that is only a bound the other way says so."""
        if self.low == self.high:
            return round_share(self.low)
        low, high = round_share(self.low), round_share(self.high)
        # What is at least a least share, or at most a greatest one, needs no word: the range holds all the same.
        low = low.removeprefix("at least ").removeprefix("about ").removesuffix(f"{NBSP}%")
        return f"{low} to {high.removeprefix('at most ').removeprefix('about ')}"


@dataclass(frozen=True)
class Totals:
    """The ledgers of one unit and scope, with the range of each total; those that none of them counts are left out.

    ``early`` stands for pre- and mid-training together, where a ledger does not tell them apart.
    """

    unit: str
    scope: str
    ledgers: Mapping[str, ComputeShare]
    ranges: Mapping[str, Range]


def totals(view: View) -> tuple[Totals, ...]:
    """The totals of each unit and scope, in the order of the ledgers."""
    groups: dict[tuple[str, str], dict[str, ComputeShare]] = {}
    for id, breakdown in published(view).items():
        if parts(breakdown):
            groups.setdefault((unit_of(breakdown), breakdown.scope), {})[id] = breakdown
    return tuple(Totals(unit, scope, found, _ranges(view, found)) for (unit, scope), found in groups.items())


def _ranges(view: View, ledgers: Mapping[str, ComputeShare]) -> dict[str, Range]:
    of_phase = {
        total: {id for id, stage in view.catalog.lifecycle if stage.phase in phases} for total, phases in PHASES.items()
    }
    mixed = any(
        set(part.stages) & of_phase["pre"] and set(part.stages) & of_phase["mid"]
        for item in ledgers.values()
        for part in parts(item)
    )
    wanted = {"early": of_phase["pre"] | of_phase["mid"], "post": of_phase["post"]} if mixed else of_phase
    ranges = {total: _range(ledgers, stages) for total, stages in wanted.items()}
    return {total: found for total, found in ranges.items() if found is not None}


def _range(ledgers: Mapping[str, ComputeShare], stages: set[str]) -> Range | None:
    shares = {name_of(item): share for item in ledgers.values() if (share := stages_share(item, stages)) is not None}
    if not shares:
        return None
    lowest = min(shares, key=lambda name: _end(shares[name], upper=False))
    highest = max(shares, key=lambda name: _end(shares[name], upper=True))
    return Range(_bound(shares[lowest], upper=False), _bound(shares[highest], upper=True), lowest, highest)


def _end(share: Quantity, *, upper: bool) -> float:
    ends = (share.value, share.high, share.low) if upper else (share.value, share.low, share.high)
    return next((end for end in ends if end is not None), 0.0)


def _bound(share: Quantity, *, upper: bool) -> Quantity:
    """One end of a share that is known as a range only."""
    if share.value is not None:
        return share
    end = _end(share, upper=upper)
    return Quantity(end, end, end)


def answer(found: tuple[Totals, ...]) -> str:
    """What the ledgers say together, in two sentences; empty where there are none."""
    final = [_sentence(item) for item in found if item.scope == "final-run" and item.unit != "tokens"]
    wider = [_sentence(item) for item in found if item.scope == "development-included"]
    sentences = []
    if final:
        sentences.append(f"In the final runs with published compute, {'; '.join(final)}.")
    if wider:
        sentences.append(f"Once research and failed runs are counted too, {'; '.join(wider)}.")
    return " ".join(sentences)


def _sentence(item: Totals) -> str:
    names = {"pre": "pre-training", "mid": "mid-training", "post": "all of post-training",
             "early": "pre- and mid-training together"}  # fmt: skip
    said = [f"{names[total]} took {found.words}" for total, found in item.ranges.items()]
    said = [said[0], *(part.replace(" took ", " ") for part in said[1:])]
    who = f"{len(item.ledgers)} ledgers" if len(item.ledgers) > 1 else name_of(next(iter(item.ledgers.values())))
    unit = "shares as stated" if item.unit == "share" else unit_name(item.unit)
    return f"{', '.join(said[:-1])}{' and ' if len(said) > 1 else ''}{said[-1]} ({who}, {unit})"


def totals_table(view: View, found: tuple[Totals, ...]) -> Table:
    """The totals as a table, a row for each unit and scope, and the atlas's own estimate below them."""
    rows = [
        Row(
            "",
            (
                cell(heading(item.unit, item.scope)),
                _ledgers(item),
                *_total_cells(item),
            ),
        )
        for item in found
    ]
    columns = (
        Column("counted", "Counted in"),
        Column("ledgers", "Breakdowns"),
        *(Column(total, HEADS[total], numeric=True) for total in PHASES),
    )
    rows += _own_row(view)
    return Table("totals", "Pre-, mid- and post-training in total, each unit by itself", columns, tuple(rows))


def _ledgers(item: Totals) -> Cell:
    parts: list[To | str] = []
    for id, ledger in item.ledgers.items():
        parts += [", "] if parts else []
        parts.append(To(record_href(f"compute_shares/{id}"), name_of(ledger)))
    return cell(*parts)


def _total_cells(item: Totals) -> list[Cell]:
    if "early" in item.ranges:
        early = replace(_range_cell(item.ranges["early"]), span=2, over=HEADS["early"])
        return [early, _range_cell(item.ranges.get("post"))]
    return [_range_cell(item.ranges.get(total)) for total in PHASES]


def _range_cell(found: Range | None) -> Cell:
    if found is None:
        return cell("none counted")
    ends = None if found.lowest == found.highest else Aside(f"{found.lowest} to {found.highest}")
    return cell(found.words, ends)


def _own_row(view: View) -> list[Row]:
    stages = {total: [id for id, stage in view.catalog.lifecycle if stage.phase in phases]
              for total, phases in PHASES.items()}  # fmt: skip
    said = {total: [(id, shown) for id in ids if (shown := view.typical(id)) and shown.quantity]
            for total, ids in stages.items()}  # fmt: skip
    if not any(said.values()):
        return []
    cells = [_own_cell(view, said[total], alone=len(stages[total]) == 1) for total in PHASES]
    to = To(record_href("compute_shares/typical"), "estimates across labs")
    return [Row("", (cell("Own estimate of the atlas"), cell(to), *cells))]


def _own_cell(view: View, said: list[tuple[str, Evidence]], *, alone: bool) -> Cell:
    """The estimates of the stages that a total covers, each with its stage where the total covers several."""
    pieces: list[Shown | Aside] = []
    for id, shown in said:
        pieces += [Shown(shown)] if alone else [Shown(shown), Aside(view.to("stages", id).text)]
    return cell(*pieces) if pieces else cell("no number")

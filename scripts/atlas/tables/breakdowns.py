"""Tables of compute breakdowns: one breakdown line by line, and all of them stage by stage."""

from __future__ import annotations

from atlas.evidence.quantity import inputs
from atlas.evidence.shares import Share, breakdowns, group_share, is_stated, shares
from atlas.evidence.shown import record_href, share_evidence
from atlas.model.compute_share import ComputeShare, Line
from atlas.tables.table import Aside, Cell, Column, Row, Shown, Table, Tag, To, cell
from atlas.tables.view import View

SCOPE_WORDS = {
    "typical": "estimates across labs",
    "final-run": "final run",
    "development-included": "development included",
}


def in_order(view: View) -> list[str]:
    """Ids of the breakdowns: the survey's estimates first, then final runs, then those that include development."""
    found = breakdowns(view.catalog)
    scopes = list(SCOPE_WORDS)
    return sorted(found, key=lambda id: (scopes.index(found[id].scope), unit_of(found[id]), id))


def unit_of(breakdown: ComputeShare) -> str:
    """The unit of a breakdown's lines, which is one."""
    return next(iter(breakdown.lines.values())).unit


def breakdown(view: View, id: str) -> Table:
    """One compute breakdown: each line with its amount, its share and the arithmetic."""
    share = breakdowns(view.catalog)[id]
    computed = {item.name: item for item in shares(share)}
    rows = [_line_row(view, id, name, computed.get(name)) for name in share.lines]
    columns = [
        Column("line", "Line"),
        Column("stages", "Stages it covers"),
        Column("amount", "Amount", numeric=True),
        Column("share", "Share", numeric=True),
        Column("source", "Source"),
    ]
    if is_stated(share):  # the amounts are the shares
        columns, rows = columns[:3] + columns[4:], [Row(row.id, row.cells[:3] + row.cells[4:]) for row in rows]
    return Table(f"breakdown-{id}", share.title, tuple(columns), tuple(rows))


def _line_row(view: View, id: str, name: str, share: Share | None) -> Row:
    line = view.catalog.of("compute_shares", ComputeShare)[id].lines[name]
    shown = view.figure(view.catalog.named_figures[f"compute_shares/{id}#{name}"])
    result = share_evidence(id, share) if share else None
    return Row(
        "",
        (
            cell(line.label, Aside(line.note) if line.note else None),
            view.list("stages", line.stages),
            cell(Shown(shown), sort=shown.sort),
            cell(
                Shown(result) if result else "not a number",
                Aside(share.working) if share else None,
                sort=result.sort if result else None,
            ),
            _source_cell(view, line),
        ),
    )


def _source_cell(view: View, line: Line) -> Cell:
    """The source of a line, or of the figures that it is worked out from."""
    if line.cite:
        return cell(view.cite(line.cite, line.at))
    found = dict.fromkeys((placed.figure.cite, placed.figure.at) for placed in inputs(view.catalog, line))
    cited = [view.cite(cite, at) for cite, at in found if cite]
    return cell(*cited, Aside("worked out by the atlas")) if cited else cell("no source")


def shares_by_stage(view: View) -> Table:
    """Every published breakdown as a row, every stage that one of them counts as a column."""
    found = breakdowns(view.catalog)
    ids = [id for id in in_order(view) if found[id].scope != "typical"]
    counted = {stage for id in ids for line in found[id].lines.values() for stage in line.stages}
    stages = [(id, stage) for id, stage in view.catalog.stages if id in counted]
    rows = tuple(
        Row(
            "",
            (
                cell(To(record_href(f"compute_shares/{id}"), found[id].title)),
                cell(SCOPE_WORDS[found[id].scope]),
                *(_stage_cell(view, id, found[id], stage) for stage, _ in stages),
            ),
            (("unit", unit_of(found[id])), ("scope", SCOPE_WORDS[found[id].scope])),
        )
        for id in ids
    )
    columns = (
        Column("breakdown", "Breakdown"),
        Column("scope", "Counts"),
        *(Column(id, stage.short, numeric=True) for id, stage in stages),
    )
    caption = f"{len(rows)} published breakdowns, stage by stage; shares of different units are not comparable"
    return Table("shares-by-stage", caption, columns, rows, (("unit", "Unit"), ("scope", "Counts")))


def _stage_cell(view: View, id: str, breakdown: ComputeShare, stage: str) -> Cell:
    touching = {name: line for name, line in breakdown.lines.items() if stage in line.stages}
    if not touching:
        return cell("")
    others = sorted({other for line in touching.values() for other in line.stages} - {stage})
    share = group_share(breakdown, touching)
    first = next(iter(touching.values()))
    shown = share_evidence(id, Share(stage, first, share, f"{len(touching)} of {len(breakdown.lines)} lines"))
    with_others = f"with {', '.join(view.to('stages', other).text for other in others)}" if others else None
    return cell(Shown(shown), Aside(with_others) if with_others else None, sort=shown.sort)


def scope_tag(breakdown: ComputeShare) -> Tag:
    """The scope of a breakdown as a word."""
    return Tag("scope", breakdown.scope, SCOPE_WORDS[breakdown.scope])

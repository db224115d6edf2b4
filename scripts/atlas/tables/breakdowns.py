"""Tables of compute breakdowns: one breakdown line by line, and all of them stage by stage."""

from __future__ import annotations

from dataclasses import replace

from atlas.evidence.quantity import inputs
from atlas.evidence.shares import Share, is_stated, ledgers, shares
from atlas.evidence.shown import home_href, share_evidence
from atlas.evidence.wording import unit_name
from atlas.model import ComputeShare
from atlas.model.compute_share import Line
from atlas.tables.table import Aside, Cell, Cite, Column, Row, Shown, Table, Tag, To, cell
from atlas.tables.view import View

SCOPE_WORDS = {
    "typical": "estimates across labs",
    "final-run": "final run",
    "development-included": "development included",
}


def in_order(view: View) -> list[str]:
    """Ids of the breakdowns: the atlas's own estimates first, then final runs, then those that include development."""
    found = ledgers(view.catalog)
    scopes = list(SCOPE_WORDS)
    return sorted(found, key=lambda id: (scopes.index(found[id].scope), unit_of(found[id]), id))


def unit_of(breakdown: ComputeShare) -> str:
    """The unit of a breakdown's lines, which is one."""
    return next(iter(breakdown.lines.values())).unit


def heading(unit: str, scope: str) -> str:
    """What breakdowns of one unit and scope have in common: ``GPU-hours, final run``."""
    if scope == "typical":
        return SCOPE_WORDS[scope].capitalize()
    name = "shares as stated" if unit == "share" else unit_name(unit)
    return f"{name[0].upper()}{name[1:]}, {SCOPE_WORDS[scope]}"


def breakdown(view: View, id: str, *, anchored: bool = False) -> Table:
    """One compute breakdown: each line with its amount, its share and the arithmetic; anchored where it is at home."""
    share = ledgers(view.catalog)[id]
    computed = {item.name: item for item in shares(share)}
    rows = [_line_row(view, id, name, computed.get(name)) for name in share.lines]
    if anchored:
        lines = share.lines.items()
        rows = [replace(row, id=name, former=line.aliases) for row, (name, line) in zip(rows, lines, strict=True)]
    columns = [
        Column("line", "Line"),
        Column("stages", "Stages it covers"),
        Column("amount", "Amount", numeric=True),
        Column("share", "Share", numeric=True),
        Column("source", "Source"),
    ]
    if is_stated(share):  # the amounts are the shares
        columns, rows = columns[:3] + columns[4:], [replace(row, cells=row.cells[:3] + row.cells[4:]) for row in rows]
    return Table(f"breakdown-{id}", share.title, tuple(columns), tuple(rows))


def _line_row(view: View, id: str, name: str, share: Share | None) -> Row:
    placed = view.catalog.named_figures[f"compute_shares/{id}#{name}"]
    line, shown = ledgers(view.catalog)[id].lines[name], view.figure(placed)
    result = share_evidence(id, share) if share else None
    return Row(
        "",
        (
            cell(To(home_href(placed), line.label), Aside(line.note) if line.note else None),
            view.list("stages", line.stages) if line.stages else cell("none: outside training"),
            cell(Shown(shown, dated=True), sort=shown.sort),
            cell(
                Shown(result) if result else "not a number",
                Aside(share.working) if share else None,
                sort=result.sort if result else None,
            ),
            _source_cell(view, line),
        ),
    )


def sources_of(view: View, line: Line) -> list[Cite]:
    """The source of a line, or those of the figures that it is worked out from."""
    if line.cite:
        return [view.cite(line.cite, line.at)]
    found = dict.fromkeys((placed.figure.cite, placed.figure.at) for placed in inputs(view.catalog, line))
    return [view.cite(cite, at) for cite, at in found if cite]


def _source_cell(view: View, line: Line) -> Cell:
    cited = sources_of(view, line)
    worked_out = [] if line.cite else [Aside("worked out by the atlas")]
    return cell(*cited, *worked_out) if cited else cell("no source")


def scope_tag(breakdown: ComputeShare) -> Tag:
    """The scope of a breakdown as a word."""
    return Tag("scope", breakdown.scope, SCOPE_WORDS[breakdown.scope])

"""The shares of all published breakdowns in one long table, for download: each line, or each joint line, once."""

from __future__ import annotations

from atlas.evidence.shares import parts
from atlas.tables.breakdowns import SCOPE_WORDS
from atlas.tables.csv import as_csv
from atlas.tables.ledgers import part_evidence, published, unit_words
from atlas.tables.table import Column, Row, Shown, Table, cell
from atlas.tables.view import View

ADDRESS = "charts/shares.csv"


def share_files(view: View) -> dict[str, str]:
    """The table as a CSV file by its address; no file where no breakdown was published."""
    table = stage_shares(view)
    return {ADDRESS: as_csv(table)} if table.rows else {}


def stage_shares(view: View) -> Table:
    """A row for each breakdown and each set of stages that its lines cover."""
    names = {key: stage.short for key, stage in view.catalog.lifecycle}
    rows = tuple(
        Row(
            "",
            (
                cell("; ".join(names[key] for key in names if key in part.stages) or "outside the stages"),
                cell(breakdown.title),
                cell(Shown(part_evidence(id, part))),
                cell(unit_words(breakdown)),
                cell(SCOPE_WORDS[breakdown.scope]),
            ),
        )
        for id, breakdown in published(view).items()
        for part in parts(breakdown)
    )
    columns = (
        Column("stage", "Stage"),
        Column("breakdown", "Breakdown"),
        Column("share", "Share", numeric=True),
        Column("unit", "Unit"),
        Column("scope", "Counts"),
    )
    return Table("shares", "Shares of all published breakdowns", columns, rows)

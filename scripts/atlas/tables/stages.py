"""Tables of the stages."""

from __future__ import annotations

from atlas.evidence.shown import record_href
from atlas.model import Stage
from atlas.tables.table import Column, Row, Shown, Table, Tag, To, cell
from atlas.tables.view import View


def _origin(stage: Stage) -> Tag | None:
    return Tag("origin", "added", "added since the survey") if stage.origin == "added" else None


def glance(view: View) -> Table:
    """Every stage in order: what it does and changes, its estimated share of compute, its cost in labels."""
    rows = []
    for number, (id, stage) in enumerate(view.catalog.stages, start=1):
        share = view.typical(id)
        rows.append(
            Row(
                f"stage-{id}",
                (
                    cell(To(record_href(f"stages/{id}"), stage.title), _origin(stage), sort=number),
                    cell(Tag("phase", stage.phase, stage.phase), Tag("shape", stage.shape, stage.shape)),
                    cell(stage.does),
                    cell(Shown(share) if share else "no estimate", sort=share.sort if share else None),
                    cell(stage.changes),
                    cell(stage.labels),
                ),
                (("phase", stage.phase),),
            )
        )
    columns = (
        Column("stage", "Stage"),
        Column("phase", "Phase"),
        Column("does", "What it does"),
        Column("share", "Share of training compute"),
        Column("changes", "What it changes"),
        Column("labels", "Labels and time"),
    )
    added = sum(stage.origin == "added" for _, stage in view.catalog.stages)
    caption = (
        f"The {len(rows)} stages in order: {len(rows) - added} of the survey of June 2026 and {added} added since. "
        "Shares are the survey's estimates."
    )
    return Table("glance", caption, columns, tuple(rows), (("phase", "Phase"),))


def compared_stages(view: View) -> Table:
    """All stages side by side on compute, labels and effect: the two opposite orders."""
    rows = []
    for number, (id, stage) in enumerate(view.catalog.stages, start=1):
        share = view.typical(id)
        rows.append(
            Row(
                f"compare-{id}",
                (
                    cell(view.to("stages", id), _origin(stage), sort=number),
                    cell(Shown(share) if share else "no estimate", sort=share.sort if share else None),
                    cell(stage.labels),
                    view.list("objectives", stage.objectives),
                    view.list("methods", stage.methods),
                    cell(stage.changes),
                ),
            )
        )
    columns = (
        Column("stage", "Stage"),
        Column("share", "Share of training compute"),
        Column("labels", "Labels and time"),
        Column("objectives", "Objectives"),
        Column("methods", "Methods"),
        Column("changes", "What it changes"),
    )
    return Table("stages-compared", "The stages side by side", columns, tuple(rows))

"""Tables of models: what they are, and what was disclosed about each stage."""

from __future__ import annotations

from dataclasses import replace

from atlas.evidence.shown import record_href
from atlas.evidence.wording import in_scale
from atlas.model import Model
from atlas.tables.table import Cell, Column, Row, Shown, Table, Tag, To, cell
from atlas.tables.view import View

BILLION, TRILLION = 1e9, 1e12

FILTERS = (("lab", "Lab"), ("year", "Year"), ("weights", "Weights"), ("data", "Data"), ("licence", "Licence"))


def by_date(view: View) -> list[tuple[str, Model]]:
    """Ids and models without their figures, oldest first."""
    return sorted(view.catalog.without_figures("models", Model).items(), key=lambda item: (item[1].released, item[0]))


def _filters(model: Model) -> tuple[tuple[str, str], ...]:
    access = model.access
    return (
        ("lab", model.lab),
        ("year", model.released[:4]),
        ("weights", access.weights),
        ("data", access.data),
        ("licence", licence_name(model)),
    )


def licence_name(model: Model) -> str:
    """The licence of a model's weights in a few words, also where there are no weights or none was recorded."""
    if model.licence is not None:
        return model.licence.name
    return "no weights given out" if model.access.weights == "closed" else "not recorded"


def models(view: View) -> Table:
    """Every model with its lab, date, size, tokens and openness."""
    rows = tuple(
        Row(
            id,
            (
                cell(To(record_href(f"models/{id}"), model.title)),
                cell(model.lab),
                cell(model.released, sort=model.released),
                named_cell(view, id, "parameters", scale=BILLION),
                named_cell(view, id, "active-parameters", scale=BILLION),
                named_cell(view, id, "tokens", "pre-training-tokens", scale=TRILLION),
                cell(Tag("openness", model.access.weights, model.access.weights)),
                cell(Tag("openness", model.access.data, model.access.data)),
                cell(view.cite(model.report)),
            ),
            _filters(model),
        )
        for id, model in by_date(view)
    )
    columns = (
        Column("model", "Model"),
        Column("lab", "Lab"),
        Column("released", "Released"),
        Column("parameters", "Parameters, billions", numeric=True),
        Column("active", "Active parameters, billions", numeric=True),
        Column("tokens", "Training tokens, trillions", numeric=True),
        Column("weights", "Weights"),
        Column("data", "Data"),
        Column("source", "Main source"),
    )
    return Table("models", f"{len(rows)} models, by date", columns, rows, FILTERS)


def named_cell(view: View, id: str, *names: str, scale: float | None = None) -> Cell:
    """The first of some named figures that a model has, without its unit; "not stated" where it has none.

    ``scale`` is what the head of the column counts in, such as billions.
    """
    for name in names:
        placed = view.catalog.named_figures.get(f"models/{id}#{name}")
        if placed is not None:
            shown = view.figure(placed)
            if scale is not None:
                shown = replace(shown, bare=in_scale(shown.quantity, placed.figure, scale))
            return cell(Shown(shown, bare=True), sort=shown.sort)
    return cell("not stated")


LEVELS = {"full": 2, "partial": 1, "none": 0}


def disclosure_matrix(view: View) -> Table:
    """Models by stages: what was disclosed about each, every cell leading to the source that was searched."""
    stages = view.catalog.lifecycle
    rows = tuple(
        Row(
            "",
            (
                cell(To(record_href(f"models/{id}"), model.title)),
                cell(model.lab),
                cell(model.released[:4], sort=model.released),
                *(_level_cell(model, stage) for stage, _ in stages),
            ),
            _filters(model),
        )
        for id, model in by_date(view)
    )
    columns = (
        Column("model", "Model"),
        Column("lab", "Lab"),
        Column("year", "Year", numeric=True),
        *(Column(id, stage.short) for id, stage in stages),
    )
    caption = "What was disclosed about each stage: full, partial or none; each word leads to the source"
    return Table("disclosure", caption, columns, rows, FILTERS)


def _level_cell(model: Model, stage: str) -> Cell:
    found = model.disclosures.get(stage)
    if found is None:
        return cell("not assessed")
    tag = Tag("disclosure", found.level, found.level, record_href(f"citations/{found.cite}"))
    return cell(tag, sort=LEVELS[found.level])

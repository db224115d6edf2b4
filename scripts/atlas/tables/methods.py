"""Tables of methods and objectives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from atlas.evidence.shown import record_href
from atlas.model import Method, Objective
from atlas.tables.table import Cell, Column, Markdown, Math, Row, Table, Tag, To, cell
from atlas.tables.view import View

COMPARED = ("rlhf-ppo", "dpo", "grpo", "rloo", "rlaif")


FAMILIES = {
    "preference": "Preferences",
    "verifiable-rewards": "Verifiable rewards",
    "imitation": "Imitation",
    "adapters": "Adapters",
    "principles": "Principles and rules",
    "adversarial": "Red-teaming",
    "evaluation": "Grading",
    "data": "Data",
    "tokenisation": "Tokenisation",
    "scaling": "Scaling and schedules",
    "optimisation": "Optimisers",
    "systems": "Precision and parallelism",
    "context": "Longer context",
}
"""Families of methods by id, those that readers look for most first."""

PROSE_ATTRIBUTES = ("typical_hyper_parameters", "cost_evidence")

ATTRIBUTE_HEADS = {
    "reward_signal": "Reward signal",
    "reward_model": "Reward model",
    "value_model": "Value model",
    "reference_model": "Reference model",
    "on_policy_sampling": "Samples on-policy",
    "preference_pairs": "Preference pairs",
    "verifiable_answers": "Verifiable answers",
    "model_copies_in_memory": "Model copies in memory",
    "baseline_or_contrast": "Baseline or contrast",
    "where_kl_sits": "Where the KL penalty sits",
    "human_labels": "Human labels",
    "typical_hyper_parameters": "Typical hyper-parameters",
    "cost_evidence": "Evidence on cost",
    "main_failure": "Main failure",
    "stage_in_open_recipes": "Place in open recipes",
}


def objectives(view: View) -> Table:
    """Every objective with its formula, the stages that use it, and its source."""
    found = view.catalog.of("objectives", Objective)
    order = [id for id, _ in view.catalog.lifecycle]
    ids = sorted(found, key=lambda id: (min((order.index(stage) for stage in found[id].stages), default=99), id))
    rows = tuple(
        Row(
            id,
            (
                cell(To(record_href(f"objectives/{id}"), found[id].title), sort=number),
                view.list("stages", found[id].stages),
                cell(Math(found[id].latex, found[id].title)),
                cell(found[id].value_unit),
                cell(view.cite(found[id].cite, found[id].at)),
            ),
        )
        for number, id in enumerate(ids)
    )
    columns = (
        Column("objective", "Objective"),
        Column("stages", "Stages"),
        Column("formula", "Formula"),
        Column("unit", "Unit of the value"),
        Column("source", "Source"),
    )
    return Table("objectives", "Objectives, in the order of the stages that use them", columns, rows)


@dataclass(frozen=True)
class MethodCard:
    """A method in brief: its id, link, year, what it is, and the stages that use it."""

    id: str
    link: To
    year: int
    summary: str
    stages: tuple[To, ...]


@dataclass(frozen=True)
class MethodFamily:
    """A family of methods with its methods, the oldest first."""

    id: str
    name: str
    cards: tuple[MethodCard, ...]


def method_families(view: View) -> tuple[MethodFamily, ...]:
    """The families that have methods, in the order in which they are looked for."""
    found = view.catalog.of("methods", Method)
    cards: dict[str, list[MethodCard]] = {family: [] for family in FAMILIES}
    for id, method in _in_order(found):
        stages = tuple(view.to("stages", stage) for stage in method.stages)
        link = To(record_href(f"methods/{id}"), method.title)
        cards[method.family].append(MethodCard(id, link, method.year, method.summary, stages))
    return tuple(MethodFamily(id, name, tuple(cards[id])) for id, name in FAMILIES.items() if cards[id])


def _in_order(found: Mapping[str, Method]) -> list[tuple[str, Method]]:
    """Methods by family and year."""
    order = list(FAMILIES)
    return sorted(found.items(), key=lambda item: (order.index(item[1].family), item[1].year, item[0]))


def methods(view: View) -> Table:
    """Every method by family, with its stages, year and first source."""
    found = view.catalog.of("methods", Method)
    rows = tuple(
        Row(
            "",
            (
                cell(To(record_href(f"methods/{id}"), method.title)),
                cell(Tag("family", method.family, FAMILIES[method.family]), sort=number),
                view.list("stages", method.stages),
                cell(str(method.year), sort=method.year),
                cell(method.summary),
                cell(view.cite(method.introduced_by)),
            ),
            (("family", FAMILIES[method.family]),),
        )
        for number, (id, method) in enumerate(_in_order(found))
    )
    columns = (
        Column("method", "Method"),
        Column("family", "Family"),
        Column("stages", "Stages"),
        Column("year", "Year", numeric=True),
        Column("summary", "What it is"),
        Column("source", "First source"),
    )
    return Table("methods", "Methods, by family", columns, rows, (("family", "Family"),))


def compared_methods(view: View) -> Table:
    """The preference methods side by side: one column a method, one row an attribute."""
    found = view.catalog.of("methods", Method)
    compared = [(id, found[id]) for id in COMPARED if id in found and found[id].attributes is not None]
    rows = [
        Row(
            f"attribute-{name.replace('_', '-')}",
            (
                cell(head),
                *(attribute_cell(method, name) for _, method in compared),
            ),
        )
        for name, head in ATTRIBUTE_HEADS.items()
    ]
    models = [view.list("models", method.attributes.example_models) for _, method in compared if method.attributes]
    rows.append(Row("attribute-example-models", (cell("Example models"), *models)))
    sources = [cell(view.cite(method.introduced_by)) for _, method in compared]
    rows.append(Row("attribute-first-source", (cell("First source"), *sources)))
    columns = (Column("attribute", "Attribute"), *(Column(id, method.short) for id, method in compared))
    return Table(
        "preference-methods",
        "Five ways to learn from preferences and rewards, side by side",
        columns,
        tuple(rows),
        across=True,
    )


def attribute_cell(method: Method, name: str) -> Cell:
    """The cell of one attribute of a method that has attributes."""
    value = getattr(method.attributes, name)
    return cell(Markdown(value) if name in PROSE_ATTRIBUTES else value)

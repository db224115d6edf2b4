"""References read from their other end: which records name one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from atlas.catalog.catalog import Catalog
from atlas.catalog.questions import question
from atlas.model import ComputeShare, Method, Model

Naming = Mapping[str, tuple[str, ...]]
"""Id to the ids of the records that name it, in their order."""


@question
def methods_training(catalog: Catalog) -> Naming:
    """Objective to the methods that train with it."""
    methods = catalog.of("methods", Method).items()
    return _grouped((objective, id) for id, method in methods for objective in method.objectives)


@question
def methods_drawn(catalog: Catalog) -> Naming:
    """Objective to the methods with a schematic that train with it, the earliest first."""
    drawn = [(method.year, id, method) for id, method in catalog.of("methods", Method).items() if method.schematic]
    ordered = sorted(drawn, key=lambda item: item[:2])
    return _grouped((objective, id) for _, id, method in ordered for objective in method.objectives)


@question
def methods_used_by(catalog: Catalog) -> Naming:
    """Model to the methods that it was trained with."""
    methods = catalog.of("methods", Method).items()
    return _grouped((use.model, id) for id, method in methods for use in method.used_by)


@question
def breakdowns_of(catalog: Catalog) -> Naming:
    """Model to the breakdowns of its compute."""
    return _grouped((item.model, id) for id, item in catalog.of("compute_shares", ComputeShare).items() if item.model)


@question
def reports(catalog: Catalog) -> Mapping[str, str]:
    """Address of a model to the key of its main source."""
    return {f"models/{id}": model.report for id, model in catalog.of("models", Model).items()}


def _grouped(pairs: Iterable[tuple[str, str]]) -> Naming:
    found: dict[str, dict[str, None]] = {}
    for named, naming in pairs:
        found.setdefault(named, {})[naming] = None
    return {named: tuple(naming) for named, naming in sorted(found.items())}

"""All rules: those of reading, of hand-written pages, and those checked across records."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Collection, Iterator, Mapping
from functools import cache

import atlas.catalog
import atlas.checks
import atlas.reading
from atlas.catalog.catalog import Catalog
from atlas.catalog.written import Written
from atlas.checks.check import Atlas, Check
from atlas.reading.problem import Problem
from atlas.reading.rule import Rule


@cache
def rules() -> Mapping[str, Rule]:
    """Id to rule, in the order of the ids: every rule that a module of these three rooms defines."""
    found: dict[str, Rule] = {}
    for room in (atlas.reading, atlas.catalog, atlas.checks):
        for module in pkgutil.iter_modules(room.__path__, f"{room.__name__}."):
            for rule in _defined_in(module.name):
                assert found.setdefault(rule.id, rule) is rule, f"two rules are called {rule.id}"
    return dict(sorted(found.items()))


def _defined_in(module: str) -> Iterator[Rule]:
    return (value for value in vars(importlib.import_module(module)).values() if isinstance(value, Rule))


def problems_of(catalog: Catalog, written: Collection[Written] = ()) -> tuple[Problem, ...]:
    """Every problem of the references of records and hand-written pages, or where there is none, of the other rules."""
    whole = Atlas(catalog, written)
    checks = [rule for rule in rules().values() if isinstance(rule, Check)]
    found = [problem for check in checks if check.first for problem in check.problems(whole)]
    return tuple(found or (problem for check in checks if not check.first for problem in check.problems(whole)))

"""Tables that a hand-written page can show by name."""

from __future__ import annotations

from collections.abc import Callable

from atlas.tables.calculator import presets
from atlas.tables.claims import claims
from atlas.tables.effort import human_effort
from atlas.tables.methods import compared_methods, methods, objectives
from atlas.tables.models import disclosure_matrix, models
from atlas.tables.stages import compared_stages, glance
from atlas.tables.table import Table
from atlas.tables.view import View

NAMED_TABLES: dict[str, Callable[[View], Table]] = {
    "glance": glance,
    "stages-compared": compared_stages,
    "objectives": objectives,
    "methods": methods,
    "preference-methods": compared_methods,
    "models": models,
    "disclosure": disclosure_matrix,
    "claims": claims,
    "human-effort": human_effort,
    "presets": presets,
}
"""Name to what makes the table."""

"""Sizes of models: those for which parameters and training tokens are both known."""

from __future__ import annotations

from dataclasses import dataclass

from atlas.evidence.shown import Evidence
from atlas.tables.view import View

RULE = 20
"""Training tokens per parameter in the rule of thumb that Chinchilla is known for."""


@dataclass(frozen=True)
class Size:
    """A model with the figures of its parameters and training tokens, and which parameters were counted."""

    id: str
    title: str
    parameters_shown: Evidence
    tokens_shown: Evidence
    counted: str

    @property
    def parameters(self) -> float:
        """The number of parameters."""
        return self.parameters_shown.sort or 0.0

    @property
    def tokens(self) -> float:
        """The number of training tokens."""
        return self.tokens_shown.sort or 0.0

    @property
    def ratio(self) -> float:
        """Training tokens per parameter."""
        return self.tokens / self.parameters


def sizes(view: View) -> tuple[Size, ...]:
    """Every model with both numbers; for mixtures of experts the active parameters are counted."""
    found = []
    for id in view.catalog.by_kind["models"]:
        active = _figure(view, id, "active-parameters")
        parameters = active or _figure(view, id, "parameters")
        tokens = _figure(view, id, "tokens") or _figure(view, id, "pre-training-tokens")
        if parameters and tokens:
            counted = "active, of a mixture of experts" if active else "all"
            found.append(Size(id, view.catalog.name_of(f"models/{id}")[0], parameters, tokens, counted))
    return tuple(found)


def _figure(view: View, id: str, name: str) -> Evidence | None:
    """A figure of a model, where it has a number."""
    placed = view.catalog.named_figures.get(f"models/{id}#{name}")
    shown = view.figure(placed) if placed else None
    return shown if shown is not None and shown.sort else None

"""Sizes of models: those for which parameters and training tokens are both known."""

from __future__ import annotations

from dataclasses import dataclass

from atlas.model import Model
from atlas.tables.view import View

RULE = 20
"""Training tokens per parameter in the rule of thumb that Chinchilla is known for."""


@dataclass(frozen=True)
class Size:
    """A model with its number of parameters and of training tokens, and which parameters were counted."""

    id: str
    title: str
    parameters: float
    tokens: float
    counted: str

    @property
    def ratio(self) -> float:
        """Training tokens per parameter."""
        return self.tokens / self.parameters


def sizes(view: View) -> tuple[Size, ...]:
    """Every model with both numbers; for mixtures of experts the active parameters are counted."""
    found = []
    for id, model in view.catalog.of("models", Model).items():
        active = view.value(f"models/{id}#active-parameters")
        parameters = active or view.value(f"models/{id}#parameters")
        tokens = view.value(f"models/{id}#tokens") or view.value(f"models/{id}#pre-training-tokens")
        if parameters and tokens:
            counted = "active, of a mixture of experts" if active else "all"
            found.append(Size(id, model.title, parameters, tokens, counted))
    return tuple(found)

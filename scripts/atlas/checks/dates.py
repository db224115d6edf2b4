"""Rules of dates."""

from __future__ import annotations

from atlas.checks.check import Atlas, Complaints, check
from atlas.model import Model


@check("ATL039")
def check_models_are_released(atlas: Atlas) -> Complaints:
    """A model's date of release is not after the day on which its record was reviewed."""
    for id, model in atlas.catalog.of("models", Model).items():
        if model.released > model.reviewed:
            where = atlas.catalog.by_kind["models"][id].document.at(("released",))
            yield where, f"released {model.released} is after the review of {model.reviewed}: correct one"

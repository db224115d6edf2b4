"""How much the real atlas holds."""

from __future__ import annotations

from atlas.model import Claim, ComputeShare, Model

from tests.atlases import catalog


def test_there_are_enough_models_breakdowns_and_claims() -> None:
    breakdowns = [item for item in catalog().of("compute_shares", ComputeShare).values() if item.scope != "typical"]
    assert len(catalog().of("models", Model)) >= 30
    assert len(breakdowns) >= 10
    assert len(catalog().of("claims", Claim)) >= 9

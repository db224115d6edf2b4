"""Claims and their verdicts: over breakdowns of one scope and unit, with their bounds."""

from __future__ import annotations

import pytest
from atlas.evidence.quantity import Quantity
from atlas.evidence.verdicts import outcome_of, verdicts
from atlas.model import Claim, ComputeShare
from atlas.model.claim import ShareTest

from tests.atlases import catalog


def test_verdicts_never_mix_scopes_or_units() -> None:
    found = catalog().of("compute_shares", ComputeShare)
    for claim in catalog().of("claims", Claim).values():
        for verdict in verdicts(catalog(), claim.test) if claim.test else ():
            assert {ruling.unit for ruling in verdict.rulings} == {verdict.unit}
            assert {found[ruling.breakdown].scope for ruling in verdict.rulings} == {claim.test.scope}  # type: ignore[union-attr]  # a claim with verdicts has a test


@pytest.mark.parametrize(
    ("share", "outcome"),
    [
        (Quantity(0.96, 0.96, 0.96), "holds"),
        (Quantity(0.95, 0.95, 0.95), "fails"),
        (Quantity(0.96, 0.94, 0.98), "undecided"),
        (Quantity(0.96, 0.96, None), "holds"),
        (Quantity(0.90, None, 0.90), "fails"),
        (Quantity(0.97, None, 0.97), "undecided"),
    ],
)
def test_a_ruling_respects_the_bounds(share: Quantity, outcome: str) -> None:
    test = ShareTest(stages=("pre-training",), scope="final-run", units=("gpu-hours",), above=0.95)
    assert outcome_of(test, share) == outcome

"""A record that is gone is one complaint, whatever mentions it and whatever follows from it."""

from __future__ import annotations

import pytest
from atlas.catalog.catalog import Catalog
from atlas.checks.rules import problems_of

from tests.atlases import read_source_of_the_atlas


@pytest.mark.parametrize("address", ["methods/dpo", "citations/grattafiori2024-llama3", "models/gpt3-175b"])
def test_a_removed_record_is_one_complaint_with_its_mentions(address: str) -> None:
    source = read_source_of_the_atlas()
    left = Catalog(tuple(entry for entry in source.catalog.entries if entry.address != address))
    (problem,) = problems_of(left, source.written)
    assert problem.rule == "ATL021"
    assert f"'{address.partition('/')[2]}' (also at data/" in problem.message
    assert "did you mean" not in problem.message
    assert "more; if it was removed or renamed by hand, bring its file back and run 'atlas remove'" in problem.message

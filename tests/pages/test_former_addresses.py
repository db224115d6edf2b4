"""Addresses with a fragment that were published once still lead to the thing, or to an item whose link leads on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from atlas.model import Claim, ComputeShare, Question
from atlas.site.links import anatomy

from tests.atlases import catalog
from tests.pages.former_fragments import FORMER


@pytest.mark.parametrize("page", FORMER)
def test_former_fragments_are_still_there(built_site: Path, page: str) -> None:
    found = anatomy((built_site / page / "index.html").read_text(encoding="utf-8")).ids
    assert [fragment for fragment in FORMER[page] if fragment not in found] == []


def test_the_item_at_a_former_fragment_leads_on_to_the_page(built_site: Path) -> None:
    compute = (built_site / "compute" / "index.html").read_text(encoding="utf-8")
    questions = (built_site / "questions" / "index.html").read_text(encoding="utf-8")
    wanted = [(compute, id, f"{id}/") for id in catalog().of("compute_shares", ComputeShare)]
    wanted += [(compute, f"claim-{id}", f"../claims/{id}/") for id in catalog().of("claims", Claim)]
    wanted += [(questions, id, f"{id}/") for id in catalog().of("questions", Question)]
    for text, fragment, way in wanted:
        item = re.search(rf'id="?{re.escape(fragment)}"?[\s>].*?<a[^>]* href="?([^"\s>]+)', text, re.DOTALL)
        assert item, fragment
        assert item[1] == way

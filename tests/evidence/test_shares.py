"""Shares of compute, on the real data: published breakdowns, with their bounds."""

from __future__ import annotations

import re

from atlas.evidence.quantity import Quantity
from atlas.evidence.shares import ledgers, shares
from atlas.evidence.wording import share_words

from tests.atlases import catalog


def shares_of(id: str) -> dict[str, Quantity]:
    return {share.name: share.share for share in shares(ledgers(catalog())[id])}


def percent(share: Quantity, digits: int = 1) -> float:
    assert share.value is not None
    return round(share.value * 100, digits)


def test_the_shares_of_instructgpt() -> None:
    found = shares_of("instructgpt")
    assert [percent(found[name], 2) for name in ("pre-training", "sft", "ppo")] == [98.25, 0.13, 1.62]
    assert all(share.is_exact for share in found.values())


def test_the_shares_of_deepseek_v3() -> None:
    found = shares_of("deepseek-v3")
    assert [percent(found[name]) for name in ("pre-training", "context-extension", "post-training")] == [95.6, 4.3, 0.2]


def test_the_shares_of_olmo_3_carry_their_bounds() -> None:
    found = shares_of("olmo3-32b-think")
    names = ("pre-training", "mid-training", "long-context", "sft", "rl")
    assert [percent(found[name]) for name in names] == [80.4, 3.0, 2.0, 3.0, 11.5]
    assert [share_words(found[name]).replace("\xa0", " ") for name in names] == [
        "at least 80.4 %",
        "3.03 % (at most 3.1)",
        "2.02 % (at most 2.09)",
        "at least 3.03 %",
        "at least 11.5 %",
    ]


def test_a_share_over_an_upper_bound_is_never_shown_as_exact() -> None:
    for id, breakdown in ledgers(catalog()).items():
        if any(line.bound in ("upper", "lower") for line in breakdown.lines.values()):
            for share in shares(breakdown):
                assert re.search("at most|at least|from .* to", share_words(share.share)), (id, share.name)


def test_no_breakdown_mixes_units() -> None:
    for id, breakdown in ledgers(catalog()).items():
        assert len({line.unit for line in breakdown.lines.values()}) == 1, id

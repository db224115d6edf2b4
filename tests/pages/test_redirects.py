"""Addresses that a page had before."""

from __future__ import annotations

from pathlib import Path

from tests.atlases import build


def test_an_alias_leads_to_the_present_address(mini: Path) -> None:
    pages = build(mini)
    text = pages["stages/preference-tuning/index.html"].decode()
    assert 'url=../preference-learning/"' in text
    assert '<link rel="canonical" href="../preference-learning/">' in text

"""Addresses that a page had before."""

from __future__ import annotations

from pathlib import Path

from tests.atlases import tree


def test_an_alias_leads_to_the_present_address(built_mini: Path) -> None:
    pages = tree(built_mini / "site")
    text = pages["stages/preference-tuning/index.html"].decode()
    assert 'url=../preference-learning/"' in text
    assert '<link rel="canonical" href="../preference-learning/">' in text

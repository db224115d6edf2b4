"""Numbered citations, in the golden pages of the mini atlas."""

from __future__ import annotations

import re

from tests.atlases import ROOT

PAGES = sorted((ROOT / "tests" / "golden").rglob("*.md"))
NUMBERED = re.compile(r'<sup class="cites">.*?</sup>')
CITE = re.compile(r'data-cite="([a-z0-9-]+)"[^>]*>(\d*)<span class="visually-hidden"> ([^<]+)</span>')


def test_a_number_is_the_place_in_the_list_of_references() -> None:
    counted = 0
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        listed = re.findall(r'<li id="ref-([a-z0-9-]+)">', text)
        for marks in NUMBERED.findall(text):
            for key, number, _ in CITE.findall(marks):
                assert listed[int(number) - 1] == key, page
                counted += 1
    assert counted > 5


def test_a_numbered_citation_stands_close_to_its_word() -> None:
    for page in PAGES:
        assert not re.search(r"\w[ \n]+<sup class=\"cites\">", page.read_text(encoding="utf-8")), page


def test_the_list_says_every_place_that_the_text_rests_on() -> None:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for key, _, said in CITE.findall(text):
            _, _, place = said.partition(", ")
            entry = text.partition(f'<li id="ref-{key}">')[2].partition("</li>")[0]
            assert place in entry, (page, key)

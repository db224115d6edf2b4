"""Claims and questions on pages of their own: both sides, the arithmetic, and nothing empty."""

from __future__ import annotations

from pathlib import Path

import pytest
from atlas.evidence.confidence import LEVELS, confidence
from atlas.model import Claim, Question
from atlas.settings import Settings
from atlas.tables.claims import finding
from atlas.tables.confidence import confidence_words
from atlas.tables.view import View
from atlas.workshop import rendered

from tests.atlases import catalog, edit
from tests.texts import normalise, visible_text

CLAIM = """title: A claim
summary: About it.
reviewed: 2026-11-24
statement: Something is so.
as_of: 2026-06
topic: compute
stages: [pre-training]
standing: open
verdict: Not known.
evidence_for: []
evidence_against: []
"""
QUESTION = """title: A question
summary: About it.
reviewed: 2026-11-24
question: Is it so?
as_of: 2026-06
stages: []
background: It matters.
positions:
  - {name: It is, text: Some say so.}
  - {name: It is not, text: Others say so.}
would_settle: A measurement.
"""


def text_of(site: Path, address: str) -> str:
    return normalise(visible_text((site / address / "index.html").read_text(encoding="utf-8")))


def found_of(id: str) -> str:
    view = View(catalog())
    return finding(view, catalog().of("claims", Claim)[id]).replace("\xa0", " ")


@pytest.mark.parametrize(
    ("id", "words"),
    [
        ("pretraining-over-95", "98 % in InstructGPT, at least 80 % in Olmo 3.1"),
        ("preference-learning-small", "1.6 % in InstructGPT"),
        ("rl-compute-approaches-pretraining", "At least 11 % in Olmo 3.1"),
        ("sft-under-1", "At least 3 % in Olmo 3.1, about 0.07 % of tokens in SmolLM3"),
        ("labs-disclose-less", "2 of 13 developers disclose the compute of their final run"),
        ("alignment-tax", "GPT-4: 73.7 % on exams before RLHF, 74 % after it"),
    ],
)
def test_a_claim_is_headed_by_what_was_found(id: str, words: str) -> None:
    """The extremes of its test, or the line of the record with its figures as they stand in the data."""
    assert found_of(id) == words


def test_every_claim_of_the_atlas_has_a_finding() -> None:
    claims = catalog().of("claims", Claim)
    assert [id for id, claim in claims.items() if found_of(id) == claim.statement] == []


def test_every_claim_has_a_page_with_both_sides_and_its_arithmetic(built_site: Path) -> None:
    for id, claim in catalog().of("claims", Claim).items():
        text = (built_site / "claims" / id / "index.html").read_text(encoding="utf-8")
        sides = text.partition('class="sides"')[2]
        assert sides.index(">For<") < sides.index(">Against<"), id
        assert ("The test and its arithmetic" in text) == (claim.test is not None)
    words = text_of(built_site, "claims/pretraining-over-95")
    for part in ("98.25%", "3,640/3,704.9", "976,896/1,214,976", "at least 80.4%", "units do not mix"):
        assert part in words, part
    assert "(36,864 + 24,576)/1,214,976" in text_of(built_site, "claims/midtraining-single-digit")


def test_every_question_has_a_page_and_a_card(built_site: Path) -> None:
    index = text_of(built_site, "questions")
    for id, question in catalog().of("questions", Question).items():
        page = text_of(built_site, f"questions/{id}")
        assert normalise(question.question) in page
        for position in question.positions:
            assert normalise(position.name) in page
            assert normalise(position.name) in index
        assert "what would settle it" in page


def test_records_without_optional_parts_leave_nothing_empty(mini: Path) -> None:
    for kind, text in (("claims", CLAIM), ("questions", QUESTION)):
        (mini / "data" / kind).mkdir()
        (mini / "data" / kind / "one.yml").write_text(text, encoding="utf-8")
    files = rendered(mini, Settings()).files
    pages = {name: content.decode() for name, content in files.items() if name.endswith(".md")}
    claim, question = pages["claims/one.md"], pages["questions/one.md"]
    assert '<p class="lead">Something is so.</p>' in claim, "a claim without a finding is headed by its statement"
    for empty in ("For and against", "How sure", "Sources counted", "The test", "To keep in mind", "sides"):
        assert empty not in claim
    assert "Concerns" not in question
    assert 'id="one-it-is-not"' in pages["questions/index.md"]
    assert "<dl></dl>" not in pages["compute/index.md"]
    assert "Claims on other matters" not in pages["compute/index.md"]


def test_a_side_without_evidence_is_left_out(mini: Path) -> None:
    (mini / "data" / "claims").mkdir()
    path = mini / "data" / "claims" / "one.yml"
    path.write_text(CLAIM, encoding="utf-8")
    edit(
        path,
        "evidence_for: []",
        "evidence_for: [{text: 'Seen once [@rafailov2023-dpo].'}]\ncaveats: [{name: One lab, text: One.}]",
    )
    page = rendered(mini, Settings()).files["claims/one.md"].decode()
    assert "<h3>For</h3>" in page
    assert "<h3>Against</h3>" not in page
    assert "1 source from 1 lab; " in page


def test_a_claim_says_how_sure_its_verdict_is_with_the_counts_and_the_rule(built_site: Path) -> None:
    for id, claim in catalog().of("claims", Claim).items():
        found = confidence(catalog(), claim)
        words = text_of(built_site, f"claims/{id}")
        for part in (found.level, confidence_words(found), LEVELS[found.level]):
            assert normalise(part) in words, (id, part)
    for page in ("claims", "about"):
        for level, rule in LEVELS.items():
            assert normalise(level) in text_of(built_site, page)
            assert normalise(rule) in text_of(built_site, page)

"""How sure a verdict is: levels from counts of sources, worked out by hand and for any sources."""

from __future__ import annotations

import pytest
from atlas.evidence.confidence import LEVELS, Level, Source, confidence, level_of, only_lab, sources_of
from atlas.model import Claim
from atlas.model.claim import Exhibit
from hypothesis import given
from hypothesis import strategies as st

from tests.atlases import catalog

TODAY = "2026-11-24"


def read(lab: str, issued: str = "2025-06") -> Source:
    return Source(f"{lab}-{issued}", lab, issued, is_primary=True, is_seen=True)


def quoted(lab: str) -> Source:
    return Source(f"{lab}-quoted", lab, "2026-01", is_primary=True, is_seen=False)


def secondary(lab: str) -> Source:
    return Source(f"{lab}-account", lab, "2026-01", is_primary=False, is_seen=True)


@pytest.mark.parametrize(
    ("sources", "level"),
    [
        ([], "no source"),
        ([read("a")], "one source only"),
        ([read("a"), read("a")], "one source only"),
        ([read("a", "2024"), read("a", "2025"), quoted("a")], "one lab only"),
        ([read("a"), quoted("b"), secondary("c"), quoted("d")], "thin"),
        ([read("a"), read("b")], "supported"),
        ([read("a"), read("b"), read("c"), read("c", "2026")], "supported"),
        ([read("a"), read("b"), read("c"), quoted("d")], "supported"),
        ([read("a"), read("b"), read("c"), read("d")], "well supported"),
        ([read(lab, "2023-11-24") for lab in "abcd"], "well supported"),
        ([read(lab, "2023-11-23") for lab in "abcd"], "supported"),
        ([*(read(lab, "2020") for lab in "abcd"), quoted("e")], "supported"),
    ],
)
def test_the_level_follows_from_the_counts(sources: list[Source], level: Level) -> None:
    assert level_of(sources, TODAY) == level


SOURCES = st.lists(
    st.builds(
        Source,
        key=st.sampled_from("klmnop"),
        lab=st.sampled_from("abcde"),
        issued=st.sampled_from(["2019", "2023-11", "2024-02-01", "2026"]),
        is_primary=st.booleans(),
        is_seen=st.booleans(),
    ),
    max_size=8,
)


@given(SOURCES, SOURCES)
def test_more_sources_never_lower_the_level(some: list[Source], more: list[Source]) -> None:
    order = list(LEVELS)
    assert order.index(level_of([*some, *more], TODAY)) <= order.index(level_of(some, TODAY))


@given(st.lists(st.sampled_from(range(40)), max_size=6), st.integers(0, 39))
def test_one_more_exhibit_never_lowers_the_number_of_sources(places: list[int], place: int) -> None:
    exhibits = [item for claim in catalog().of("claims", Claim).values() for item in claim.evidence_for]
    before = sources_of(catalog(), [exhibits[number] for number in places])
    after = sources_of(catalog(), [exhibits[number] for number in [*places, place]])
    assert set(before) <= set(after)


def test_sources_are_those_cited_and_those_behind_a_derived_figure_but_no_own_texts() -> None:
    exhibit = Exhibit(
        text="As told [@survey2026-lifecycle; @bai2022-cai, abstract].", figure="models/claude#hh-helpful"
    )
    assert [(source.key, source.lab) for source in sources_of(catalog(), [exhibit])] == [
        ("bai2022-hh", "Anthropic"),
        ("bai2022-cai", "Anthropic"),
    ]


@pytest.mark.parametrize(
    ("key", "lab"),
    [
        ("bai2022-cai", "Anthropic"),  # named in the record of the source
        ("ouyang2022-instructgpt", "OpenAI"),  # the report of a model
        ("fmti2025", "Stanford CRFM"),  # the report of models of two makers
        ("nvidia2025-nvfp4", "NVIDIA"),  # an organisation is the author
        ("xu2024-dpo-vs-ppo", "Shusheng Xu"),  # the first author
    ],
)
def test_a_source_counts_as_its_lab(key: str, lab: str) -> None:
    (source,) = sources_of(catalog(), [Exhibit(text=f"[@{key}]")])
    assert source.lab == lab


def test_claims_of_the_atlas_by_hand() -> None:
    claims = catalog().of("claims", Claim)
    found = confidence(catalog(), claims["muon-halves-compute"])
    assert found.level == "supported"
    assert len(found.sources) == 3
    assert found.labs == {"Moonshot AI", "Kaiyue Wen"}
    assert only_lab(catalog(), claims["muon-halves-compute"]) == "Moonshot AI"
    assert confidence(catalog(), claims["reasoning-shows-the-cause"]).level == "thin"
    assert only_lab(catalog(), claims["half-the-hardware-is-idle"]) is None

"""Schematics and curves on the pages: where a record has one, and nothing where it has none."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache

from atlas.catalog.catalog import Catalog
from atlas.model import Method, Objective
from atlas.pages.all_pages import Press, Site, render_site
from atlas.settings import Settings
from atlas.tables.methods import COMPARED

from tests.atlases import catalog, read_source_of_the_atlas

FIGURE = 'class="chart chart--schematic"'
CANARY = "<b1 onx=1>[@q] {{1}} *a*"


def site_of(records: Catalog) -> Site:
    return render_site(
        records, read_source_of_the_atlas().written, Press(Settings(), lambda _: '<svg viewBox="0 0 1 1"/>')
    )


@cache
def site() -> Site:
    return site_of(catalog())


def body(path: str) -> str:
    return next(page.text for page in site().pages if page.path == path)


def test_a_method_shows_its_schematic_under_its_summary_and_only_where_it_has_one() -> None:
    methods = catalog().of("methods", Method)
    assert any(method.schematic is None for method in methods.values())
    for id, method in methods.items():
        text = body(f"methods/{id}.md")
        assert text.count(FIGURE) == (method.schematic is not None), id
        if method.schematic:
            between = text.partition('<p class="lead">')[2].partition(FIGURE)[0]
            assert "<dl" not in between, "the picture stands above the facts"


def test_an_objective_shows_itself_or_at_most_two_methods_that_optimise_it() -> None:
    for id, objective in catalog().of("objectives", Objective).items():
        text = body(f"objectives/{id}.md")
        number = text.count(FIGURE)
        assert number <= 2
        assert ("## As a picture" in text) is (number > 0), "no heading without a picture"
        if objective.schematic:
            assert number == 1
    assert "RLHF with PPO: who takes part" in body("objectives/kl-shaped-reward.md")
    assert "GRPO: who takes part" in body("objectives/grpo.md")


def test_every_curve_stands_on_the_page_of_its_record_and_no_other() -> None:
    for entry in catalog().entries:
        if isinstance(entry.record, Method | Objective):
            text = body(f"{entry.address}.md")
            for name in ("ppo-clip", "dpo-loss", "chinchilla-surface", "schedules"):
                assert text.count(f'id="chart-{name}"') == (entry.record.curve == name), entry.address


def test_the_comparison_shows_five_pictures_and_those_of_the_pair() -> None:
    text = body("compare.md")
    assert text.count('class="chart chart--small"') == len(COMPARED)
    pair = text.partition('data-compare="methods"')[2].partition('data-compare="models"')[0]
    assert pair.count('class="schematic-cell"') == 2


def test_any_picked_pair_finds_its_pictures_in_the_data_of_the_page() -> None:
    data = json.loads(site().files["compare/methods.json"])
    place = data["names"].index("Picture")
    for id, method in catalog().of("methods", Method).items():
        cell = data["records"][id]["cells"][place]
        assert ("<svg" in cell) is (method.schematic is not None)
        assert cell != ""


def test_no_word_of_a_schematic_is_read_as_markup() -> None:
    entry = catalog().by_kind["methods"]["dpo"]
    assert isinstance(entry.record, Method)
    assert entry.record.schematic
    policy = entry.record.schematic.policy
    assert policy
    changed = entry.record.schematic.model_copy(
        update={"loss": CANARY, "form": CANARY, "policy": policy.model_copy(update={"note": CANARY})}
    )
    poisoned = replace(entry, record=entry.record.model_copy(update={"schematic": changed}))
    others = tuple(other for other in catalog().entries if other is not entry)
    for page in site_of(Catalog((*others, poisoned))).pages:
        assert "<b1" not in page.text
        assert not re.search(r"\[@q\]", page.text)

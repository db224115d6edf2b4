"""How tables look and fit: rows and heads on a screen, cards on a phone, sheets on paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.atlases import catalog

pytestmark = pytest.mark.browser

MODELS = len(catalog().by_kind["models"])


def test_a_row_of_the_models_is_one_line_high(wide: Page) -> None:
    wide.goto("/models/")
    wide.locator("[data-table=models]").get_by_role("button", name=re.compile(r"Show all \d+ rows")).click()
    heights = wide.locator("#table-models tbody tr").evaluate_all(
        "rows => rows.map(row => row.getBoundingClientRect().height)"
    )
    line = wide.locator("#table-models td").first.evaluate("cell => parseFloat(getComputedStyle(cell).lineHeight)")
    assert max(heights) < 2 * line


def test_a_long_table_shows_25_rows_and_all_on_request(wide: Page) -> None:
    wide.goto("/models/")
    rows = wide.locator("#table-models tbody tr:visible")
    expect(rows).to_have_count(25)
    wide.locator("[data-table=models]").get_by_role("button", name=re.compile(r"Show all \d+ rows")).click()
    expect(rows).to_have_count(MODELS)
    assert "models.rows=all" in wide.evaluate("location.href")


def test_a_filter_searches_the_rows_out_of_sight(wide: Page) -> None:
    wide.goto("/models/")
    last = wide.locator("#table-models tbody tr.is-beyond th").last.inner_text().strip()
    wide.locator("[data-table=models]").get_by_label("Filter rows").fill(last)
    expect(wide.locator("#table-models tbody tr:visible th").first).to_contain_text(last)


def test_an_address_of_a_row_out_of_sight_shows_it(wide: Page) -> None:
    wide.goto("/models/")
    id = wide.locator("#table-models tbody tr.is-beyond").last.get_attribute("id")
    wide.goto("/")
    wide.goto(f"/models/#{id}")
    expect(wide.locator(f"#table-models #{id}")).to_be_in_viewport()


@pytest.mark.parametrize("clicks", [1, 2])
def test_what_is_not_disclosed_is_last_either_way(wide: Page, clicks: int) -> None:
    wide.goto("/models/")
    head = wide.locator("#table-models thead th", has_text="Training tokens")
    for _ in range(clicks):
        head.click()
    known = wide.locator("#table-models tbody td:nth-child(6)").evaluate_all(
        "cells => cells.map(cell => cell.dataset.sort !== undefined)"
    )
    assert 0 < known.index(False) == sum(known)


def test_the_head_of_a_table_sticks_to_the_header_without_a_gap(wide: Page) -> None:
    wide.goto("/models/")
    wide.locator("#table-models tbody tr:visible").last.scroll_into_view_if_needed()
    bottom = wide.locator(".md-header").evaluate("header => header.getBoundingClientRect().bottom")
    top = wide.locator("#table-models thead th").first.evaluate("head => head.getBoundingClientRect().top")
    assert bottom - 2 <= top <= bottom


def test_the_first_column_stays_where_a_table_scrolls(wide: Page) -> None:
    wide.set_viewport_size({"width": 800, "height": 900})
    wide.goto("/models/")
    box = wide.locator("#table-models").locator("..")
    assert box.evaluate("box => { box.scrollLeft = 1e4; return box.scrollLeft }") > 0
    name, edge = (
        found.evaluate("found => found.getBoundingClientRect().left")
        for found in (wide.locator("#table-models tbody th").first, box)
    )
    assert name == pytest.approx(edge, abs=1)


def test_print_says_every_kind_and_shows_every_row(wide: Page) -> None:
    wide.goto("/models/")
    wide.emulate_media(media="print")
    expect(wide.locator("#table-models tbody tr:visible")).to_have_count(MODELS)
    words = wide.locator("#table-models .badge--mark .badge__word")
    widths = words.evaluate_all("words => words.map(word => word.getBoundingClientRect().width)")
    assert min(widths) > 20


@pytest.mark.parametrize(("paper", "sheet"), [(703, ":not(.atlas-scroll--wide)"), (1030, ".atlas-scroll--wide")])
def test_no_table_is_cut_on_paper(wide: Page, paper: int, sheet: str) -> None:
    """A4 within its margins, upright, and on its side for wide tables."""
    wide.set_viewport_size({"width": paper, "height": 900})
    wide.emulate_media(media="print")
    for path in ("/compute/", "/models/", "/methods/", "/compare/"):
        wide.goto(path)
        wide.locator("article details").evaluate_all("folds => folds.forEach(fold => { fold.open = true })")
        cut = wide.locator(f".atlas-scroll{sheet}").evaluate_all(
            "found => found.filter(box => box.scrollWidth > box.clientWidth).map(box => box.firstElementChild.id)"
        )
        assert cut == [], path


def test_a_word_of_a_table_keeps_its_letters_on_paper(wide: Page) -> None:
    wide.set_viewport_size({"width": 703, "height": 900})
    wide.emulate_media(media="print")
    for path, words in (("/models/", "#table-models .tag"), ("/compare/", "#table-preference-methods tbody th")):
        wide.goto(path)
        wide.locator("article details").evaluate_all("folds => folds.forEach(fold => { fold.open = true })")
        widths = wide.locator(words).evaluate_all("found => found.map(one => one.getBoundingClientRect().width)")
        assert min(widths) > 24, path


def test_cards_show_three_fields_and_unfold(narrow: Page) -> None:
    narrow.goto("/models/")
    card = narrow.locator("#table-models tbody tr").first
    expect(card.locator("td:visible")).to_have_count(3)
    card.get_by_role("button", name="All about").tap()
    assert card.locator("td:visible").count() > 5
    expect(card.get_by_role("button")).to_have_attribute("aria-expanded", "true")


def test_two_methods_stand_side_by_side_on_a_phone_and_others_are_picked(narrow: Page) -> None:
    narrow.goto("/compare/#table-preference-methods")
    table = narrow.locator("#table-preference-methods")
    heads = table.locator("thead th:visible")
    expect(heads).to_have_count(2)
    cells = [cell.bounding_box() for cell in table.locator("tbody tr").first.locator("td:visible").all()]
    assert len({round(cell["y"]) for cell in cells if cell}) == 1, "side by side"
    narrow.locator("[data-table=preference-methods]").get_by_label("beside").select_option("grpo")
    expect(heads.last).to_contain_text("GRPO")
    assert "preference-methods.sides=rlhf-ppo,grpo" in narrow.evaluate("decodeURIComponent(location.href)")
    pair = narrow.locator("#table-pair-methods tbody tr").first
    tops = [cell.bounding_box() for cell in pair.locator("td").all()]
    assert len({round(cell["y"]) for cell in tops if cell}) == 1

"""Charts as a reader uses them: words that cover nothing, and names by mouse, keyboard and touch."""

from __future__ import annotations

import itertools

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

pytestmark = pytest.mark.browser

Rectangle = dict[str, float]


def rectangles(found: Locator) -> list[Rectangle]:
    boxes: list[Rectangle] = found.evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).map(({left, top, right, bottom}) => "
        "({left, top, right, bottom}))"
    )
    return boxes


def cover(one: Rectangle, other: Rectangle, slack: float) -> bool:
    across = min(one["right"], other["right"]) - max(one["left"], other["left"])
    down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    return across > slack and down > slack


def assert_words_are_free(page: Page, drawing: str) -> None:
    """No two words of a drawing cover each other, and no word covers a mark; lines of type have air above and below."""
    words = rectangles(page.locator(f"{drawing} svg text"))
    marks = rectangles(page.locator(f"{drawing} svg path[data-title], {drawing} svg a path"))
    assert len(words) > 15
    assert len(marks) > 20
    assert not [pair for pair in itertools.combinations(words, 2) if cover(*pair, slack=3)]
    assert not [(word, mark) for word in words for mark in marks if cover(word, mark, slack=2)]


@pytest.mark.parametrize("address", ["/timeline/", "/models/"])
def test_no_word_of_a_wide_chart_covers_another_or_a_mark(wide: Page, address: str) -> None:
    wide.goto(address)
    expect(wide.locator(".chart__wide [data-title]").first).to_be_visible()
    assert_words_are_free(wide, ".chart__wide")


@pytest.mark.parametrize("address", ["/timeline/", "/models/"])
def test_no_word_of_a_narrow_chart_covers_another_or_a_mark(narrow: Page, address: str) -> None:
    narrow.goto(address)
    expect(narrow.locator(".chart__narrow [data-title]").first).to_be_visible()
    assert_words_are_free(narrow, ".chart__narrow")


@pytest.mark.parametrize("address", ["/timeline/", "/models/", "/stages/"])
def test_a_chart_with_links_passes_axe(browser: Browser, origin: str, address: str) -> None:
    page = browser.new_page(base_url=origin, bypass_csp=True)
    page.goto(address)
    expect(page.locator("[data-dressed]").last).to_be_attached()
    page.evaluate("document.querySelectorAll('details.more').forEach((part) => { part.open = true; })")
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in Axe().run(page).response["violations"]] == []
    page.close()


def test_the_keyboard_shows_the_name_of_a_mark_and_follows_it(wide: Page) -> None:
    wide.goto("/models/")
    marks = wide.get_by_role("group", name="Training tokens against parameters").get_by_role("link")
    marks.first.focus()
    wide.keyboard.press("Tab")
    expect(marks.nth(1)).to_be_focused()
    card = wide.locator("#atlas-card")
    expect(card).to_contain_text("training tokens: ")
    wide.keyboard.press("Enter")
    wide.wait_for_url("**/models/*/")


def test_the_mouse_shows_the_name_of_a_mark_that_is_no_link(wide: Page) -> None:
    wide.goto("/timeline/")
    wide.locator(".chart__wide path[data-title*='method, 2023-05']").first.hover()
    expect(wide.locator("#atlas-card")).to_contain_text("method, 2023-05")


def test_a_tap_shows_the_name_of_a_mark_and_a_way_to_its_page(narrow: Page) -> None:
    narrow.goto("/timeline/")
    narrow.locator(".chart__narrow a[aria-label^='Direct Preference Optimization']").tap()
    card = narrow.locator("#atlas-card")
    expect(card).to_contain_text("Direct Preference Optimization")
    card.get_by_role("link", name="Its page").tap()
    narrow.wait_for_url("**/citations/rafailov2023-dpo/")


@pytest.mark.parametrize(("address", "most"), [("/timeline/", 5000), ("/models/", 5000)])
def test_the_pages_of_large_charts_stay_short(wide: Page, address: str, most: int) -> None:
    wide.goto(address)
    expect(wide.locator("[data-dressed]").last).to_be_attached()
    assert wide.evaluate("document.documentElement.scrollHeight") <= most


@pytest.mark.parametrize("address", ["/timeline/", "/models/"])
def test_the_pages_of_large_charts_stay_short_on_a_phone(narrow: Page, address: str) -> None:
    narrow.goto(address)
    expect(narrow.locator("[data-dressed]").last).to_be_attached()
    assert narrow.evaluate("document.documentElement.scrollHeight") <= 9000


def test_a_segment_of_a_bar_of_shares_says_its_name(wide: Page) -> None:
    wide.goto("/compute/")
    segments = wide.get_by_role("group", name="DeepSeek-V3 as a bar").get_by_role("link")
    segments.first.hover()
    card = wide.locator("#atlas-card")
    for words in ("DeepSeek-V3", "95.55\u00a0% pre-training", "GPU-hours", "DeepSeek-AI et al. 2024, Table 1"):
        expect(card).to_contain_text(words)
    wide.mouse.move(0, 0)
    segments.first.focus()
    wide.keyboard.press("Tab")
    expect(card).to_contain_text("mid-training")
    wide.keyboard.press("Enter")
    wide.wait_for_url("**/compute/deepseek-v3/#context-extension")


def test_a_tap_on_a_segment_says_its_name(narrow: Page) -> None:
    narrow.goto("/compute/")
    narrow.get_by_role("group", name="InstructGPT as a bar").get_by_role("link").first.tap()
    expect(narrow.locator("#atlas-card")).to_contain_text("98.25\u00a0% pre-training")

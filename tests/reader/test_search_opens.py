"""The index of the search is loaded when the search opens, in whichever way, and once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

INDEX = "search/search_index.json"

WAYS: dict[str, Callable[[Page], None]] = {
    "a click": lambda page: page.locator(".md-search__input").click(),
    "a pointer over it": lambda page: page.locator(".md-search__input").hover(),
    "the key of the theme": lambda page: page.keyboard.press("/"),
    "the tab key": lambda page: _tab_to(page, ".md-search__input"),
}


def _tab_to(page: Page, target: str) -> None:
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate(f"document.activeElement.matches('{target}')"):
            return
    raise AssertionError(f"{target} is not reached by the tab key")


def asked(page: Page) -> list[str]:
    """The requests for the index from here on, as they come."""
    found = list[str]()
    page.on("request", lambda request: found.append(request.url) if INDEX in request.url else None)
    return found


def ready(page: Page) -> None:
    """Wait until the search has taken the index in."""
    page.locator(".md-search__input").fill("GRPO")
    page.locator(".md-search__input").press("End")
    expect(page.locator(".md-search-result__item a").first).to_be_attached(timeout=15000)


@pytest.mark.parametrize("way", WAYS)
def test_each_way_into_the_search_loads_its_index(wide: Page, way: str) -> None:
    found = asked(wide)
    wide.goto("/stages/sft/", wait_until="networkidle")
    assert found == []
    with wide.expect_request(f"**/{INDEX}"):
        WAYS[way](wide)
    ready(wide)
    assert len(found) == 1


def test_the_button_of_narrow_screens_loads_it(narrow: Page) -> None:
    narrow.goto("/stages/sft/", wait_until="networkidle")
    with narrow.expect_request(f"**/{INDEX}"):
        narrow.get_by_role("button", name="Search").first.tap()
    ready(narrow)


def test_an_address_with_a_query_opens_the_search_with_its_results(wide: Page) -> None:
    wide.goto("/?q=GRPO")
    expect(wide.locator(".md-search-result__item a").first).to_be_visible(timeout=15000)


def test_an_address_with_words_of_a_search_marks_them_in_the_page(wide: Page) -> None:
    wide.goto("/methods/grpo/?h=critic")
    expect(wide.locator("article mark[data-md-highlight]").first).to_be_attached(timeout=15000)


def test_pages_that_change_without_loading_do_not_ask_for_it_either(wide: Page) -> None:
    found = asked(wide)
    wide.goto("/stages/", wait_until="networkidle")
    wide.evaluate("window.kept = 'here'")
    wide.locator("article a[href$='sft/']").first.click()
    expect(wide.locator("h1")).to_contain_text("Supervised fine-tuning")
    wide.wait_for_load_state("networkidle")
    assert found == []
    with wide.expect_request(f"**/{INDEX}"):
        wide.locator(".md-search__input").click()
    ready(wide)
    assert wide.evaluate("window.kept") == "here", "the page was not loaded anew"
    assert len(found) == 1

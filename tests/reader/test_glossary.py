"""The glossary and the hubs as a reader uses them: letters, the filter, and fragments that lead somewhere."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import NARROW

pytestmark = pytest.mark.browser

TERMS = ".glossary dl > div"


def test_the_filter_finds_a_term_and_gives_all_back(wide: Page) -> None:
    wide.goto("/glossary/")
    all_terms = wide.locator(f"{TERMS}:visible").count()
    assert all_terms > 100
    box = wide.get_by_role("searchbox", name="Find a term")
    box.fill("kl div")
    expect(wide.locator("#kl-divergence")).to_be_visible()
    shown = wide.locator(f"{TERMS}:visible").count()
    assert 0 < shown < 10
    expect(wide.locator(".glossary-filter output")).to_have_text(f"{shown} of {all_terms} terms")
    box.fill("no such term")
    expect(wide.locator(".glossary__letter:visible")).to_have_count(0)
    box.fill("")
    expect(wide.locator(f"{TERMS}:visible")).to_have_count(all_terms)


def test_on_a_narrow_screen_letters_are_folded_and_open_for_what_is_sought(narrow: Page) -> None:
    narrow.goto("/glossary/")
    expect(narrow.locator(f"{TERMS}:visible")).to_have_count(0)
    narrow.locator(".letters a", has_text="R").tap()
    expect(narrow.locator("#reward-model")).to_be_visible()
    narrow.get_by_role("searchbox", name="Find a term").fill("annotator")
    expect(narrow.locator("#annotator")).to_be_visible()
    narrow.goto("/")
    narrow.goto("/glossary/#verifier")
    expect(narrow.locator("#verifier")).to_be_in_viewport()


def test_folded_letters_are_open_in_print(narrow: Page) -> None:
    narrow.goto("/glossary/")
    narrow.emulate_media(media="print")
    expect(narrow.locator("#verifier dd")).to_be_visible()


def test_without_script_every_term_is_there(browser: Browser, origin: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": NARROW, "height": 780}, base_url=origin)
    page = context.new_page()
    page.goto("/glossary/")
    assert page.locator(f"{TERMS}:visible").count() > 100
    expect(page.locator(".glossary-filter")).to_have_count(0)
    page.goto("/compute/")
    page.locator("#claim-pretraining-over-95 h3 a").click()
    assert page.url.endswith("/claims/pretraining-over-95/")
    expect(page.locator(".sides section")).to_have_count(2)
    context.close()


def test_a_former_fragment_of_the_hub_is_in_sight_and_leads_on(wide: Page) -> None:
    wide.goto("/compute/#writer")
    item = wide.locator("#writer")
    expect(item).to_be_in_viewport()
    item.get_by_role("link").first.click()
    expect(wide.locator("h1")).to_contain_text("Writer Palmyra X5")
    wide.goto("/compute/#claim-dpo-matches-ppo")
    item = wide.locator("#claim-dpo-matches-ppo")
    expect(item).to_be_in_viewport()


def test_the_table_of_all_ledgers_fits_the_page(wide: Page) -> None:
    wide.goto("/compute/")
    wide.get_by_text("Stage by stage, with all of post-training").click()
    expect(wide.locator("#table-shares-by-stage")).to_be_visible()
    assert wide.evaluate("document.documentElement.scrollWidth <= innerWidth")
    joint = wide.locator("#shares-deepseek-v3 td.joint")
    expect(joint).to_have_count(1)
    expect(joint).to_have_attribute("colspan", "3")

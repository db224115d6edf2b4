"""The site as a reader uses it: previews, navigation, keys, print and no script."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import SCHEMES, WIDE

pytestmark = pytest.mark.browser


def test_a_source_previews_on_hover_and_closes(wide: Page) -> None:
    wide.goto("/stages/sft/")
    wide.locator("article a.cite[data-cite^=ouyang]").first.hover()
    card = wide.locator("#atlas-card")
    expect(card).to_contain_text("Evidence for:")
    card.get_by_role("button", name="Copy BibTeX").click()
    assert wide.evaluate("navigator.clipboard.readText()").startswith("@")
    wide.mouse.move(2, 2)
    expect(card).to_have_count(0)


def test_a_source_previews_by_keyboard_and_escape_closes(wide: Page) -> None:
    wide.goto("/stages/sft/")
    cite = wide.locator("article a.cite").first
    wide.keyboard.press("Tab")  # from here on focus is by keyboard
    cite.focus()
    card = wide.locator("#atlas-card")
    expect(card).to_contain_text("Evidence for:")
    wide.keyboard.press("Tab")
    assert wide.evaluate("document.activeElement.closest('.card') !== null"), "the card's link follows its trigger"
    wide.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(cite).to_be_focused()


def test_a_source_previews_on_touch_and_the_second_tap_follows(narrow: Page) -> None:
    narrow.goto("/stages/sft/")
    cite = narrow.locator("article a.cite").first
    cite.scroll_into_view_if_needed()
    cite.tap()
    expect(narrow.locator("#atlas-card")).to_contain_text("Evidence for:")
    assert "/stages/sft/" in narrow.url
    cite.tap()
    narrow.wait_for_url("**/citations/**")


@pytest.mark.parametrize("path", ["/stages/sft/", "/citations/ouyang2022-instructgpt/"])
def test_a_page_is_cited_as_bibtex_line_by_line(wide: Page, path: str) -> None:
    wide.goto(path)
    for summary in wide.locator("article summary", has_text=re.compile("BibTeX|Cite this page")).all():
        summary.click()
    for entry in wide.locator(".cite-bibtex").all_inner_texts():
        lines = entry.strip().splitlines()
        assert lines[0].startswith("@")
        assert lines[-1] == "}"
        assert all(re.fullmatch(r"  [a-z]+ = \{.*\},?", line) for line in lines[1:-1]), entry


def test_terms_figures_and_abbreviations_have_cards(wide: Page) -> None:
    wide.goto("/stages/sft/")
    card = wide.locator("#atlas-card")
    wide.locator("article a[href*='glossary/#']").first.hover()
    expect(card).to_contain_text("In the glossary")
    wide.mouse.move(2, 2)
    wide.locator("article .cost a.badge").first.hover()
    expect(card).to_contain_text("estimated")
    wide.goto("/methods/grpo/")
    abbreviation = wide.locator("article abbr").first
    abbreviation.hover()
    expect(card).to_contain_text(abbreviation.inner_text())


def test_the_scheme_switches_and_is_remembered(wide: Page) -> None:
    wide.goto("/")
    body = wide.locator("body")
    before = body.get_attribute("data-md-color-scheme")
    wide.locator("label.md-header__button[title^='Switch to']:visible").click()
    after = body.get_attribute("data-md-color-scheme")
    assert {before, after} == set(SCHEMES)
    wide.goto("/stages/")
    expect(body).to_have_attribute("data-md-color-scheme", str(after))


def test_pages_change_without_loading_and_the_back_button_works(wide: Page) -> None:
    wide.goto("/stages/")
    wide.evaluate("window.kept = 'here'")
    wide.locator("article a[href$='sft/']").first.click()
    expect(wide.locator("h1")).to_contain_text("Supervised fine-tuning")
    assert wide.evaluate("window.kept") == "here", "the page was not loaded anew"
    expect(wide.locator("article .atlas-filter").first).to_be_attached()
    wide.locator("article a.cite[data-cite^=ouyang]").first.hover()
    expect(wide.locator("#atlas-card")).to_contain_text("Evidence for:")
    wide.go_back()
    expect(wide.locator("h1")).to_contain_text("Stages")
    expect(wide.locator("#table-glance tbody tr")).to_have_count(10)


def test_the_drawer_and_the_search_open_by_keyboard_on_a_narrow_screen(narrow: Page) -> None:
    narrow.goto("/stages/sft/")
    opener = narrow.get_by_role("button", name="Navigation")
    opener.focus()
    narrow.keyboard.press("Enter")
    expect(opener).to_have_attribute("aria-expanded", "true")
    assert narrow.evaluate("document.activeElement.closest('.md-sidebar--primary') !== null")
    narrow.keyboard.press("Escape")
    expect(opener).to_be_focused()
    assert narrow.evaluate("document.querySelector('.md-sidebar--primary').inert")
    narrow.get_by_role("button", name="Search").first.press("Enter")
    expect(narrow.locator(".md-search__input")).to_be_focused()


def test_the_buttons_of_narrow_screens_are_gone_on_wide_ones(wide: Page) -> None:
    wide.goto("/")
    expect(wide.get_by_role("button", name="Navigation")).to_be_hidden()
    expect(wide.locator(".atlas-opens-search")).to_be_hidden()


def test_the_skip_link_is_first_and_leads_to_the_content(wide: Page) -> None:
    wide.goto("/stages/sft/")
    wide.keyboard.press("Tab")
    skip = wide.locator(".md-skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_visible()
    wide.keyboard.press("Enter")
    assert "#" in wide.url


def test_the_pipeline_is_a_list_of_links_that_keys_reach(wide: Page) -> None:
    wide.goto("/")
    links = wide.locator(".pipeline .pipe__link")
    expect(links).to_have_count(10)
    links.nth(3).focus()
    wide.keyboard.press("Enter")
    expect(wide.locator("h1")).to_contain_text("Preference learning")


def test_the_pipeline_has_another_layout_when_narrow(narrow: Page) -> None:
    narrow.goto("/")
    boxes = [box.bounding_box() for box in narrow.locator(".pipeline .pipe").all()]
    lefts = {round(box["x"]) for box in boxes if box}
    assert len(lefts) == 1, "one column"
    tops = [box["y"] for box in boxes if box]
    assert tops == sorted(tops), "in the order of the lifecycle"


def test_print_leaves_out_the_frame(wide: Page, tmp_path: Path) -> None:
    wide.goto("/stages/sft/")
    wide.emulate_media(media="print")
    for part in (".md-header", ".crumbs", ".md-sidebar--primary"):
        expect(wide.locator(part)).to_be_hidden()
    expect(wide.locator(".atlas-controls").first).to_be_hidden()
    expect(wide.locator("h1")).to_be_visible()
    wide.pdf(path=tmp_path / "page.pdf")
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")


def test_without_script_every_fact_is_there(browser: Browser, origin: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": WIDE, "height": 900}, base_url=origin)
    page = context.new_page()
    page.goto("/compare/")
    assert page.locator("#table-preference-methods tbody tr").count() >= 16
    assert page.locator("#table-pair-models tbody tr").count() > 15
    page.goto("/models/")
    assert page.locator("#table-models tbody tr:visible").count() > 30
    assert page.locator("figure.chart svg:visible").count() >= 1
    page.goto("/calculator/")
    expect(page.locator("[data-calculator]")).to_be_hidden()
    assert page.locator("#table-presets tbody tr:visible").count() > 20
    page.goto("/stages/sft/")
    page.locator("article a.cite").first.click()
    assert "/citations/" in page.url
    context.close()


def test_formulas_stretch_with_the_font_of_the_site(wide: Page) -> None:
    wide.goto("/objectives/dpo/")
    assert wide.evaluate("document.fonts.ready.then(() => document.fonts.check('16px \"STIX Two Math\"'))")
    brackets = wide.locator(".formula").first.locator("mo", has_text="(")
    heights = brackets.evaluate_all("found => found.map((sign) => sign.getBoundingClientRect().height)")
    assert max(heights) > 2 * min(heights), "a bracket round fractions is taller than one round a letter"


def test_targets_are_large_enough_on_touch(narrow: Page) -> None:
    narrow.goto("/models/")
    narrow.locator("[data-table=models]").get_by_text("Filter, columns, download").tap()
    small = narrow.locator(".atlas-filter :is(select, button, summary, input)").evaluate_all(
        "found => found.filter((item) => item.checkVisibility() && item.getBoundingClientRect().height < 24).length"
    )
    assert small == 0

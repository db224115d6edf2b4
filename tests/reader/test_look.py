"""How pages look: heads, marks of evidence, numbered citations, formulas, and all of it without script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.atlases import catalog
from tests.browser import WIDE

pytestmark = pytest.mark.browser

MODELS = len(catalog().by_kind["models"])


def test_a_mark_is_small_says_its_kind_and_is_large_enough_to_hit(wide: Page) -> None:
    wide.goto("/methods/grpo/")
    mark = wide.locator("article p a.badge--mark").first
    kind = mark.inner_text().strip()
    expect(wide.get_by_role("link", name=kind, exact=True).first).to_be_visible()
    size = mark.evaluate(
        "mark => { const style = getComputedStyle(mark, '::after'); return [style.width, style.height] }"
    )
    assert all(float(side.removesuffix("px")) >= 24 for side in size)
    mark.hover()
    expect(wide.locator("#atlas-card strong").first).to_have_text(kind)


@pytest.mark.parametrize("path", ["/benchmarks/mmlu/", "/models/deepseek-v3/", "/claims/pretraining-over-95/"])
def test_a_mark_stands_on_the_line_of_its_number(narrow: Page, path: str) -> None:
    narrow.goto(path)
    for width in (320, 340, 360, 390, 412):
        narrow.set_viewport_size({"width": width, "height": 780})
        apart = narrow.locator("article :is(p, li) .fig:has(.badge--mark)").evaluate_all(
            """figures => figures.filter(figure => {
              const words = document.createRange(), last = figure.querySelector(".fig__value").lastChild;
              words.setStart(last, last.length - 1);
              words.setEnd(last, last.length);
              const mark = figure.querySelector(".badge--mark").getBoundingClientRect();
              return Math.abs(words.getBoundingClientRect().bottom - mark.bottom) > 16;
            }).map(figure => figure.textContent)"""
        )
        assert apart == [], width


def test_a_numbered_citation_names_its_source_and_place(wide: Page) -> None:
    wide.goto("/stages/preference-learning/")
    cite = wide.locator("article sup.cites a.cite[data-cite^=ouyang]").first
    number, said = re.fullmatch(r"(\d+)\s+(.+ \d{4}[a-z]?, .+)", cite.inner_text().strip()).groups()  # type: ignore[union-attr]
    expect(wide.get_by_role("link", name=f"{number} {said}").first).to_be_visible()
    entry = wide.locator(f".references li:nth-child({number})")
    label, place = said.split(", ", 1)
    expect(entry).to_contain_text(label)
    expect(entry.locator(".references__places")).to_contain_text(place)
    cite.hover()
    expect(wide.locator("#atlas-card")).to_contain_text(said)


def test_a_long_list_of_references_is_folded_and_printed(wide: Page) -> None:
    wide.goto("/stages/preference-learning/")
    entry = wide.locator(".references li").first
    expect(entry).to_be_hidden()
    wide.emulate_media(media="print")
    expect(entry).to_be_visible()
    assert entry.evaluate("entry => entry.getBoundingClientRect().height") > 5


def test_tables_and_facts_cite_by_author_and_year(wide: Page) -> None:
    wide.goto("/methods/grpo/")
    assert wide.locator("article :is(table, .facts) sup.cites").count() == 0
    expect(wide.locator(".facts a.cite").first).to_contain_text(re.compile(r"\d{4}"))


def test_without_script_every_row_and_the_word_of_each_kind_are_there(browser: Browser, origin: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": WIDE, "height": 900}, base_url=origin)
    page = context.new_page()
    page.goto("/models/")
    expect(page.locator("#table-models tbody tr:visible")).to_have_count(MODELS)
    page.goto("/methods/grpo/")
    mark = page.locator("article p a.badge--mark").first
    assert str(mark.get_attribute("title")).startswith(mark.inner_text().strip())
    expect(page.locator(".page-foot .badge__word").first).to_be_visible()
    context.close()


def test_each_kind_of_page_has_its_word_and_text_stays_in_its_measure(wide: Page) -> None:
    words = {"/compute/deepseek-v3/": "Ledger", "/methods/dpo/": "Method", "/models/deepseek-v3/": "Model"}
    for path, word in words.items():
        wide.goto(path)
        expect(wide.locator(".head__kind")).to_have_text(word)
        text, table = (
            wide.locator(found).first.evaluate("found => found.getBoundingClientRect().left")
            for found in ("article > h2", "article > .atlas-table, article > .atlas-scroll")
        )
        assert text == table, "text and tables begin at one edge"


def test_the_longest_formula_fits_its_page(wide: Page) -> None:
    wide.goto("/objectives/grpo/")
    wide.evaluate("document.fonts.ready")
    sizes = wide.locator(".formula__scroll").evaluate_all(
        "found => found.map(box => box.scrollWidth - box.clientWidth)"
    )
    assert max(sizes) <= 0

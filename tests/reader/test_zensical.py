"""The site of the other engine as a reader uses it: scheme, tables, cards and search, under the same policy."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import NARROW, SCHEMES, WIDE, served, watched
from tests.reader.test_every_page import Faults, Tour, swept

pytestmark = pytest.mark.browser

ASK = """async ({ queries, ...data }) => {
  const worker = new Worker(JSON.parse(document.getElementById("__config").textContent).search);
  const answer = (message) => new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data.data);
    worker.onerror = reject;
    worker.postMessage(message);
  });
  await answer({ type: 0, data });
  const found = [];
  for (const query of queries) found.push(await answer({ type: 2, data: query }));
  return found;
}"""
"""Answers of the script of the search to queries over an index, each as a client sends it."""

CLOSELY = ["", "stages/sft/", "methods/", "404.html"]
"""Pages whose frames differ: at the top, in the navigation, outside of it, and of no address."""


@pytest.fixture(scope="module")
def other_origin(zensical_site: Path) -> Iterator[str]:
    with served(zensical_site) as address:
        yield address


@pytest.fixture
def page(browser: Browser, other_origin: str) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": WIDE, "height": 900}, reduced_motion="reduce", base_url=other_origin
    )
    page, watch = watched(context, other_origin)
    yield page
    context.close()
    assert (watch.complaints, watch.elsewhere) == ([], [])


def searched(page: Page, query: str) -> Locator:
    """The results for a query that is typed into the dialog of the search."""
    box = page.get_by_role("combobox", name="Search")
    box.fill(query)
    return page.get_by_role("option")


def test_its_pages_are_accessible_quiet_and_private(zensical_site: Path) -> None:
    instead = {"/search.json": json.dumps({"config": {"lang": ["en"], "separator": " "}, "items": []}).encode()}
    with served(zensical_site, instead=instead) as address:
        for faults in swept(Tour(address, CLOSELY, frozenset(CLOSELY))):
            assert faults == Faults([], [], [])


def test_the_scheme_switches_and_is_remembered(page: Page) -> None:
    page.goto("/")
    body = page.locator("body")
    before = body.get_attribute("data-md-color-scheme")
    page.locator("label.md-header__button[title^='Switch to']:visible").click()
    after = body.get_attribute("data-md-color-scheme")
    assert {before, after} == set(SCHEMES)
    page.goto("/stages/")
    expect(body).to_have_attribute("data-md-color-scheme", str(after))


def test_a_table_sorts_and_filters(page: Page) -> None:
    page.goto("/models/")
    head = page.locator("#table-models thead th", has_text="Training tokens")
    head.click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    page.locator("[data-table=models]").get_by_label("Filter rows").fill("deepseek")
    shown = page.locator("#table-models tbody tr:visible")
    expect(page.locator("[data-table=models] .atlas-count")).to_contain_text(f"{shown.count()} of")
    assert all("deepseek" in row.lower() for row in shown.all_inner_texts())


def test_pages_change_without_loading_and_sources_preview_on_them(page: Page) -> None:
    page.goto("/stages/")
    page.evaluate("window.kept = 'here'")
    page.locator("article a[href$='sft/']").first.click()
    expect(page.locator("h1")).to_contain_text("Supervised fine-tuning")
    assert page.evaluate("window.kept") == "here", "the page was not loaded anew"
    page.locator("article a.cite[data-cite^=ouyang]").first.hover()
    expect(page.locator("#atlas-card")).to_contain_text("Evidence for:")


def test_the_search_finds_marks_and_opens_by_keyboard(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Search").first.focus()
    page.keyboard.press("Enter")
    first = searched(page, "rewrad model").first
    expect(first).to_contain_text("Reward model", timeout=15000)
    expect(first).to_contain_text("term")
    expect(first.locator("mark").first).to_contain_text("Reward")
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary/**")
    assert page.evaluate("location.hash") == "#reward-model"


def test_what_is_typed_cannot_break_the_search_or_inject_markup(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Search").first.click()
    for query in ("*", "(", "[a-z", "\\", "a" * 3000, "<img src=x> reward"):
        searched(page, query)
    expect(page.get_by_role("option").first).to_be_visible(timeout=15000)
    assert page.locator("dialog img").count() == 0
    expect(searched(page, "")).to_have_count(0)


def test_the_search_answers_as_under_the_other_engine(page: Page, zensical_site: Path, built_site: Path) -> None:
    """The same script over both indexes: the same places in the same order, for queries of several kinds."""
    queries = ["midtraining", "3.8e25", "rewrad model", "DoReMi mixture pre-training data", "R&D <b>", "zzzqqq"]
    first, second = (
        json.loads((site / name).read_text(encoding="utf-8"))
        for site, name in ((built_site, "search/search_index.json"), (zensical_site, "search.json"))
    )
    page.goto("/")
    answers = page.evaluate(ASK, {**first, "queries": queries})
    expected = [[item["location"] for group in answer["items"] for item in group] for answer in answers]
    others = page.evaluate(
        ASK, {**second, "queries": [{"input": html.escape(query, quote=False)} for query in queries]}
    )
    assert [[second["items"][item["id"]]["location"] for item in answer["items"]] for answer in others] == expected
    assert [answer["pagination"]["total"] for answer in others] == list(map(len, expected))
    assert [len(places) > 0 for places in expected] == [True, True, True, True, True, False]
    assert {"Reward", "model"} <= marks(second["items"], others[2])


def marks(items: list[dict[str, Any]], answer: dict[str, Any]) -> set[str]:
    """The words that an answer marks in texts and titles."""
    found = set()
    for item in answer["items"]:
        for match in item["matches"]:
            text = items[item["id"]][match["field"]]
            found |= {text[part["start"] : part["end"]] for part in match["value"]["highlight"]["ranges"]}
    return found


def test_the_search_opens_by_touch_and_closes_by_escape(browser: Browser, other_origin: str) -> None:
    context = browser.new_context(
        viewport={"width": NARROW, "height": 780}, has_touch=True, reduced_motion="reduce", base_url=other_origin
    )
    page, watch = watched(context, other_origin)
    page.goto("/methods/")
    opener = page.locator(".atlas-opens-search")
    for _ in range(2):
        opener.tap()
        expect(page.get_by_role("combobox", name="Search")).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.get_by_role("combobox", name="Search")).to_be_hidden()
    context.close()
    assert (watch.complaints, watch.elsewhere) == ([], [])

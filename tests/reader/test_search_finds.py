"""The search finds what a reader means: the table of `searches.yml`, asked of the built site in a browser."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from atlas.evidence.shown import record_href
from playwright.sync_api import Browser, Page, expect

from tests.atlases import ROOT, catalog
from tests.browser import WIDE

pytestmark = pytest.mark.browser

FIRST_AT_LEAST = 0.9
LARGEST_SHARE = 435
"""Bytes of the index, compressed, for each record: four thirds of what they were before it held names and spellings."""

ASK = """async ({ queries, only }) => {
  const { search } = JSON.parse(document.getElementById("__config").textContent);
  const { config, docs } = await (await fetch("search/search_index.json")).json();
  const worker = new Worker(search);
  const answer = (message) => new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data.data);
    worker.onerror = reject;
    worker.postMessage(message);
  });
  await answer({ type: 0, data: { config, docs: only ?? docs } });
  const found = [];
  for (const query of queries) found.push((await answer({ type: 2, data: query })).items);
  return found;
}"""


def asked(page: Page, queries: Iterable[str], only: list[dict[str, Any]] | None = None) -> list[list[Any]]:
    """What the search answers to each query, asked through its worker; ``only`` stands in for the index."""
    found: list[list[Any]] = page.evaluate(ASK, {"queries": list(queries), "only": only})
    return found


def locations(items: list[Any]) -> list[str]:
    """The addresses of the results, best first."""
    return [first["location"] for first, *_ in items]


def searches() -> dict[str, list[str]]:
    """Each query with the addresses that must be found, the first of them first."""
    table = yaml.safe_load((ROOT / "tests" / "reader" / "searches.yml").read_text(encoding="utf-8"))
    return {
        query: [address(target) for target in ([wanted] if isinstance(wanted, str) else wanted)]
        for query, wanted in table.items()
    }


def address(target: str) -> str:
    return (target if target.startswith("@/") else record_href(target)).removeprefix("@/")


@pytest.fixture(scope="module")
def searching(browser: Browser, origin: str) -> Iterator[Page]:
    """The front page, on which one query is typed after another."""
    context = browser.new_context(viewport={"width": WIDE, "height": 900}, base_url=origin)
    page = context.new_page()
    page.goto("/")
    yield page
    context.close()


def type_in(page: Page, query: str) -> None:
    page.locator(".md-search__input").fill(query)
    page.locator(".md-search__input").press("End")


def test_nine_in_ten_come_first_and_all_are_among_the_first_three(searching: Page) -> None:
    table = searches()
    found = dict(zip(table, map(locations, asked(searching, table)), strict=True))
    not_first = {query: found[query][:3] for query, wanted in table.items() if found[query][:1] != wanted[:1]}
    not_in_three = {query: found[query][:3] for query, wanted in table.items() if not {*wanted} <= {*found[query][:3]}}
    share, share_in_three = (1 - len(missed) / len(table) for missed in (not_first, not_in_three))
    print(f"{len(table)} searches: {share:.1%} first, {share_in_three:.1%} among the first three")
    assert not_in_three == {}
    assert share >= FIRST_AT_LEAST, not_first


def test_no_page_is_found_twice(searching: Page) -> None:
    for items in asked(searching, ["reward model", "tokens", "llama"]):
        assert len(items) == len(set(locations(items))) > 2


@pytest.mark.parametrize(
    ("query", "href", "kind"),
    [
        ("rewrad model", "glossary/#reward-model", "term"),
        ("GRPO", "methods/grpo/", "method"),
        ("3.8e25", "models/llama31-405b/", "model"),
    ],
)
def test_a_result_says_its_kind_and_what_it_is(searching: Page, query: str, href: str, kind: str) -> None:
    type_in(searching, query)
    first = searching.locator(".md-search-result__item a").first
    path, _, fragment = href.partition("#")
    expect(first).to_have_attribute("href", re.compile(f"{re.escape(path)}.*{re.escape(fragment)}$"), timeout=15000)
    expect(first.locator(".found__kind")).to_have_text(kind)
    assert len(first.inner_text()) > 60, "a sentence stands below the title"


def test_a_section_is_shown_where_the_page_itself_lacks_the_words(searching: Page) -> None:
    type_in(searching, "DoReMi mixture pre-training data")
    expect(searching.locator(".md-search-result__item h2").first).to_be_visible(timeout=15000)


def test_the_first_result_opens_by_keyboard(wide: Page) -> None:
    wide.goto("/")
    type_in(wide, "tokeniser")
    expect(wide.locator(".md-search-result__item").first).to_be_visible(timeout=15000)
    wide.keyboard.press("Enter")
    expect(wide.locator("h1").first).to_contain_text("Tokenizer families")


def test_nothing_found_says_what_to_try(searching: Page) -> None:
    type_in(searching, "zzzqqq")
    expect(searching.locator(".md-search-result__meta")).to_contain_text("another spelling", timeout=15000)


def test_what_is_typed_cannot_break_the_search_or_inject_markup(searching: Page) -> None:
    hostile = ["", " ", "*", "+", "-", "title:", "(", "[a-z", "\\", "<img src=x onerror=1>", "a" * 3000, "𝓐", "^~1"]
    assert len(asked(searching, hostile)) == len(hostile)
    type_in(searching, "<img src=x> reward")
    expect(searching.locator(".md-search-result__item a").first).to_be_visible(timeout=15000)
    assert searching.locator(".md-search-result img").count() == 0


def test_no_record_can_inject_markup_through_a_result(searching: Page) -> None:
    poison = '<img src=x onerror=1> "reward" & <b>'
    page = {"location": "a/", "kind": "term", "names": [poison], "title": poison, "words": poison, "text": poison}
    section = {"location": "a/#b", "title": f"{poison} model", "text": poison}
    shown = asked(searching, ["reward", "reward model", "img"], [page, section])
    assert [len(items) for items in shown] == [1, 1, 1]
    for item in (item for items in shown for group in items for item in group):
        assert not re.search("<(img|b)", item["title"] + item["text"])
        assert "&#60;" in item["title"]


def test_the_index_stays_small(built_site: Path) -> None:
    weight = len(gzip.compress((built_site / "search" / "search_index.json").read_bytes(), 9, mtime=0))
    print(f"search index: {weight:,} bytes compressed")
    assert weight <= LARGEST_SHARE * len(catalog().entries)

"""A visit by a browser: the site as shipped works behind nginx, with nothing refused and nobody else asked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from tests.browser import WIDE, watched
from tests.rehearsal.server import Hosted

pytestmark = pytest.mark.browser


@pytest.fixture
def visitor(browser: Browser, host: Hosted) -> Iterator[Page]:
    """A page at the top of the site; the test fails when it complained, was refused a file, or asked anyone else."""
    context = browser.new_context(viewport={"width": WIDE, "height": 900}, reduced_motion="reduce", base_url=host.url)
    page, watch = watched(context, host.url)
    refused: list[str] = []

    def answered(response: Response) -> None:
        if response.status >= 400:
            refused.append(response.url)

    page.on("response", answered)
    yield page
    context.close()
    # A browser says in its console that an address was not found; the one that a test asks for is.
    missing = [line for line in watch.complaints if "status of 404" in line]
    assert [line for line in watch.complaints if line not in missing] == []
    assert [address for address in refused if "/nothing/" not in address] == []
    assert len(missing) == len(refused)
    assert watch.elsewhere == []


def test_a_reader_goes_from_the_front_page_to_a_record_and_finds_another(visitor: Page, host: Hosted) -> None:
    visitor.goto("")
    visitor.get_by_role("link", name="Models", exact=True).first.click()
    visitor.wait_for_url(f"{host.url}models/")
    visitor.get_by_role("link", name="DeepSeek-V3", exact=True).first.click()
    visitor.wait_for_url(f"{host.url}models/deepseek-v3/")
    expect(visitor.get_by_role("heading", level=1)).to_contain_text("DeepSeek-V3")
    visitor.locator(".md-search__input").fill("DPO")
    visitor.locator(".md-search__input").press("End")
    visitor.locator(".md-search-result__item a").first.click()
    visitor.wait_for_url(f"{host.url}methods/dpo/**")


def test_a_lost_address_is_answered_with_a_page_that_leads_back(visitor: Page, host: Hosted) -> None:
    visitor.goto("models/nothing/at/all/")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Nothing stands at this address")
    assert visitor.evaluate("getComputedStyle(document.body).fontFamily").startswith('"Atlas Sans"')
    visitor.get_by_role("link", name="Methods", exact=True).last.click()
    visitor.wait_for_url(f"{host.url}methods/")


def test_a_former_address_keeps_its_query_and_fragment(visitor: Page, host: Hosted) -> None:
    visitor.goto("citations/jiang2026-swebenchpro-verified/?from=here#references")
    assert visitor.url == f"{host.url}citations/zheng2026-swebenchpro-verified/?from=here#references"


def test_tables_and_comparisons_are_sorted_and_filled_from_the_server(visitor: Page) -> None:
    visitor.goto("compare/")
    expect(visitor.locator("main table").first).to_be_visible()
    visitor.goto("data/")
    with visitor.expect_download() as started:
        visitor.get_by_role("link", name="atlas-csv.zip").first.click()
    assert started.value.suggested_filename == "atlas-csv.zip"
    assert started.value.path().stat().st_size > 10_000

"""The site for the disk as a reader uses it: unpacked from a ZIP, opened from ``file:``, asking nobody for anything."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.atlases import run_atlas
from tests.browser import NARROW, WIDE, served, watched
from tests.hrefs import lost_on_disk

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def on_disk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site for the disk, as it comes out of a ZIP in a folder with a space, a sign and a foreign letter."""
    made, elsewhere = (tmp_path_factory.mktemp(name) for name in ("made", "elsewhere"))
    done = run_atlas("build", "--offline", "--site", str(made / "site"), "--site-url", "https://example.org/atlas/")
    assert done.returncode == 0, done.stdout + done.stderr
    packed = shutil.make_archive(str(made / "packed"), "zip", made / "site")
    folder = elsewhere / "Käthe's atlas #1 & more"
    shutil.unpack_archive(packed, folder)
    shutil.rmtree(made)
    return folder


def opened(browser: Browser, on_disk: Path, **screen: object) -> Iterator[Page]:
    """A page on the disk; the test fails when it complained or asked anything of a network."""
    context = browser.new_context(reduced_motion="reduce", base_url=f"{on_disk.as_uri()}/", **screen)  # type: ignore[arg-type]  # options of a screen
    page, watch = watched(context, "file:")
    yield page
    context.close()
    assert (watch.complaints, watch.elsewhere) == ([], [])


@pytest.fixture
def disk(browser: Browser, on_disk: Path) -> Iterator[Page]:
    """A wide page on the disk."""
    yield from opened(browser, on_disk, viewport={"width": WIDE, "height": 900})


@pytest.fixture
def pocket(browser: Browser, on_disk: Path) -> Iterator[Page]:
    """A narrow page on the disk, with touch."""
    yield from opened(browser, on_disk, viewport={"width": NARROW, "height": 780}, has_touch=True)


def results(page: Page, query: str) -> list[str]:
    """The titles found for a query that is typed."""
    page.locator(".md-search__input").fill(query)
    page.locator(".md-search__input").press("End")
    found = page.locator(".md-search-result__item a")
    expect(found.first).to_be_visible(timeout=15000)
    return found.all_inner_texts()


def test_every_link_of_every_page_names_a_file_and_an_id_in_it(on_disk: Path) -> None:
    pages = sorted(on_disk.rglob("*.html"))
    assert len(pages) > 300
    assert [line for page in pages for line in lost_on_disk(page)] == []


def test_links_lead_from_the_front_page_to_a_stage_a_model_and_a_source(disk: Page) -> None:
    disk.goto("index.html")
    disk.locator(".pipeline .pipe__link").first.click()
    expect(disk.locator("h1")).to_contain_text("Pre-training")
    disk.locator("article a[href*='models/']:visible").first.click()
    expect(disk.locator(".head__kind")).to_contain_text("Model")
    disk.locator("article a.cite:visible").first.click()
    expect(disk.locator(".head__kind")).to_contain_text("Source")
    assert disk.url.startswith("file:")
    assert "/index.html" in disk.url
    disk.go_back()
    expect(disk.locator(".head__kind")).to_contain_text("Model")
    disk.locator(".md-tabs a", has_text="Methods").click()
    expect(disk.locator("h1")).to_contain_text("Methods")


def test_the_search_finds_and_the_first_result_opens_by_keyboard(disk: Page) -> None:
    disk.goto("stages/sft/index.html", wait_until="load")
    assert "GRPO" in results(disk, "grpo")[0]
    disk.keyboard.press("Enter")
    expect(disk.locator("h1")).to_contain_text("Group relative policy optimisation")
    assert "/methods/grpo/index.html" in disk.url
    expect(disk.locator("article mark[data-md-highlight]").first).to_be_attached(timeout=15000)


def test_a_result_without_a_page_of_its_own_opens_at_its_place(disk: Page) -> None:
    disk.goto("index.html")
    assert "Reward model" in results(disk, "rewrad model")[0]
    disk.locator(".md-search-result__item a").first.click()
    disk.wait_for_url(re.compile(r"/glossary/index\.html.*#reward-model$"))
    expect(disk.locator("#reward-model")).to_be_in_viewport()


def test_an_address_with_a_query_opens_the_search(disk: Page) -> None:
    disk.goto("index.html?q=llama")
    expect(disk.locator(".md-search-result__item a").first).to_be_visible(timeout=15000)


def test_a_source_a_term_and_a_figure_preview_on_hover(disk: Page) -> None:
    disk.goto("stages/sft/index.html")
    card = disk.locator("#atlas-card")
    disk.locator("article a.cite[data-cite^=ouyang]").first.hover()
    expect(card).to_contain_text("Evidence for:")
    disk.mouse.move(2, 2)
    expect(card).to_have_count(0)
    disk.locator("article a[href*='glossary/']:visible").first.hover()
    expect(card).to_contain_text("In the glossary")
    disk.mouse.move(2, 2)
    expect(card).to_have_count(0)
    disk.locator("article .cost a.badge").first.hover()
    expect(card).to_contain_text("estimated")
    disk.goto("methods/grpo/index.html")
    abbreviation = disk.locator("article abbr").first
    abbreviation.hover()
    expect(card).to_contain_text(abbreviation.inner_text())


def test_the_card_of_a_figure_names_its_address_on_the_disk(disk: Page) -> None:
    disk.goto("models/deepseek-v3/index.html")
    disk.locator('a.badge[data-figure="models/deepseek-v3#gpu-hours"]').first.hover()
    card = disk.locator("#atlas-card")
    expect(card.get_by_role("button", name="Copy citation")).to_be_visible()
    card.get_by_role("link", name="Address of this figure").click()
    disk.wait_for_url("**/models/deepseek-v3/index.html#gpu-hours")


def test_the_link_in_a_preview_leads_on(disk: Page) -> None:
    disk.goto("stages/sft/index.html")
    disk.locator("article a.cite[data-cite^=ouyang]").first.hover()
    disk.locator("#atlas-card > a").first.click()
    expect(disk.locator(".head__kind")).to_contain_text("Source")


def test_a_mark_of_a_chart_says_its_name_and_leads_on(disk: Page) -> None:
    disk.goto("models/index.html")
    mark = disk.locator("figure.chart svg a[data-title]:visible").first
    mark.focus()
    disk.keyboard.press("Shift+Tab")
    disk.keyboard.press("Tab")
    expect(disk.locator("#atlas-card")).to_be_visible()
    disk.keyboard.press("Enter")
    expect(disk.locator(".head__kind")).to_contain_text("Model")


def test_a_table_sorts_filters_and_keeps_its_state_in_the_address(disk: Page) -> None:
    disk.goto("models/index.html")
    box = disk.locator("[data-table=models]")
    box.get_by_role("combobox", name="Weights").select_option("open")
    box.get_by_label("Filter rows").fill("deepseek")
    box.locator("summary", has_text="Columns").click()
    box.get_by_role("checkbox", name="Active parameters").uncheck()
    disk.locator("#table-models thead th", has_text="Released").click()
    before = disk.locator("#table-models tbody tr:visible").all_inner_texts()
    expect(box.locator(".atlas-count")).to_contain_text(f"{len(before)} of")
    address = str(disk.evaluate("location.href"))
    disk.goto("index.html")
    disk.goto(address)
    assert disk.locator("#table-models tbody tr:visible").all_inner_texts() == before
    expect(disk.locator("#table-models thead th", has_text="Active parameters")).to_be_hidden()
    expect(disk.locator("#table-models thead th", has_text="Released")).to_have_attribute("aria-sort", "ascending")


def test_a_filtered_table_downloads_the_rows_it_shows(disk: Page) -> None:
    disk.goto("models/index.html?models.q=deepseek")
    with disk.expect_download() as download:
        disk.locator("[data-table=models]").get_by_role("button", name="Download CSV").click()
    rows = list(csv.DictReader(io.StringIO(download.value.path().read_text(encoding="utf-8-sig"))))
    shown = disk.locator("#table-models tbody tr:visible th").all_inner_texts()
    assert sorted(row["Model"] for row in rows) == sorted(shown)
    assert 2 < len(rows) < 10


def test_any_two_records_are_compared_and_their_links_lead_on(disk: Page) -> None:
    disk.goto("compare/index.html?kind=models&a=olmo3-32b&b=deepseek-v3")
    table = disk.locator("#table-pair-models")
    expect(table.locator("thead")).to_contain_text("Olmo 3")
    disk.locator("#compare-models").get_by_role("combobox", name="with").select_option("llama31-405b")
    expect(table.locator("caption")).to_contain_text("Llama 3.1")
    assert "b=llama31-405b" in disk.evaluate("location.href")
    table.locator("td a.cite, td a[href*='citations/']").first.click()
    expect(disk.locator(".head__kind")).to_contain_text("Source")


def test_others_are_chosen_for_a_comparison(disk: Page) -> None:
    disk.goto("compare/index.html")
    disk.locator("#compare-methods").get_by_role("button", name="Choose others").click()
    disk.locator("#compare-methods").get_by_role("combobox", name="Compare").select_option("rloo")
    expect(disk.locator("#table-pair-methods caption")).to_contain_text("leave-one-out")


def test_the_calculator_computes_and_keeps_its_state(disk: Page) -> None:
    disk.goto("calculator/index.html")
    form = disk.locator("[data-calculator]")
    form.get_by_label("Preset").select_option("llama31-405b")
    expect(form.locator("output[name=compute]")).to_have_text("3.79 × 10²⁵ FLOP")
    form.get_by_label("Utilisation").fill("50")
    disk.reload()
    expect(form.get_by_label("Utilisation")).to_have_value("50")


def test_the_scheme_switches_and_is_remembered(disk: Page) -> None:
    disk.goto("index.html")
    body = disk.locator("body")
    before = body.get_attribute("data-md-color-scheme")
    disk.locator("label.md-header__button[title^='Switch to']:visible").click()
    expect(body).not_to_have_attribute("data-md-color-scheme", str(before))
    after = body.get_attribute("data-md-color-scheme")
    disk.goto("stages/index.html")
    expect(body).to_have_attribute("data-md-color-scheme", str(after))


def test_the_glossary_filters_its_terms(disk: Page) -> None:
    disk.goto("glossary/index.html")
    disk.get_by_label("Find a term").fill("reward model")
    expect(disk.locator("#reward-model")).to_be_visible()
    expect(disk.locator(".glossary-filter output")).to_contain_text(" of ")


def test_a_former_address_leads_on_with_query_and_fragment(disk: Page) -> None:
    disk.goto("citations/jiang2026-swebenchpro-verified/index.html?a=1#top")
    disk.wait_for_url("**/citations/zheng2026-swebenchpro-verified/index.html?a=1#top")


def test_on_touch_a_tap_previews_and_the_second_follows(pocket: Page) -> None:
    pocket.goto("stages/sft/index.html")
    cite = pocket.locator("article a.cite").first
    cite.scroll_into_view_if_needed()
    cite.tap()
    expect(pocket.locator("#atlas-card")).to_contain_text("Evidence for:")
    cite.tap()
    pocket.wait_for_url("**/citations/**/index.html*")


def test_the_drawer_and_the_search_open_on_a_narrow_screen(pocket: Page) -> None:
    pocket.goto("stages/sft/index.html")
    pocket.get_by_role("button", name="Search").first.tap()
    expect(pocket.locator(".md-search__input")).to_be_focused()
    assert results(pocket, "tokenizer")
    pocket.goto("index.html")
    pocket.get_by_role("button", name="Navigation").tap()
    pocket.locator(".md-sidebar--primary a:visible", has_text="Glossary").first.tap()
    expect(pocket.locator("h1")).to_contain_text("Glossary")


def test_on_a_server_it_works_as_well(browser: Browser, on_disk: Path) -> None:
    with served(on_disk) as origin:
        context = browser.new_context(viewport={"width": WIDE, "height": 900}, base_url=origin)
        page, watch = watched(context, origin)
        page.goto("/stages/sft/")
        assert "GRPO" in results(page, "grpo")[0]
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_contain_text("Group relative policy optimisation")
        page.goto("/compare/?kind=models&a=olmo3-32b&b=deepseek-v3")
        expect(page.locator("#table-pair-models thead")).to_contain_text("Olmo 3")
        context.close()
    assert (watch.complaints, watch.elsewhere) == ([], [])


def test_fonts_and_formulas_are_those_of_the_site(disk: Page) -> None:
    disk.goto("objectives/dpo/index.html")
    assert disk.evaluate("document.fonts.ready.then(() => document.fonts.check('16px \"STIX Two Math\"'))")
    assert disk.evaluate("[...document.fonts].filter((face) => face.status === 'error').length") == 0


def test_the_policy_lets_nothing_reach_a_network(disk: Page) -> None:
    disk.goto("index.html")
    policy = str(disk.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content"))
    assert not re.search(r"https?:|\*|unsafe", policy)
    sources = {source for part in policy.split("; ") for source in part.split()[1:] if "sha256-" not in source}
    assert sources == {"'none'", "'self'", "file:", "blob:", "data:"}
    assert "default-src 'none'" in policy


def test_without_script_the_facts_are_there_and_links_lead_on(browser: Browser, on_disk: Path) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=f"{on_disk.as_uri()}/")
    page = context.new_page()
    page.goto("models/index.html")
    assert page.locator("#table-models tbody tr:visible").count() > 30
    page.locator("#table-models tbody th a").first.click()
    assert page.locator(".head__kind").inner_text().strip() == "Model"
    context.close()

"""The site as a reader uses it: every page in both schemes and two widths, and the flows by mouse, keys and touch."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import NARROW, WIDE, Watch, addresses, launch, served, watched
from conftest import ROOT, run_atlas
from playwright.sync_api import Browser, Page, expect, sync_playwright

pytestmark = pytest.mark.browser

SCHEMES = ("default", "slate")
RUN_COLOUR_RULES = """rules => axe.run(document, {resultTypes: ["violations"], runOnly: rules})
  .then((results) => results.violations)"""
EMPTY_INDEX = {"config": {"lang": ["en"], "separator": " ", "pipeline": [], "fields": {}}, "docs": []}
COLOUR_RULES = ["color-contrast", "link-in-text-block"]


@pytest.fixture(scope="module")
def origin(built_site: Path, port: int) -> Iterator[str]:
    """The address under which the real site is served."""
    with served(built_site, port) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all flows."""
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture
def wide(browser: Browser, origin: str) -> Iterator[Page]:
    """A wide page; the test fails when it complained or asked another origin for anything."""
    context = browser.new_context(viewport={"width": WIDE, "height": 900}, reduced_motion="reduce", base_url=origin)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page, watch = watched(context, origin)
    yield page
    context.close()
    assert (watch.complaints, watch.elsewhere) == ([], [])


@pytest.fixture
def narrow(browser: Browser, origin: str) -> Iterator[Page]:
    """A narrow page with touch, watched like the wide one."""
    context = browser.new_context(
        viewport={"width": NARROW, "height": 780}, has_touch=True, reduced_motion="reduce", base_url=origin
    )
    page, watch = watched(context, origin)
    yield page
    context.close()
    assert (watch.complaints, watch.elsewhere) == ([], [])


def sweep(origin: str, paths: list[str], width: int) -> tuple[list[str], Watch]:
    """Open every page at one width; returns what is wrong with it in either scheme, and the record of complaints."""
    found, axe = [], Axe()
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        context = chromium.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce")
        # Each page would build the whole index in a worker, which no test of this sweep needs.
        context.route("**/search_index.json", lambda route: route.fulfill(json=EMPTY_INDEX))
        page, watch = watched(context, origin)
        for path in paths:
            page.goto(f"{origin}/{path}", wait_until="load")
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                found.append(f"{path} {width}: wider than the window")
            violations = axe.run(page, options={"resultTypes": ["violations"]}).response["violations"]
            # The other scheme changes colours and nothing else: only the rules of colour are run again.
            page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", SCHEMES[1])
            violations += page.evaluate(RUN_COLOUR_RULES, COLOUR_RULES)
            for violation in violations:
                nodes = "; ".join(node["html"][:120] for node in violation["nodes"][:2])
                found.append(f"{path} {width}: {violation['id']}: {nodes}")
        chromium.close()
    return found, watch


def test_every_page_is_accessible_quiet_and_private(built_site: Path, origin: str) -> None:
    """No axe violation, console complaint, policy violation, foreign request or overflow on any page."""
    paths = addresses(built_site)
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(sweep, repeat(origin), repeat(paths), (WIDE, NARROW)))
    print(f"{len(paths)} pages, {len(SCHEMES)} schemes, 2 widths")
    assert [line for found, _ in results for line in found] == []
    assert [watch.complaints for _, watch in results] == [[], []]
    assert [watch.elsewhere for _, watch in results] == [[], []]


def test_the_sweep_finds_a_fault(tmp_path: Path) -> None:
    """A page with a fault of each sort fails the sweep."""
    wide_word = "x" * 500
    tmp_path.joinpath("index.html").write_text(
        '<!doctype html><html lang="en"><head><title>t</title></head><body><main><h1>h</h1><img src="gone.png">'
        f"<p>{wide_word}</p><script>console.error('no')</script>"
        '<img alt="" src="http://127.0.0.2:9/x.png"></main></body></html>'
    )
    with served(tmp_path) as address:
        found, watch = sweep(address, ["index.html"], WIDE)
    assert any("image-alt" in line for line in found)
    assert any("wider than the window" in line for line in found)
    assert any("no" in line for line in watch.complaints)
    assert watch.elsewhere == ["http://127.0.0.2:9/x.png"]


def test_long_words_long_tables_and_other_scripts_fit(mini: Path) -> None:
    """A word of 200 letters, a title at its longest, Arabic, and a table of 500 rows: nothing overflows or breaks."""
    stage = mini / "data" / "stages" / "sft.yml"
    text = stage.read_text(encoding="utf-8")
    text = text.replace("summary: Training on demonstrations.", f"summary: {'x' * 200} تدريب النموذج على أمثلة.")
    text = text.replace("title: Fine-tuning", f"title: {'Fine-tuning ' * 13}")
    figures = "".join(
        f"  f{number}: {{label: Number {number}, amount: {number}, unit: tokens, kind: estimated, as_of: 2026-01}}\n"
        for number in range(500)
    )
    stage.write_text(text.replace("sections:", f"figures:\n{figures}sections:"), encoding="utf-8")
    shutil.copytree(ROOT / "docs" / "assets", mini / "docs" / "assets", dirs_exist_ok=True)
    config = (mini / "mkdocs.yml").read_text(encoding="utf-8")
    (mini / "mkdocs.yml").write_text(config.replace("extra_javascript: []\nextra_css: []\n", ""), encoding="utf-8")
    done = run_atlas("build", "--root", str(mini))
    assert done.returncode == 0, done.stdout + done.stderr
    paths = ["stages/sft/", "stages/", "index.html"]
    with served(mini / "site") as address:
        for width in (WIDE, NARROW):
            found, watch = sweep(address, paths, width)
            assert (found, watch.complaints, watch.elsewhere) == ([], [], [])


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("GRPO", "methods/grpo/"),
        ("3.8e25", "models/llama31-405b/"),
        ("Ouyang", "citations/ouyang2022-instructgpt/"),
        ("yarn", "methods/yarn/"),
        ("preference learning", "stages/preference-learning/"),
    ],
)
def test_search_lands_right(wide: Page, words: str, address: str) -> None:
    wide.goto("/")
    wide.locator(".md-search__input").fill(words)
    first = wide.locator(".md-search-result__item a").first
    expect(first).to_have_attribute("href", re.compile(re.escape(address)), timeout=15000)


def test_a_source_previews_on_hover_and_closes(wide: Page) -> None:
    wide.goto("/stages/sft/")
    wide.locator("article a.cite").first.hover()
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


def test_terms_figures_and_abbreviations_have_cards(wide: Page) -> None:
    wide.goto("/stages/sft/")
    card = wide.locator("#atlas-card")
    wide.locator("article a[href*='glossary/#']").first.hover()
    expect(card).to_contain_text("In the glossary")
    wide.mouse.move(2, 2)
    wide.locator("article dd a.badge").first.hover()
    expect(card).to_contain_text("estimated")
    wide.goto("/methods/grpo/")
    abbreviation = wide.locator("article abbr").first
    abbreviation.hover()
    expect(card).to_contain_text(abbreviation.inner_text())


def test_a_table_sorts_and_says_so(wide: Page) -> None:
    wide.goto("/models/")
    head = wide.locator("#table-models thead th", has_text="Training tokens")
    head.click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    numbers = wide.locator("#table-models tbody td:nth-child(6)").evaluate_all(
        "cells => cells.map(cell => cell.dataset.sort).filter(Boolean).map(Number)"
    )
    assert numbers == sorted(numbers)
    assert len(numbers) > 20
    head.press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    expect(wide.locator("[data-table=models] [role=status]")).to_contain_text("Sorted by Training tokens, descending")
    assert "models.sort=tokens.descending" in wide.evaluate("location.href")


def test_a_shared_address_restores_filter_columns_and_order(wide: Page) -> None:
    wide.goto("/models/")
    box = wide.locator("[data-table=models]")
    box.get_by_role("combobox", name="Weights").select_option("open")
    box.get_by_label("Filter rows").fill("deepseek")
    box.locator("summary", has_text="Columns").click()
    box.get_by_role("checkbox", name="Active parameters").uncheck()
    wide.locator("#table-models thead th", has_text="Released").click()
    shown = wide.locator("#table-models tbody tr:visible")
    before = shown.all_inner_texts()
    expect(box.locator(".atlas-count")).to_contain_text(f"{len(before)} of")
    address = wide.evaluate("location.href")
    wide.goto("/")
    wide.goto(address)
    assert wide.locator("#table-models tbody tr:visible").all_inner_texts() == before
    expect(wide.locator("#table-models thead th", has_text="Active parameters")).to_be_hidden()
    expect(wide.locator("#table-models thead th", has_text="Released")).to_have_attribute("aria-sort", "ascending")


def test_the_citation_index_filters_by_type(wide: Page) -> None:
    wide.goto("/citations/")
    wide.locator("[data-table=citations]").get_by_role("combobox", name="Type").select_option("software")
    rows = wide.locator("#table-citations tbody tr:visible")
    assert 0 < rows.count() < 20
    assert set(rows.locator("td:nth-child(4)").all_inner_texts()) == {"software"}


def test_a_table_downloads_as_csv(wide: Page) -> None:
    wide.goto("/models/")
    box = wide.locator("[data-table=models]")
    with wide.expect_download() as download:
        box.get_by_role("button", name="Download CSV").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert download.value.suggested_filename == "models.csv"
    assert text.splitlines()[0].startswith('"Model","Lab","Released"')
    assert len(text.splitlines()) > 30


def test_any_two_records_are_compared_and_the_address_shared(wide: Page) -> None:
    wide.goto("/compare/?kind=methods&a=dpo&b=grpo")
    table = wide.locator("#table-pair-methods")
    expect(table.locator("thead")).to_contain_text("Group relative policy optimisation")
    assert table.locator("tbody tr[data-f-differs]").count() > 3
    wide.locator("#compare-methods").get_by_role("combobox", name="with").select_option("rloo")
    expect(table.locator("caption")).to_contain_text("leave-one-out")
    assert "b=rloo" in wide.evaluate("location.href")
    expect(wide.locator("#compare-notice")).to_be_hidden()


@pytest.mark.parametrize(
    "query",
    [
        "kind=nonsense&a=x&b=y",
        "kind=models&a=nobody&b=%3Cscript%3Ealert(1)%3C/script%3E",
        "kind=models&a=" + "x" * 10000,
        "kind=__proto__&a=constructor",
        "kind=models&a=constructor&b=toString",
    ],
)
def test_a_hostile_address_shows_the_default_and_says_what_it_ignored(wide: Page, query: str) -> None:
    wide.goto(f"/compare/?{query}")
    expect(wide.locator("#compare-notice")).to_contain_text("Ignored from the address")
    expect(wide.locator("#table-pair-models thead")).to_contain_text("DeepSeek-V3")
    assert wide.locator("script:not([src])").count() <= 4


def test_hostile_table_state_is_passed_over(wide: Page) -> None:
    wide.goto("/models/?models.lab=%3Cimg%20src=x%3E&models.sort=nothing.sideways&models.hide=,,x")
    expect(wide.locator("[data-table=models] .atlas-count").first).to_contain_text("rows")
    assert wide.locator("#table-models tbody tr:visible").count() > 30


def test_the_calculator_gives_the_published_compute_and_keeps_its_state(wide: Page) -> None:
    wide.goto("/calculator/")
    form = wide.locator("[data-calculator]")
    form.get_by_label("Preset").select_option("llama31-405b")
    expect(form.locator("output[name=compute]")).to_have_text("3.79 × 10²⁵ FLOP")
    form.get_by_label("Preset").select_option("chinchilla-70b")
    expect(form.locator("output[name=ratio]")).to_contain_text("20, 1 times")
    form.get_by_label("Utilisation").fill("50")
    address = wide.evaluate("location.href")
    wide.goto("/")
    wide.goto(address)
    expect(form.get_by_label("Utilisation")).to_have_value("50")
    form.get_by_label("Utilisation").fill("0")
    expect(form.locator("output[name=hours]")).to_contain_text("needs four positive numbers")


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
    expect(wide.locator(".atlas-filter").first).to_be_visible()
    wide.locator("article a.cite").first.hover()
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
    expect(wide.locator(".md-header")).to_be_hidden()
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
    brackets = wide.locator(".formula math").first.locator("mo", has_text="(")
    heights = brackets.evaluate_all("found => found.map((sign) => sign.getBoundingClientRect().height)")
    assert max(heights) > 2 * min(heights), "a bracket round fractions is taller than one round a letter"


def test_targets_are_large_enough_on_touch(narrow: Page) -> None:
    narrow.goto("/models/")
    narrow.get_by_text("Filter, columns, download").first.tap()
    small = narrow.locator(".atlas-filter :is(select, button, summary, input)").evaluate_all(
        "found => found.filter((item) => item.checkVisibility() && item.getBoundingClientRect().height < 24).length"
    )
    assert small == 0

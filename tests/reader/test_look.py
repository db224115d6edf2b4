"""How pages look and fit: marks, numbered citations, tables, phones, zoom, print and the settings of a reader."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser import WIDE

pytestmark = pytest.mark.browser

ONE_OF_EACH_KIND = [
    "/",
    "/stages/",
    "/stages/preference-learning/",
    "/objectives/grpo/",
    "/methods/grpo/",
    "/models/",
    "/models/deepseek-v3/",
    "/benchmarks/mmlu/",
    "/citations/ouyang2022-instructgpt/",
    "/compare/",
    "/compute/",
    "/glossary/",
    "/about/",
]
TEXT_SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }"""
OVERFLOW = "document.documentElement.scrollWidth - innerWidth"


@pytest.fixture
def zoomed(browser: Browser, origin: str) -> Iterator[Page]:
    """A window of 1,280 pixels at a zoom of 400 %, in which a test may change styles."""
    context = browser.new_context(viewport={"width": 320, "height": 256}, base_url=origin, bypass_csp=True)
    yield context.new_page()
    context.close()


def test_a_row_of_the_models_is_one_line_high(wide: Page) -> None:
    wide.goto("/models/")
    wide.locator("[data-table=models]").get_by_role("button", name="Show all 37 rows").click()
    heights = wide.locator("#table-models tbody tr").evaluate_all(
        "rows => rows.map(row => row.getBoundingClientRect().height)"
    )
    line = wide.locator("#table-models td").first.evaluate("cell => parseFloat(getComputedStyle(cell).lineHeight)")
    assert max(heights) < 2 * line


def test_a_long_table_shows_25_rows_and_all_on_request(wide: Page) -> None:
    wide.goto("/models/")
    rows = wide.locator("#table-models tbody tr:visible")
    expect(rows).to_have_count(25)
    wide.locator("[data-table=models]").get_by_role("button", name="Show all 37 rows").click()
    expect(rows).to_have_count(37)
    assert "models.rows=all" in wide.evaluate("location.href")


def test_a_filter_searches_the_rows_out_of_sight(wide: Page) -> None:
    wide.goto("/models/")
    last = wide.locator("#table-models tbody tr.is-beyond th").last.inner_text().strip()
    wide.locator("[data-table=models]").get_by_label("Filter rows").fill(last)
    expect(wide.locator("#table-models tbody tr:visible th").first).to_contain_text(last)


def test_an_address_of_a_row_out_of_sight_shows_it(wide: Page) -> None:
    wide.goto("/models/")
    id = wide.locator("#table-models tbody tr.is-beyond").last.get_attribute("id")
    wide.goto("/")
    wide.goto(f"/models/#{id}")
    expect(wide.locator(f"#table-models #{id}")).to_be_in_viewport()


@pytest.mark.parametrize("clicks", [1, 2])
def test_what_is_not_disclosed_is_last_either_way(wide: Page, clicks: int) -> None:
    wide.goto("/models/")
    head = wide.locator("#table-models thead th", has_text="Training tokens")
    for _ in range(clicks):
        head.click()
    known = wide.locator("#table-models tbody td:nth-child(6)").evaluate_all(
        "cells => cells.map(cell => cell.dataset.sort !== undefined)"
    )
    assert 0 < known.index(False) == sum(known)


def test_the_head_of_a_table_sticks_to_the_header_without_a_gap(wide: Page) -> None:
    wide.goto("/models/")
    wide.locator("#table-models tbody tr:visible").last.scroll_into_view_if_needed()
    bottom = wide.locator(".md-header").evaluate("header => header.getBoundingClientRect().bottom")
    top = wide.locator("#table-models thead th").first.evaluate("head => head.getBoundingClientRect().top")
    assert bottom - 2 <= top <= bottom


def test_the_first_column_stays_where_a_table_scrolls(wide: Page) -> None:
    wide.set_viewport_size({"width": 800, "height": 900})
    wide.goto("/models/")
    box = wide.locator("#table-models").locator("..")
    assert box.evaluate("box => { box.scrollLeft = 1e4; return box.scrollLeft }") > 0
    name, edge = (
        found.evaluate("found => found.getBoundingClientRect().left")
        for found in (wide.locator("#table-models tbody th").first, box)
    )
    assert name == pytest.approx(edge, abs=1)


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


def test_print_says_every_kind_and_shows_every_row(wide: Page) -> None:
    wide.goto("/models/")
    wide.emulate_media(media="print")
    expect(wide.locator("#table-models tbody tr:visible")).to_have_count(37)
    words = wide.locator("#table-models .badge--mark .badge__word")
    widths = words.evaluate_all("words => words.map(word => word.getBoundingClientRect().width)")
    assert min(widths) > 20


@pytest.mark.parametrize(("paper", "sheet"), [(703, ":not(.atlas-scroll--wide)"), (1030, ".atlas-scroll--wide")])
def test_no_table_is_cut_on_paper(wide: Page, paper: int, sheet: str) -> None:
    """A4 within its margins, upright, and on its side for wide tables."""
    wide.set_viewport_size({"width": paper, "height": 900})
    wide.emulate_media(media="print")
    for path in ("/compute/", "/models/", "/methods/", "/compare/"):
        wide.goto(path)
        cut = wide.locator(f".atlas-scroll{sheet}").evaluate_all(
            "found => found.filter(box => box.scrollWidth > box.clientWidth).map(box => box.firstElementChild.id)"
        )
        assert cut == [], path


def test_without_script_every_row_and_the_word_of_each_kind_are_there(browser: Browser, origin: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": WIDE, "height": 900}, base_url=origin)
    page = context.new_page()
    page.goto("/models/")
    expect(page.locator("#table-models tbody tr:visible")).to_have_count(37)
    page.goto("/methods/grpo/")
    mark = page.locator("article p a.badge--mark").first
    assert str(mark.get_attribute("title")).startswith(mark.inner_text().strip())
    expect(page.locator(".page-foot .badge__word").first).to_be_visible()
    context.close()


def test_cards_show_three_fields_and_unfold(narrow: Page) -> None:
    narrow.goto("/models/")
    card = narrow.locator("#table-models tbody tr").first
    expect(card.locator("td:visible")).to_have_count(3)
    card.get_by_role("button", name="All about").tap()
    assert card.locator("td:visible").count() > 5
    expect(card.get_by_role("button")).to_have_attribute("aria-expanded", "true")


def test_two_methods_stand_side_by_side_on_a_phone_and_others_are_picked(narrow: Page) -> None:
    narrow.goto("/compare/")
    table = narrow.locator("#table-preference-methods")
    heads = table.locator("thead th:visible")
    expect(heads).to_have_count(2)
    cells = [cell.bounding_box() for cell in table.locator("tbody tr").first.locator("td:visible").all()]
    assert len({round(cell["y"]) for cell in cells if cell}) == 1, "side by side"
    narrow.locator("[data-table=preference-methods]").get_by_label("beside").select_option("grpo")
    expect(heads.last).to_contain_text("GRPO")
    assert "preference-methods.sides=rlhf-ppo,grpo" in narrow.evaluate("decodeURIComponent(location.href)")
    pair = narrow.locator("#table-pair-models tbody tr").first
    tops = [cell.bounding_box() for cell in pair.locator("td").all()]
    assert len({round(cell["y"]) for cell in tops if cell}) == 1


@pytest.mark.parametrize("path", ONE_OF_EACH_KIND)
def test_at_400_percent_and_with_wide_text_nothing_scrolls_sideways(zoomed: Page, path: str) -> None:
    zoomed.goto(path)
    assert zoomed.evaluate(OVERFLOW) <= 0
    zoomed.add_style_tag(content=TEXT_SPACING)
    assert zoomed.evaluate(OVERFLOW) <= 0, "with the text spacing of WCAG 1.4.12"


def test_the_columns_and_filters_of_a_table_are_inside_a_small_screen(zoomed: Page) -> None:
    zoomed.goto("/timeline/")
    box = zoomed.locator("[data-table=timeline]")
    box.get_by_text("Filter, columns, download").click()
    box.locator("summary", has_text=re.compile("^Columns$")).click()
    for part in box.locator(".atlas-filter").locator(":is(input, select, summary, label):visible").all():
        place = part.bounding_box()
        assert place is not None
        assert place["x"] >= 0
        assert place["x"] + place["width"] <= 320


def test_marks_bars_and_signs_of_order_are_visible_in_high_contrast(browser: Browser, origin: str) -> None:
    context = browser.new_context(viewport={"width": WIDE, "height": 900}, base_url=origin, forced_colors="active")
    page = context.new_page()
    page.goto("/")
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert page.locator(".bar__fill").first.evaluate("bar => getComputedStyle(bar).fill") != paper
    page.goto("/models/")
    mark = "mark => { const s = getComputedStyle(mark, '::before'); return [s.borderTopColor, s.borderTopWidth] }"
    colour, thickness = page.locator("#table-models .badge--disclosed").first.evaluate(mark)
    assert colour != paper
    assert float(thickness.removesuffix("px")) > 2
    sign = page.locator("#table-models thead th").first.evaluate(
        "head => getComputedStyle(head, '::after').backgroundColor"
    )
    assert sign != paper
    context.close()


@pytest.mark.parametrize("path", ["/", "/models/", "/stages/preference-learning/", "/compare/"])
def test_targets_are_24_pixels_or_apart(narrow: Page, path: str) -> None:
    narrow.goto(path)
    rules = {"runOnly": ["target-size"], "resultTypes": ["violations"]}
    found = Axe().run(narrow, options=rules).response["violations"]
    assert [node["html"] for violation in found for node in violation["nodes"]] == []


def test_each_kind_of_page_has_its_word_and_text_stays_in_its_measure(wide: Page) -> None:
    for path, word in (("/stages/sft/", "Stage"), ("/methods/dpo/", "Method"), ("/models/deepseek-v3/", "Model")):
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

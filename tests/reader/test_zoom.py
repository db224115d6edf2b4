"""The settings of a reader: zoom, spacing of text, high contrast, and targets for fingers."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

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
    number = page.locator(".pipe__number").first.evaluate("number => getComputedStyle(number).backgroundColor")
    assert number != page.locator(".pipe__number").first.evaluate("number => getComputedStyle(number).color")
    page.goto("/compute/")
    fill = "segment => getComputedStyle(segment.querySelector('rect')).fill"
    segments = page.get_by_role("group", name="Olmo 3.1 as a bar").get_by_role("link").all()
    assert len({segment.evaluate(fill) for segment in segments}) == len(segments) == 3, "the parts of a bar differ"
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

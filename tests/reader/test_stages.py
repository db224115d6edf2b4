"""The front page and the pages of stages as readers meet them: on a screen, folded, on paper, without script."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import NARROW, SCHEMES, WIDE

pytestmark = pytest.mark.browser

SCREEN = 800
STAGE_HEIGHT = {WIDE: 7_000, NARROW: 14_000}
HUB_HEIGHT = {WIDE: 5_000, NARROW: 9_000}
HUBS = (
    "/", "/stages/", "/methods/", "/compare/", "/compute/", "/benchmarks/", "/citations/", "/claims/", "/datasets/",
    "/objectives/", "/questions/",
)  # fmt: skip
PAGES = ("/", "/stages/", "/stages/preference-learning/", "/methods/")


def boxes(found: Locator) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of every element, in the order of the document."""
    placed = [item.bounding_box() for item in found.all()]
    return [(box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"]) for box in placed if box]


def height(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollHeight"))


def test_the_pipeline_and_its_two_orders_fit_the_first_screen(wide: Page) -> None:
    wide.set_viewport_size({"width": WIDE, "height": SCREEN})
    wide.goto("/")
    shown = boxes(wide.locator(".pipe")) + boxes(wide.locator("table.orders")) + boxes(wide.locator(".ways"))
    assert len(shown) == 12
    assert max(bottom for *_, bottom in shown) <= SCREEN
    assert max(right for _, _, right, _ in shown) <= WIDE


def test_the_pipeline_reads_from_one_to_ten_in_two_rows(wide: Page) -> None:
    wide.goto("/")
    numbers = [int(text) for text in wide.locator(".pipe__number").all_inner_texts()]
    assert numbers == list(range(1, 11))
    placed = boxes(wide.locator(".pipe"))
    reading = sorted(placed, key=lambda box: (round(box[1]), box[0]))
    assert reading == placed, "from left to right and from top to bottom"
    assert len({round(top) for _, top, _, _ in placed}) == 2


def test_the_pipeline_is_short_when_narrow(narrow: Page) -> None:
    narrow.goto("/")
    placed = boxes(narrow.locator(".pipe"))
    assert [top for _, top, _, _ in placed] == sorted(top for _, top, _, _ in placed)
    (orders,) = boxes(narrow.locator("table.orders"))
    assert orders[3] <= 3 * 780


def test_bars_of_compute_are_as_wide_as_their_share(wide: Page) -> None:
    wide.goto("/")
    bars = wide.locator("table.orders tbody tr .orders__bar--compute").all()
    widths = [[float(rect.get_attribute("width") or 0) for rect in bar.locator("rect").all()] for bar in bars]
    assert widths[:3] == [[100, 95], [9, 1], [1, 0]]
    assert widths[-1] == [0, 0]
    expect(wide.locator("table.orders tbody tr").last).to_contain_text("0\u00a0%")


def test_what_a_stage_is_for_begins_on_the_first_screen(wide: Page, built_site: Path) -> None:
    for page in sorted((built_site / "stages").glob("*/index.html")):
        wide.goto(f"/stages/{page.parent.name}/")
        ((_, top, _, _),) = boxes(wide.locator("#what-it-is-for"))
        assert top < SCREEN, page.parent.name


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_lengths_of_stages_and_hubs(browser: Browser, origin: str, built_site: Path, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": SCREEN}, base_url=origin)
    lengths = {}
    for stage in sorted((built_site / "stages").glob("*/index.html")):
        page.goto(f"/stages/{stage.parent.name}/")
        lengths[stage.parent.name] = height(page)
    assert {name: length for name, length in lengths.items() if length > STAGE_HEIGHT[width]} == {}
    for path in HUBS:
        page.goto(path)
        assert height(page) <= HUB_HEIGHT[width], path
    page.close()


def test_a_part_longer_than_a_screen_is_folded_under_a_sentence(wide: Page, built_site: Path) -> None:
    measure = """heads => heads.slice(0, -1).map((head, number) =>
      [head.id, heads[number + 1].getBoundingClientRect().top - head.getBoundingClientRect().top])"""
    for stage in sorted((built_site / "stages").glob("*/index.html")):
        wide.goto(f"/stages/{stage.parent.name}/")
        lengths = wide.locator("article h2").evaluate_all(measure)
        assert [part for part, length in lengths if length > SCREEN] == [], stage.parent.name
        for summary in wide.locator("details.fold > summary").all_inner_texts():
            assert summary.endswith("."), summary


def test_folds_are_closed_on_the_screen_and_open_by_hand_and_by_address(wide: Page) -> None:
    wide.goto("/stages/preference-learning/")
    fold = wide.locator("details.fold", has_text="points on which accounts differ")
    inside = fold.get_by_text("The label bill is now a choice of the lab")
    expect(inside).to_be_hidden()
    fold.locator("summary").click()
    expect(inside).to_be_visible()
    figure = wide.locator("#instructgpt-agreement")
    expect(figure).to_be_hidden()
    wide.goto("/stages/preference-learning/#instructgpt-agreement")
    expect(figure).to_be_in_viewport()
    wide.goto("/stages/preference-learning/")
    expect(figure).to_be_hidden()
    wide.evaluate("location.hash = 'instructgpt-agreement'")
    expect(figure).to_be_in_viewport()


def test_folds_are_open_on_paper_without_script(browser: Browser, origin: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": WIDE, "height": 900}, base_url=origin)
    page = context.new_page()
    page.goto("/stages/preference-learning/")
    on_screen = height_of(page, "main")
    page.emulate_media(media="print")
    assert height_of(page, "main") > 1.2 * on_screen
    for words in ("The label bill is now a choice of the lab", "Agreement between the training labellers"):
        assert box_height(page.get_by_text(words).first) > 0
    context.close()


def test_folds_are_opened_for_print_and_closed_after_it(wide: Page) -> None:
    wide.goto("/stages/sft/")
    folds = wide.locator("details.fold")
    wide.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert all(fold.get_attribute("open") is not None for fold in folds.all())
    wide.evaluate("dispatchEvent(new Event('afterprint'))")
    assert all(fold.get_attribute("open") is None for fold in folds.all())


def height_of(page: Page, selector: str) -> float:
    return box_height(page.locator(selector).first)


def box_height(found: Locator) -> float:
    box = found.bounding_box()
    return box["height"] if box else 0.0


def test_marks_of_the_cost_stand_at_their_shares_and_have_names(wide: Page) -> None:
    wide.goto("/stages/pre-training/")
    row = wide.locator("table.strip tr", has_text="petaflop/s-days")
    mark = row.locator(".strip__mark")
    assert mark.get_attribute("cx") == "98.25%"
    assert mark.get_attribute("data-title") == "InstructGPT 175B (PPO-ptx); 98.25\u00a0%; petaflop/s-days"
    track = row.locator(".strip__track").bounding_box()
    dot = mark.bounding_box()
    assert track
    assert dot
    assert (dot["x"] + dot["width"] / 2 - track["x"]) / track["width"] == pytest.approx(0.9825, abs=0.01)
    expect(row.get_by_role("link", name="InstructGPT")).to_be_visible()


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("path", PAGES)
def test_headings_descend_by_one_and_axe_finds_nothing(browser: Browser, origin: str, path: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, reduced_motion="reduce", base_url=origin)
    page.goto(path)
    levels = page.locator("article :is(h1, h2, h3, h4)").evaluate_all("all => all.map((one) => +one.tagName[1])")
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for scheme in SCHEMES:
        page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
        violations = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        assert [f"{item['id']}: {item['nodes'][0]['html'][:160]}" for item in violations] == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    page.close()


def test_the_head_of_a_stage_leads_to_its_neighbours(wide: Page) -> None:
    wide.goto("/stages/sft/")
    head = wide.get_by_role("navigation", name="Place in the lifecycle")
    expect(head.locator("[aria-current=page]")).to_have_text(re.compile("3"))
    head.get_by_role("link", name="Preference learning").last.click()
    expect(wide.locator("h1")).to_have_text(re.compile("Preference learning"))


def test_the_methods_open_with_preferences(wide: Page) -> None:
    wide.goto("/methods/")
    assert wide.locator("article h2").first.inner_text().startswith("Preferences")
    ((_, top, _, bottom),) = boxes(wide.locator("#dpo"))
    assert 0 < top < bottom <= SCREEN, "DPO is on the first screen"
    wide.goto("/methods/#grpo")
    expect(wide.locator("#grpo")).to_be_in_viewport()


def test_a_stage_has_one_coloured_rule_above_its_title(wide: Page) -> None:
    wide.goto("/stages/sft/")
    thick = wide.locator(":is(.head, .stage-head)").evaluate_all(
        "heads => heads.filter(head => parseFloat(getComputedStyle(head).borderTopWidth) > 1).length"
    )
    assert thick == 1


def test_the_claims_of_the_front_page_are_headed_by_what_was_found(wide: Page) -> None:
    wide.goto("/")
    brief = wide.locator(".claim-brief").first
    expect(brief.get_by_role("link").first).to_have_text("98\u00a0% in InstructGPT, at least 80\u00a0% in Olmo 3.1")
    expect(brief).to_contain_text("Claim: Pre-training takes more than 95\u00a0%")
    expect(wide.locator(".claim-brief .fig")).to_have_count(4)

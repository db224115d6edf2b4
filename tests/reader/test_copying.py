"""The address of a figure: copied from its card as link, citation, BibTeX and Markdown, and shown where it leads."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

import pytest
from bibtexparser.entrypoint import parse_string
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import SCHEMES, WIDE
from tests.reader.test_every_page import violations

pytestmark = pytest.mark.browser

PAGE, NAME = "/models/deepseek-v3/", "gpu-hours"
KNOWN = "disclosed; 2024-12; DeepSeek-AI et al. 2024, abstract and Table 1"
WHAT = "DeepSeek-V3, H800-hours of the final run, all stages: 2,788,000 GPU-hours"


def badge(page: Page) -> Locator:
    """The mark of evidence of the figure, on the page of its record."""
    page.goto(PAGE)
    return page.locator(f"tr#{NAME} a.badge")


def said(page: Page) -> Locator:
    """What the open card announces."""
    return page.locator("#atlas-card").get_by_role("status")


def copied(page: Page, form: str) -> str:
    """What the clipboard holds after a press of the button of a form; the card says so."""
    page.get_by_role("button", name=f"Copy {form}", exact=True).click()
    expect(said(page)).to_have_text(f"Copied: {form}")
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_a_figure_is_copied_in_every_form_by_mouse(wide: Page, origin: str) -> None:
    badge(wide).hover()
    address = f"{origin}{PAGE}#{NAME}"
    assert copied(wide, "link") == address
    citation = copied(wide, "citation")
    year, reviewed = re.findall(r"\((\d{4})\)|reviewed ([\d-]+)", citation)
    assert citation == (f"Training-Lifecycle Atlas ({year[0]}). {WHAT} ({KNOWN}), reviewed {reviewed[1]}. {address}")
    assert copied(wide, "Markdown") == f"[{WHAT}]({address}) ({KNOWN})"
    (entry,) = parse_string(copied(wide, "BibTeX")).entries
    assert entry.key == "atlas-models-deepseek-v3-gpu-hours"
    fields = {field.key: field.value for field in entry.fields}
    assert fields == {
        "author": "{Training-Lifecycle Atlas}",
        "title": f"{{{WHAT}}}",
        "year": year[0],
        "note": f"{KNOWN}; reviewed {reviewed[1]}",
        "url": address,
    }


def test_signs_of_bibtex_and_markdown_are_written_so_that_they_stay(wide: Page) -> None:
    wide.goto("/stages/capability-evaluation/")
    wide.get_by_text("each with its source, date and kind of evidence").first.click()
    wide.locator("tr#swe-verified-flawed a.badge").hover()
    (entry,) = parse_string(copied(wide, "BibTeX")).entries
    assert "59.4 \\%" in entry.fields_dict["title"].value
    assert "59.4 %" in copied(wide, "Markdown")
    wide.goto("/methods/tokenizer-families/")
    wide.locator("tr#cl100k-base a.badge").hover()
    assert "cl100k\\_base" in copied(wide, "BibTeX")
    assert "cl100k\\_base" in copied(wide, "Markdown")
    assert "cl100k_base" in copied(wide, "citation")


def test_a_figure_is_copied_by_keyboard(wide: Page, origin: str) -> None:
    mark = badge(wide)
    wide.keyboard.press("Tab")
    mark.focus()
    expect(wide.locator("#atlas-card .card__copy")).to_be_visible()
    for _ in range(3):  # past where it comes from and its address
        wide.keyboard.press("Tab")
    expect(wide.get_by_role("button", name="Copy link", exact=True)).to_be_focused()
    wide.keyboard.press("Enter")
    expect(said(wide)).to_have_text("Copied: link")
    assert wide.evaluate("navigator.clipboard.readText()") == f"{origin}{PAGE}#{NAME}"
    wide.keyboard.press("Escape")
    expect(mark).to_be_focused()


def test_a_figure_is_copied_by_touch(narrow: Page, origin: str) -> None:
    narrow.context.grant_permissions(["clipboard-read", "clipboard-write"])
    badge(narrow).tap()
    button = narrow.get_by_role("button", name="Copy link", exact=True)
    button.tap()
    expect(said(narrow)).to_have_text("Copied: link")
    assert narrow.evaluate("navigator.clipboard.readText()") == f"{origin}{PAGE}#{NAME}"
    boxes = [item.bounding_box() for item in narrow.locator("#atlas-card :is(a, button)").all()]
    assert [box for box in boxes if box is None or box["height"] < 24 or box["width"] < 24] == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_card_of_a_figure_is_accessible(wide: Page, scheme: str) -> None:
    badge(wide).hover()
    copied(wide, "link")
    assert violations(wide, scheme) == []


@pytest.fixture
def plain_http(browser: Browser, origin: str) -> Iterator[Page]:
    """A page that came over plain HTTP from another machine, as the browser sees it: no clipboard to write to."""
    port = origin.rpartition(":")[2]
    arguments = ["--no-sandbox", "--host-resolver-rules=MAP atlas.test 127.0.0.1"]
    other = browser.browser_type.launch(executable_path=os.environ["ATLAS_CHROMIUM"], args=arguments)
    context = other.new_context(viewport={"width": WIDE, "height": 900}, base_url=f"http://atlas.test:{port}")
    yield context.new_page()
    other.close()


def test_over_plain_http_a_figure_is_copied_too(plain_http: Page) -> None:
    mark = badge(plain_http)
    assert plain_http.evaluate("navigator.clipboard === undefined")
    mark.hover()
    plain_http.get_by_role("button", name="Copy link", exact=True).click()
    expect(said(plain_http)).to_have_text("Copied: link")
    search = plain_http.locator(".md-search__input")
    search.focus()
    plain_http.keyboard.press("Control+V")
    assert search.input_value().endswith(f"{PAGE}#{NAME}")


def test_where_nothing_can_be_copied_the_text_is_there_to_take(plain_http: Page) -> None:
    plain_http.add_init_script("document.execCommand = () => false")
    badge(plain_http).hover()
    plain_http.get_by_role("button", name="Copy citation", exact=True).click()
    expect(said(plain_http)).to_have_text("Copy the selected text with your keys")
    box = plain_http.get_by_role("textbox", name="Text to copy")
    expect(box).to_be_focused()
    assert plain_http.evaluate("getSelection().toString()").startswith("Training-Lifecycle Atlas (")


def test_the_address_of_a_figure_leads_to_its_row_and_marks_it(wide: Page) -> None:
    wide.goto(PAGE)
    row = wide.locator(f"tr#{NAME}")
    head = row.locator("th")
    before = head.evaluate("cell => getComputedStyle(cell).backgroundColor")
    row.get_by_role("link", name="H800-hours of the final run").click()
    wide.wait_for_url(f"**{PAGE}#{NAME}")
    expect(head).not_to_have_css("background-color", before)
    expect(row).to_be_in_viewport()


def test_the_address_of_a_folded_figure_opens_the_fold(wide: Page) -> None:
    wide.goto("/stages/capability-evaluation/#swe-verified-flawed")
    expect(wide.locator("tr#swe-verified-flawed")).to_be_in_viewport()


def test_without_script_the_name_of_a_figure_is_its_address(browser: Browser, origin: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=origin)
    page = context.new_page()
    page.goto(PAGE)
    page.locator(f"tr#{NAME} th a").click()
    page.wait_for_url(f"{origin}{PAGE}#{NAME}")
    context.close()


def test_a_former_name_of_a_figure_leads_to_its_row(wide: Page) -> None:
    wide.goto("/methods/tokenizer-families/#llama2-entries")
    row = wide.locator("tr#llama2")
    expect(row).to_be_in_viewport()
    plain = wide.locator("tr#llama3 th").evaluate("cell => getComputedStyle(cell).backgroundColor")
    expect(row.locator("th")).not_to_have_css("background-color", plain)

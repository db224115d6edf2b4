"""Suggesting a correction: the card of a figure leads to the forge's form, filled with what the atlas says now."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from atlas.cli import main
from atlas.inspection import checked
from atlas.pages.all_pages import Press, render_site
from atlas.settings import Settings
from playwright.sync_api import Browser

from tests.browser import WIDE, served

REPORT = "https://forge.example/owner/atlas/issues/new"
PAGE = "models/deepseek-v3"

pytestmark = pytest.mark.browser


def test_the_foot_marks_the_link_for_reports_where_there_is_one(mini: Path) -> None:
    source = checked(mini)
    for settings, marked in ((Settings(report_url=REPORT), True), (Settings(), False)):
        site = render_site(source.catalog, source.written, Press(settings, repr))
        assert {" data-report>" in sheet.text for sheet in site.pages} == {marked}
    assert main(["check", "--root", str(mini)]) == 0


def test_the_card_of_a_figure_fills_the_form(browser: Browser, built_site: Path) -> None:
    html = (built_site / PAGE / "index.html").read_text(encoding="utf-8")
    link = f'<a href="{REPORT}?title=x" data-report>Report a problem</a>'
    page_with_report = html.replace("<details><summary>Cite this page", f"{link}<details><summary>Cite this page", 1)
    assert link in page_with_report
    with served(built_site, instead={f"/{PAGE}/index.html": page_with_report.encode()}) as origin:
        context = browser.new_context(viewport={"width": WIDE, "height": 900}, reduced_motion="reduce")
        page = context.new_page()
        page.goto(f"{origin}/{PAGE}/index.html")
        page.locator('a.badge[href$="#figure-models-deepseek-v3-sft-examples"]').first.hover()
        suggestion = page.locator(".card a", has_text="Suggest a correction")
        suggestion.wait_for()
        address = urlsplit(suggestion.get_attribute("href") or "")
        context.close()
    assert f"{address.scheme}://{address.netloc}{address.path}" == REPORT
    asked = parse_qs(address.query)
    assert asked["template"] == ["figure.yml"]
    assert asked["figure"] == ["models/deepseek-v3#sft-examples"]
    assert asked["old"] == ["1.5\N{NO-BREAK SPACE}million\N{NO-BREAK SPACE}examples"]
    assert asked["body"][0].startswith("Figure: models/deepseek-v3#sft-examples\nFile: data/models/deepseek-v3.yml\n")


def test_without_an_address_for_reports_the_card_suggests_nothing(browser: Browser, built_site: Path) -> None:
    with served(built_site) as origin:
        context = browser.new_context(viewport={"width": WIDE, "height": 900}, reduced_motion="reduce")
        page = context.new_page()
        page.goto(f"{origin}/{PAGE}/")
        page.locator('a.badge[href$="#figure-models-deepseek-v3-sft-examples"]').first.hover()
        page.locator(".card").wait_for()
        page.locator(".card__copy").wait_for()
        assert page.locator(".card a").all_text_contents() == ["Where it comes from", "Address of this figure"]
        context.close()

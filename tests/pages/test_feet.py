"""The foot of a page: where it comes from, and where it can be changed."""

from __future__ import annotations

import html
import re
from functools import cache

from atlas.inspection import checked
from atlas.page import Sheet
from atlas.pages.all_pages import Press, render_site
from atlas.settings import Settings

from tests.atlases import ROOT

FORGE = "https://forge.example/edit/main/"


@cache
def pages() -> tuple[Sheet, ...]:
    """All pages of the real atlas on a site with links for editing and reporting."""
    settings = Settings(edit_url=FORGE, report_url="https://forge.example/new?template=wrong")
    source = checked(ROOT)
    return render_site(source.catalog, source.written, Press(settings, repr)).pages


def test_every_page_comes_from_something_that_exists_and_only_files_are_edited() -> None:
    edited = 0
    for page in pages():
        source = re.search(r'^source: "(.+)"$', page.text, re.MULTILINE)
        assert source, page.path
        assert (ROOT / source[1]).exists(), f"{page.path} comes from {source[1]}"
        links = re.findall(rf'href="{re.escape(FORGE)}([^"]+)"', html.unescape(page.text))
        assert links == ([source[1]] if (ROOT / source[1]).is_file() else []), page.path
        edited += len(links)
    assert edited > 400


def test_a_report_says_which_page_it_is_of() -> None:
    page = next(page for page in pages() if page.path == "models/deepseek-v3.md")
    assert "https://forge.example/new?template=wrong&title=DeepSeek-V3" in html.unescape(page.text)

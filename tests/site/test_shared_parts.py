"""The navigation of the theme, rendered once for all pages of a folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from atlas.site.shared_parts import once_a_folder
from jinja2 import Environment
from jinja2.runtime import Context
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

ADDRESSES = ("", "stages/", "stages/sft/", "about/more/")


class _At(Page):
    """A page that is only an address."""

    def __init__(self, url: str) -> None:
        self._address = url

    @property
    def url(self) -> str:
        return self._address


def _ways(context: Context) -> Iterator[str]:
    page = context.get("page")
    yield " ".join(get_relative_url(address, page.url) for address in ADDRESSES)


@pytest.fixture
def asked() -> list[str]:
    """The addresses of the pages for which the part was rendered."""
    return []


def _render(pages: list[str], asked: list[str]) -> list[str]:
    def noting(context: Context) -> Iterator[str]:
        asked.append(context["page"].url)
        return _ways(context)

    shared, shell = once_a_folder(noting, ADDRESSES), Environment().from_string("")  # noqa: S701 - nothing to escape
    return ["".join(shared(shell.new_context({"page": _At(page)}))) for page in pages]


def test_pages_of_a_folder_share_what_they_show(asked: list[str]) -> None:
    pages = ["models/a/", "models/b/", "stages/sft/figures/", "stages/dpo/", "stages/ppo/", "models/c/", "glossary/"]
    expected = [" ".join(get_relative_url(address, page) for address in ADDRESSES) for page in pages]
    assert _render(pages, asked) == expected
    assert asked == ["models/a/", "stages/sft/figures/", "stages/dpo/", "glossary/"]


@pytest.mark.parametrize("page", ["", "stages/", "stages/sft/", "about/"])
def test_pages_on_the_way_to_one_of_the_navigation_show_their_own(page: str, asked: list[str]) -> None:
    assert _render([page, page], asked)[0] == " ".join(get_relative_url(address, page) for address in ADDRESSES)
    assert asked == [page, page]

"""Both engines give the same site, but for the differences of `parity.yml`, each with its reason."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.site.parity import Difference, of_page, reasons, verdict

PAGE = "<html><head><title>{title}</title></head><body><a href='x'></a><article>\n {article}\n</article></body></html>"


def test_both_engines_give_the_same_pages(
    built_site: Path, zensical_site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The real site: its files, and the ids, links, heads and articles of every page."""
    found = verdict(built_site, zensical_site, reasons())
    listed = f"{len(found.explained)} listed differences met {found.explained.total()} times"
    with capsys.disabled():
        print(f"\n{found.pages} pages of two engines: {listed}, {len(found.unexplained)} unexplained")
    assert found.pages > 500
    assert found.unexplained[:20] == (), "mend it, or list it in tests/site/parity.yml with its reason"
    assert found.unused == (), "take it out of tests/site/parity.yml"


def test_both_engines_give_the_same_search_index(built_site: Path, zensical_site: Path) -> None:
    """Entry by entry; the client of Zensical takes titles and texts as HTML."""
    first = json.loads((built_site / "search/search_index.json").read_text(encoding="utf-8"))
    second = json.loads((zensical_site / "search.json").read_text(encoding="utf-8"))
    assert len(first["docs"]) > 1000
    assert [plain(item) for item in second["items"]] == first["docs"]
    assert [second["config"][name] for name in ("same", "separator")] == [
        first["config"][name] for name in ("same", "separator")
    ]


def plain(item: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in item.items() if name not in ("path", "tags")}
    for sign, code in (("<", "&lt;"), (">", "&gt;"), ("&", "&amp;")):
        kept |= {name: kept[name].replace(code, sign) for name in ("title", "text")}
    return kept


def lines(old: str, new: str) -> list[str]:
    """The differences of two articles at one address."""
    pages = (PAGE.format(title="t", article=text) for text in (old, new))
    return [difference.line for difference in of_page("a/index.html", *pages)]


def test_line_breaks_and_spellings_of_one_address_are_no_difference() -> None:
    assert lines('<p>one\n  two <a href="../b/">b</a></p>', '<p>one two\n<a href="./../b/">b</a></p>') == []


@pytest.mark.parametrize(
    ("new", "line"),
    [
        ('<p id="x">one</p>', "id only in zensical: x"),
        ('<p>one<a href="gone/"></a></p>', "link only in zensical: /a/gone/"),
        ("<p>two</p>", "article: '<p>one' in mkdocs is '<p>two' in zensical"),
        ("<p>o ne</p>", "article: '<p>one' in mkdocs is '<p>o ne' in zensical"),
        ("<p>one</p><p>one</p>", "article: '' in mkdocs is '</p><p>one' in zensical"),
    ],
)
def test_another_id_link_or_word_is_a_difference(new: str, line: str) -> None:
    assert line in lines("<p>one</p>", new)


def test_another_title_is_a_difference() -> None:
    pages = (PAGE.format(title=title, article="") for title in ("one", "two"))
    assert set(of_page("a/index.html", *pages)) == {
        Difference("a/index.html", "head only in mkdocs: <title>one</title>"),
        Difference("a/index.html", "head only in zensical: <title>two</title>"),
    }


def test_a_file_too_many_other_bytes_and_an_unused_reason_are_told(tmp_path: Path) -> None:
    for site, text in (("one", "a"), ("two", "b")):
        (tmp_path / site).mkdir()
        (tmp_path / site / "shared.json").write_text(text, encoding="utf-8")
        (tmp_path / site / "page.html").write_text(PAGE.format(title="t", article="<p>same</p>"), encoding="utf-8")
    (tmp_path / "two" / "more.html").write_text("", encoding="utf-8")
    found = verdict(tmp_path / "one", tmp_path / "two", {"content of *": "meant", "id only in zensical: never": "gone"})
    assert found.pages == 1
    assert found.explained == {"content of *": 1}
    assert found.unexplained == (Difference("more.html", "file only in zensical: more.html"),)
    assert found.unused == ("id only in zensical: never",)

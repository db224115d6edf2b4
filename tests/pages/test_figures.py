"""The evidence for each figure, on the built pages."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from tests.atlases import catalog


class FigureRows(HTMLParser):
    """The rows of the table of figures of one page: the text and the links of each cell."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[tuple[str, list[str]]]] = []
        self._in_table = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "table":
            self._in_table = (attributes.get("id") or "").startswith("table-figures-models-")
        elif self._in_table and tag == "tr":
            self.rows.append([])
        elif self._in_table and tag in ("td", "th"):
            self.rows[-1].append(("", []))
        elif self._in_table and tag == "a" and self.rows and self.rows[-1]:
            self.rows[-1][-1][1].append(attributes.get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self._in_table = False

    def handle_data(self, data: str) -> None:
        if self._in_table and self.rows and self.rows[-1]:
            text, links = self.rows[-1][-1]
            self.rows[-1][-1] = (text + data, links)


def test_every_figure_on_every_model_page_has_kind_date_source_and_place(built_site: Path) -> None:
    """The badge holds kind and date; the last cell leads to the source and names the place, or to the inputs."""
    counted = 0
    for page in sorted((built_site / "models").glob("*/index.html")):
        parser = FigureRows()
        parser.feed(page.read_text(encoding="utf-8"))
        for _, (value, badge), (source, links) in parser.rows[1:]:
            where = f"{page.parent.name}: {value}"
            kind = re.search(r"(disclosed|derived|estimated|unverified|undisclosed) (\d{4}(?:-\d\d){0,2})", value)
            assert kind, where
            assert badge, where
            assert links, where
            if kind[1] == "derived":
                assert source.startswith("computed from "), where
                assert all("#" in link for link in links), where
            else:
                assert re.match(r".+ \d{4}[a-z]?, .+", source), where
                assert "place not stated" not in source, where
            counted += 1
    own = [item for item in catalog().figures if item.entry.kind == "models"]
    referred = [name for id in catalog().by_kind["models"] for name in catalog().referred_by(f"models/{id}")]
    assert counted == len(own) + len(referred)
    assert counted > 200


def test_a_source_says_what_of_it_was_read(built_site: Path) -> None:
    page = (built_site / "citations" / "lee2023-rlaif" / "index.html").read_text(encoding="utf-8")
    facts = dict(re.findall(r"<dt>([^<]+)</dt>\s*<dd>([^<]*)", page))
    assert "section 4.1 and Table 1" in facts["Places read"].split("; ")
    assert re.fullmatch(r"in the text itself; last consulted \d{4}-\d{2}-\d{2}", facts["How it was read"])
    quoted = (built_site / "citations" / "metr2026-horizon11" / "index.html").read_text(encoding="utf-8")
    assert "Places read" not in quoted


def test_a_source_names_what_replaced_it(built_site: Path) -> None:
    page = (built_site / "citations" / "deng2025-swebenchpro" / "index.html").read_text(encoding="utf-8")
    assert re.search(r"<dt>Superseded by</dt>\s*<dd>.{0,200}scale2026-swebenchpro-v2/", page, re.DOTALL)

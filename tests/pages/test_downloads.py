"""The data files that pages offer, on the built site."""

from __future__ import annotations

import csv
import posixpath
import re
from pathlib import Path

import pytest
from atlas.model import Citation
from atlas.pages.downloads import Downloads
from atlas.tables.table import Column, Row, Table, cell

from tests.atlases import catalog


def test_every_table_with_controls_has_its_rows_as_a_file(built_site: Path) -> None:
    seen = 0
    for page in sorted(built_site.rglob("index.html")):
        for block in page.read_text(encoding="utf-8").split('<div class="atlas-table"')[1:]:
            if "data-controls" not in block.partition("</table>")[0]:
                continue
            link = re.search(r'class="atlas-download"><a href="([^"]+)"', block)
            assert link, page
            file = built_site / posixpath.normpath(f"{page.parent.relative_to(built_site).as_posix()}/{link[1]}")
            lines = list(csv.reader(file.read_text(encoding="utf-8").splitlines()))
            body = block.partition("<tbody>")[2].partition("</tbody>")[0]
            assert len(lines) - 1 == body.count("<tr"), file
            assert {len(line) for line in lines} == {len(lines[0])}, file
            seen += 1
    assert seen > 100


def test_two_tables_cannot_share_a_file() -> None:
    def table(text: str) -> Table:
        return Table("t", "T", (Column("a", "A"),), tuple(Row("", (cell(text),)) for _ in range(6)))

    downloads = Downloads()
    assert downloads.address(table("one")) == downloads.address(table("one")) == "@/tables/t.csv"
    with pytest.raises(ValueError, match=r"tables/t\.csv"):
        downloads.address(table("two"))


def test_all_sources_of_others_are_one_bibliography(built_site: Path) -> None:
    text = (built_site / "citations.bib").read_text(encoding="utf-8")
    entries = re.findall(r"^@(\w+)\{([^,]+),\n((?:  \w+ = \{.*\},?\n)+)\}$", text, re.MULTILINE)
    sources = catalog().of("citations", Citation)
    assert [key for _, key, _ in entries] == sorted(key for key, source in sources.items() if not source.own)
    assert text.count("@") - text.count("{@") >= len(entries)
    for _, key, fields in entries:
        assert fields.count("{") == fields.count("}"), key
        assert re.search(rf"^  year = \{{{sources[key].issued[:4]}\}}", fields, re.MULTILINE), key
    index = (built_site / "citations" / "index.html").read_text(encoding="utf-8")
    assert 'href="../citations.bib"' in index

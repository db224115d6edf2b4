"""The page of the open data: its three uses run as they stand on it, and its links and sizes are true."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.atlases import catalog


def blocks(site: Path, language: str) -> list[str]:
    """The examples of the page in one language, as its plain text has them."""
    return re.findall(rf"```{language}\n(.*?)```", (site / "data" / "index.md").read_text(), re.DOTALL)


def run(command: list[str], folder: Path) -> list[str]:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.mark.usefixtures("origin")
def test_the_examples_run_as_they_stand(built_site: Path, tmp_path: Path) -> None:
    shell = blocks(built_site, "sh")
    (python,) = blocks(built_site, "python")
    assert len(shell) == 2
    for example in shell:
        needed = [name for name in ("curl", "sqlite3", "jq") if re.search(rf"\b{name} ", example)]
        missing = [name for name in needed if shutil.which(name) is None]
        if missing:
            pytest.skip(f"not on this machine: {', '.join(missing)}")
    first, second = (run(["sh", "-ec", example], tmp_path) for example in shell)
    assert first[0].startswith("disclosed|")
    assert sum(int(line.split("|")[1]) for line in first) == catalog().number_of_figures
    assert [line.split("\t")[0] for line in second] == sorted(catalog().by_kind["stages"])
    third = run([sys.executable, "-c", python], tmp_path)
    assert len(third) == 3
    assert all(line.split()[1] in catalog().by_kind["citations"] for line in third)


def test_the_sizes_are_those_of_the_files(built_site: Path) -> None:
    page = (built_site / "data" / "index.html").read_text(encoding="utf-8")
    told = re.findall(r'href="?\.\./(api/v1/[^">]+\.(?:json|csv))"?[^<]*>[^<]*<span[^<]*</span></a>, (\d+) kB', page)
    assert len(told) > 15
    for path, size in told:
        assert abs((built_site / path).stat().st_size / 1000 - int(size)) <= 0.5, path


def structured(page: Path) -> list[dict[str, object]]:
    texts = re.findall(r'<script type="?application/ld\+json"?>(.*?)</script>', page.read_text(encoding="utf-8"))
    found = [json.loads(text) for text in texts]
    return [item for data in found for item in data.get("@graph", [data])]


def test_pages_say_what_they_are_about(built_site: Path) -> None:
    by_type = {str(item["@type"]): item for item in structured(built_site / "data" / "index.html")}
    assert by_type["Dataset"]["license"] == "https://creativecommons.org/licenses/by/4.0/"
    files = [part["contentUrl"] for part in by_type["Dataset"]["distribution"]]  # type: ignore[attr-defined]
    assert all((built_site / address.split("/", 3)[3]).is_file() for address in files)
    source = structured(built_site / "citations" / "rafailov2023-dpo" / "index.html")
    assert [item["@type"] for item in source] == ["ScholarlyArticle", "BreadcrumbList"]
    assert structured(built_site / "index.html") == []


def test_every_page_has_a_plain_text_beside_it_and_says_so(built_site: Path) -> None:
    pages = [page for page in built_site.rglob("index.html") if 'http-equiv="refresh"' not in page.read_text("utf-8")]
    assert len(pages) > 400
    for page in pages:
        head = page.read_text(encoding="utf-8").partition("</head>")[0]
        assert re.search(r'rel="alternate " type="?text/markdown"? href="?index\.md', head), page
        text = page.with_name("index.md").read_text(encoding="utf-8")
        assert re.search(r"^# \S", text, re.MULTILINE)
        assert not re.search(r"<(div|span|table|svg|p)\b", text), page


def test_the_sitemap_has_the_day_of_each_review(built_site: Path) -> None:
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    urls = list(ET.parse(built_site / "sitemap.xml").getroot())
    days = {str(url.findtext(f"{space}loc")): url.findtext(f"{space}lastmod") for url in urls}
    assert len(days) == len(urls) > 400
    assert len(set(days.values())) > 1
    model = catalog().by_kind["models"]["deepseek-v3"].record
    assert next(day for address, day in days.items() if address.endswith("/models/deepseek-v3/")) == model.reviewed


def test_titles_and_open_graph(built_site: Path) -> None:
    titles: dict[str, list[str]] = {}
    for page in sorted(built_site.rglob("index.html")):
        text = page.read_text(encoding="utf-8")
        if 'http-equiv="refresh"' not in text:
            title = html.unescape(re.search(r"<title>(.*?)</title>", text).group(1))  # type: ignore[union-attr]
            titles.setdefault(title, []).append(page.parent.name)
    assert [pages for pages in titles.values() if len(pages) > 1] == []
    assert "Training-Lifecycle Atlas" in titles
    front = (built_site / "index.html").read_text(encoding="utf-8")
    assert re.search(r'property="?og:type"? content="?website', front)
    assert re.search(r'property="?og:url"? content="?http', front)

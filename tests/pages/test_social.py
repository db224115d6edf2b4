"""Each page names the picture that a link to it shows, and the picture is there."""

from __future__ import annotations

import struct
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from atlas.page import Page, picture_led_by

from tests.browser import addresses, file_of


class Metas(HTMLParser):
    """The metadata of a page by name."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "meta" and (given.get("property") or given.get("name")):
            self.found[given.get("property") or given["name"] or ""] = given.get("content") or ""


def metas(page: Path) -> dict[str, str]:
    reader = Metas()
    reader.feed(page.read_text(encoding="utf-8").partition("</head>")[0])
    return reader.found


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("index.md", "index"),
        ("stages/index.md", "stages"),
        ("stages/pre-training.md", "stages-pre-training"),
        ("stages/pre-training/", "stages-pre-training"),
        ("stages/pre-training/figures.md", ""),
        ("models/index.md", "models"),
        ("models/", "models"),
        ("models/deepseek-v3.md", ""),
        ("benchmarks/#family-agents", ""),
        ("about.md", "about"),
        ("contribute/rules/", ""),
        ("", ""),
    ],
)
def test_each_stage_and_each_section_has_a_picture(path: str, name: str) -> None:
    assert picture_led_by(path) == name


def test_a_page_without_one_has_the_picture_of_the_nearest_page_above_it() -> None:
    crumbs = (("@/", "Atlas"), ("@/stages/", "Stages"), ("@/stages/sft/", "Fine-tuning"))
    page = Page("stages/sft/figures.md", "Figures", "", "", "page", "data", crumbs=crumbs)
    assert page.picture == ("stages-sft", "Fine-tuning")
    assert replace(page, crumbs=crumbs[:2]).picture == ("stages", "Stages")
    assert replace(page, crumbs=()).picture == ("index", "")
    assert replace(page, path="stages/sft.md").picture == ("stages-sft", "Figures")


def test_every_page_names_a_picture_that_is_there_with_its_size_and_words(built_site: Path, port: int) -> None:
    named: dict[str, str] = {}
    for address in addresses(built_site):
        found = metas(file_of(built_site, address))
        if "og:url" not in found:
            continue  # the page for lost addresses, and redirects
        origin, _, file = found["og:image"].partition(f":{port}/")
        assert origin == "http://127.0.0.1", address
        named[file] = found["og:image:alt"]
        assert found["og:image:alt"].endswith("Training-Lifecycle Atlas"), address
        assert found["twitter:card"] == "summary_large_image"
        assert (found["og:image:width"], found["og:image:height"]) == ("1200", "630")
    assert len(named) > 25
    assert named["assets/social/models.png"] == "Models - Training-Lifecycle Atlas"
    assert named["assets/social/stages-sft.png"] == "Supervised fine-tuning - Training-Lifecycle Atlas"
    assert named["assets/social/index.png"] == "Training-Lifecycle Atlas"
    for file in named:
        image = (built_site / file).read_bytes()
        assert struct.unpack_from(">II", image, 16) == (1200, 630), file
        assert len(image) < 40_000, file
    assert {path.name for path in (built_site / "assets/social").iterdir()} == {Path(file).name for file in named}


def test_the_words_of_a_picture_are_the_same_on_every_page_that_shows_it(built_site: Path) -> None:
    words: dict[str, set[str]] = {}
    for address in addresses(built_site):
        found = metas(file_of(built_site, address))
        words.setdefault(found.get("og:image", ""), set()).add(found.get("og:image:alt", ""))
    assert {image: said for image, said in words.items() if len(said) > 1} == {}

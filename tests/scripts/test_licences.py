"""The licences are whole, and every font that is shipped is named with its own."""

from __future__ import annotations

import tomllib

import yaml

from tests.atlases import ROOT


def test_the_licences_are_whole_and_named() -> None:
    data = (ROOT / "LICENSE-data").read_text(encoding="utf-8")
    assert "Attribution 4.0 International Public License" in data
    assert all(f"Section {number} -- " in data for number in range(1, 9))
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license"] == "MIT AND CC-BY-4.0"
    assert all((ROOT / name).is_file() for name in project["license-files"])
    assert "creativecommons.org/licenses/by/4.0/" in (ROOT / "mkdocs.yml").read_text(encoding="utf-8")


def test_the_citation_file_agrees_with_the_project() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert cited["cff-version"] == "1.2.0"
    assert {"message", "title", "authors", "license"} <= set(cited)
    assert cited["version"] == project["version"]


def test_every_font_has_its_notice_and_its_licence() -> None:
    notices = (ROOT / "THIRD-PARTY-NOTICES.md").read_text(encoding="utf-8")
    for font in (ROOT / "docs" / "assets" / "fonts").glob("*.woff2"):
        family = "stix-two" if font.name.startswith("stix-two") else "atlas-sans"
        assert f"assets/fonts/{family}-*.woff2" in notices, font.name
        assert (font.parent / f"{family}-OFL.txt").is_file()

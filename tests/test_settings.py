"""A setting that is wrong is named, with what is wrong and what would be right."""

from __future__ import annotations

from pathlib import Path

import pytest
from atlas.cli import main
from atlas.settings import settings_in, wrong_address, wrong_settings
from atlas.site.engine import load
from atlas.site.failure import EngineFailed

WRONG = {
    "": "it is empty: give an address, such as https://example.org/atlas/",
    "example.org/atlas": "neither https:// nor http://: write https://example.org/atlas",
    "ftp://example.org/": "neither https:// nor http://: give one such as",
    "https://example.org/my atlas/": "has a space in it",
    "https://example.org/?page=1": "has a query: take out everything from '?' on",
    "https://example.org/#top": "has a fragment: take out everything from '#' on",
    "https:///atlas/": "names no host",
    "https://example.org:port/": "is no address (port could not be cast",
    "https://[::1/": "is no address (invalid ipv6 url)",
    "https://me:secret@example.org/": "holds a name or password",
}


@pytest.mark.parametrize("address", WRONG)
def test_an_address_that_is_none_is_told(mini: Path, capsys: pytest.CaptureFixture[str], address: str) -> None:
    assert WRONG[address] in wrong_address(address)
    assert main(["build", "--root", str(mini), "--site-url", address]) == 1
    assert f"--site-url: {wrong_address(address)}" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["edit_url", "report_url", "learn_url"])
def test_the_setting_of_the_file_is_named(mini: Path, name: str) -> None:
    with (mini / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write(f"\nextra: {{atlas: {{{name}: ftp://example.org/}}}}\n")
    with pytest.raises(EngineFailed, match=rf"^mkdocs.yml: extra.atlas.{name}: 'ftp://example.org/' begins with"):
        load(mini)


@pytest.mark.parametrize(
    ("address", "said"), [("example.org", "site_url.*write it as https://"), ("ftp://x/", "site_url: ")]
)
def test_the_address_of_the_file_is_told_too(mini: Path, address: str, said: str) -> None:
    with (mini / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write(f"\nsite_url: {address}\n")
    with pytest.raises(EngineFailed, match=rf"^mkdocs.yml: .*{said}"):
        load(mini)


def test_addresses_that_are_right_pass() -> None:
    atlas = {"edit_url": "https://forge.example/edit/main", "report_url": "https://forge.example/new?template=wrong"}
    config = {"site_url": "http://127.0.0.1:8000/a%20b", "extra": {"atlas": atlas}}
    assert wrong_settings(config) == []
    assert settings_in(config).edit_url == "https://forge.example/edit/main/"  # a path can be added
    assert settings_in({}).site_url == ""

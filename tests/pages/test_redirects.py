"""Addresses that a page had before, and the list of those that were published."""

from __future__ import annotations

from pathlib import Path

import pytest
from atlas.cli import main
from atlas.pages.redirects import redirect_files
from atlas.site.published import LIST, as_list, moved, read_published, vanished
from playwright.sync_api import Page

from tests.atlases import ROOT, edit, run_atlas, tree


def test_an_alias_leads_to_the_present_address(built_mini: Path) -> None:
    pages = tree(built_mini / "site")
    text = pages["stages/preference-tuning/index.html"].decode()
    assert 'url=../preference-learning/"' in text
    assert '<link rel="canonical" href="https://example.org/stages/preference-learning/">' in text
    assert pages["_redirects"] == b"/stages/preference-tuning/ /stages/preference-learning/ 301\n"


def test_lines_for_hosts_carry_the_path_of_the_site() -> None:
    files = redirect_files({"a/old/": "a/new/", "a/term/": "glossary/#term"}, "https://example.org/atlas/")
    assert files["_redirects"] == "/atlas/a/old/ /atlas/a/new/ 301\n/atlas/a/term/ /atlas/glossary/#term 301\n"
    assert 'href="../../glossary/#term"' in files["a/term/index.html"]
    assert 'rel="canonical" href="https://example.org/atlas/a/new/"' in files["a/old/index.html"]
    assert redirect_files({}, "") == {}


@pytest.mark.browser
def test_a_former_address_keeps_its_query_and_its_fragment(wide: Page, origin: str) -> None:
    wide.goto("/citations/jiang2026-swebenchpro-verified/?from=here#references")
    wide.wait_for_url("**/citations/zheng2026-swebenchpro-verified/?from=here#references")


@pytest.mark.browser
def test_a_former_address_leads_on_without_a_script_too(built_site: Path) -> None:
    text = (built_site / "citations/jiang2026-swebenchpro-verified/index.html").read_text(encoding="utf-8")
    assert (
        '<noscript><meta http-equiv="refresh" content="0; url=../zheng2026-swebenchpro-verified/"></noscript>' in text
    )


def test_the_committed_list_has_every_address() -> None:
    done = run_atlas("addresses", "--check", "--root", str(ROOT))
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_published_address_that_vanishes_stops_the_build_until_it_leads_on(mini: Path) -> None:
    assert main(["addresses", "--root", str(mini)]) == 0
    before = read_published(mini)
    assert {"stages/sft/", "stages/preference-tuning/"} <= set(before)
    with (mini / LIST).open("a", encoding="utf-8") as file:
        file.write("stages/gone/\n")
    done = run_atlas("build", "--root", str(mini))
    assert done.returncode == 1
    assert "'stages/gone/' was published and has no page: give the record" in done.stderr
    assert "'aliases: [gone]'" in done.stderr
    edit(mini / LIST, "stages/gone/", "stages/gone/ -> stages/sft/")
    assert run_atlas("build", "--root", str(mini)).returncode == 0
    assert "url=../sft/" in (mini / "site" / "stages" / "gone" / "index.html").read_text(encoding="utf-8")
    assert main(["addresses", "--root", str(mini)]) == 0
    assert read_published(mini) == {**before, "stages/gone/": "stages/sft/"}


def test_an_alias_is_a_way_on_and_a_way_leads_somewhere() -> None:
    published = {"a/": "a/", "b/": "b/", "c/": "a/#part", "d/": "e/"}
    assert vanished(published, {"a/", "b/"}) == [
        "data/addresses.txt: 'd/' leads to 'e/', where no page stands: name another one"
    ]
    assert moved(published) == {"c/": "a/#part", "d/": "e/"}
    assert as_list(published).splitlines()[1:] == ["a/", "b/", "c/ -> a/#part", "d/ -> e/"]

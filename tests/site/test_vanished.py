"""A record that is taken away: the build stops and says the way out, and with it the old address leads on."""

from __future__ import annotations

from pathlib import Path

import pytest
from atlas.cli import main
from playwright.sync_api import Browser, expect

from tests.atlases import edit, run_atlas, tree
from tests.browser import served, watched

GONE = "objectives/next-token/"


@pytest.fixture
def without_a_record(built_mini: Path) -> Path:
    """The mini atlas with its addresses published, from which a record was taken out by hand with its mention."""
    assert main(["addresses", "--root", str(built_mini)]) == 0
    (built_mini / "data/objectives/next-token.yml").unlink()
    edit(built_mini / "data/stages/pre-training.yml", "objectives: [next-token]\n", "")
    return built_mini


def test_a_build_without_the_record_stops_with_the_way_out_and_leaves_the_last_site(without_a_record: Path) -> None:
    before = tree(without_a_record / "site")
    assert f"{GONE}index.html" in before
    done = run_atlas("build", "--root", str(without_a_record))
    assert done.returncode == 1
    assert f"data/addresses.txt: '{GONE}' was published and has no page: give the record" in done.stderr
    assert "'aliases: [next-token]'" in done.stderr
    assert f"write '{GONE} -> '" in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(without_a_record / "site") == before


@pytest.mark.browser
@pytest.mark.parametrize("way", ["an alias", "a line of the list"])
def test_either_way_out_builds_and_the_old_address_leads_on(without_a_record: Path, browser: Browser, way: str) -> None:
    if way == "an alias":
        edit(without_a_record / "data/objectives/dpo.yml", "reviewed:", "aliases: [next-token]\nreviewed:")
    else:
        edit(without_a_record / "data/addresses.txt", f"{GONE}\n", f"{GONE} -> objectives/dpo/\n")
    done = run_atlas("build", "--root", str(without_a_record))
    assert done.returncode == 0, done.stdout + done.stderr
    site = without_a_record / "site"
    assert f"/{GONE} /objectives/dpo/ 301" in (site / "_redirects").read_text("utf-8").splitlines()
    with served(site) as origin:
        context = browser.new_context(base_url=origin)
        page, watch = watched(context, origin)
        page.goto(f"/{GONE}?from=here#references")
        page.wait_for_url(f"{origin}/objectives/dpo/?from=here#references")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        context.close()
    assert (watch.complaints, watch.elsewhere) == ([], [])

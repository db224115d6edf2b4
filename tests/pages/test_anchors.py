"""Addresses inside pages: every figure has one, made of ids of the data, and none that was published vanishes."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from atlas.cli import main
from atlas.evidence.shown import home_href
from atlas.pages.anchors import anchors
from atlas.site.links import anatomy
from atlas.site.published import LIST, moved, moved_inside, read_published, vanished
from playwright.sync_api import Browser

from tests.atlases import SHARE, catalog, edit, run_atlas
from tests.browser import served

TYPICAL = "compute/typical/"


def test_every_figure_has_an_address_of_its_own_on_the_page_of_its_record(built_site: Path) -> None:
    homes = [home_href(placed).removeprefix("@/") for placed in catalog().figures]
    assert len(set(homes)) == len(homes) > 1000
    pages = {home.partition("#")[0] for home in homes}
    found = {page: anatomy((built_site / page / "index.html").read_text(encoding="utf-8")) for page in pages}
    assert [home for home in homes if home.partition("#")[2] not in found[home.partition("#")[0]].ids] == []
    assert [page for page in pages if found[page].twice] == []


def test_every_address_of_a_figure_and_its_former_ones_are_on_the_page(built_site: Path) -> None:
    addresses = anchors(catalog())
    assert {"methods/tokenizer-families/#llama2", "methods/tokenizer-families/#llama2-entries"} < addresses
    assert {"glossary/#token", "walkthrough/#sft"} < addresses
    ids = {
        page: anatomy((built_site / page / "index.html").read_text(encoding="utf-8")).ids
        for page in {address.partition("#")[0] for address in addresses}
    }
    assert [address for address in addresses if address.partition("#")[2] not in ids[address.partition("#")[0]]] == []


def test_no_address_of_a_figure_is_a_counter() -> None:
    assert [placed.address for placed in catalog().figures if placed.name is None] == []


def test_exports_tell_the_address_of_each_figure(built_site: Path) -> None:
    api = built_site / "api" / "v1"
    wanted = {placed.address: home_href(placed).removeprefix("@/") for placed in catalog().figures}
    whole = json.loads((api / "models" / "deepseek-v3.json").read_text(encoding="utf-8"))
    base = whole["self"].removesuffix("api/v1/models/deepseek-v3.json")
    with (api / "figures.csv").open(encoding="utf-8") as file:
        assert {row["address"]: row["url"] for row in csv.DictReader(file)} == {
            address: base + way for address, way in wanted.items()
        }
    told: dict[str, str] = {}
    for path in sorted(
        path for path in api.rglob("*.json") if path.parent.parent == api and path.parent.name != "schema"
    ):
        record = json.loads(path.read_text(encoding="utf-8"))
        told |= {figure["address"]: figure["url"].removeprefix(base) for figure in record["figures"]}
    assert told == wanted


def test_an_address_inside_a_page_vanishes_with_its_way_out() -> None:
    published = {"a/": "a/", "a/#x": "a/#x", "a/#y": "a/#y", "a/#z": "a/", "b/": "b/", "b/#x": "b/#x", "c/#w": "d/"}
    there = {"a/", "a/#x", "b/"}
    assert vanished(published, there, {"b/": "a/"}) == [
        "data/addresses.txt: 'a/#y' was published and nothing stands there: give the figure or record that takes its"
        " place there 'aliases: [y]', or write 'a/#y -> ' and the address that takes its place on its line",
        "data/addresses.txt: 'c/#w' leads to 'd/', where no page stands: name another one",
    ]
    assert moved(published) == {}
    assert moved_inside(published) == {"a/#z": "a/", "c/#w": "d/"}


def test_a_figure_that_is_renamed_stops_the_build_until_its_former_name_leads_on(mini: Path) -> None:
    assert main(["addresses", "--root", str(mini)]) == 0
    assert f"{TYPICAL}#sft" in read_published(mini)
    text = (mini / SHARE).read_text(encoding="utf-8")
    assert text.count("  sft:\n") == 1
    edit(mini / SHARE, "  sft:\n", "  fine-tuning:\n")
    for path in (mini / "data").rglob("*.yml"):
        told = path.read_text(encoding="utf-8")
        path.write_text(told.replace("compute_shares/typical#sft", "compute_shares/typical#fine-tuning"), "utf-8")
    for path in (mini / "docs").rglob("*.md"):
        told = path.read_text(encoding="utf-8")
        path.write_text(told.replace("compute_shares/typical#sft", "compute_shares/typical#fine-tuning"), "utf-8")
    done = run_atlas("build", "--root", str(mini))
    assert done.returncode == 1
    assert f"'{TYPICAL}#sft' was published and nothing stands there" in done.stderr
    edit(mini / SHARE, "  fine-tuning:\n", "  fine-tuning:\n    aliases: [sft]\n")
    done = run_atlas("build", "--root", str(mini))
    assert done.returncode == 0, done.stdout + done.stderr
    found = anatomy((mini / "site" / TYPICAL / "index.html").read_text(encoding="utf-8"))
    assert {"sft", "fine-tuning"} <= found.ids


def test_a_line_of_the_list_leads_on_from_inside_a_page(mini: Path) -> None:
    (mini / LIST).write_text(f"{TYPICAL}#gone -> {TYPICAL}#sft\n", encoding="utf-8")
    done = run_atlas("build", "--root", str(mini))
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads((mini / "site" / "former.json").read_text()) == {f"{TYPICAL}#gone": f"{TYPICAL}#sft"}
    assert "#" not in (mini / "site" / "_redirects").read_text(encoding="utf-8")


@pytest.mark.browser
def test_a_browser_follows_that_line(browser: Browser, built_site: Path) -> None:
    former = json.dumps({"models/deepseek-v3/#gone": "compute/deepseek-v3/#pre-training"}).encode()
    with served(built_site, instead={"/former.json": former}) as origin:
        page = browser.new_page()
        page.goto(f"{origin}/models/deepseek-v3/#gone")
        page.wait_for_url(f"{origin}/compute/deepseek-v3/#pre-training")
        page.goto(f"{origin}/models/deepseek-v3/#no-such-part")
        page.wait_for_load_state("networkidle")
        assert page.url == f"{origin}/models/deepseek-v3/#no-such-part"
        page.close()

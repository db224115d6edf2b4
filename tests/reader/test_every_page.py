"""Every page in both schemes and at two widths: accessible, quiet, private, and no wider than its window."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from tests.atlases import ROOT, run_atlas
from tests.browser import NARROW, SCHEMES, WIDE, Watch, addresses, launch, served, watched

pytestmark = pytest.mark.browser

RUN_COLOUR_RULES = """rules => axe.run(document, {resultTypes: ["violations"], runOnly: rules})
  .then((results) => results.violations)"""
EMPTY_INDEX = {"config": {"lang": ["en"], "separator": " ", "pipeline": [], "fields": {}}, "docs": []}
COLOUR_RULES = ["color-contrast", "link-in-text-block"]


def sweep(origin: str, paths: list[str], width: int) -> tuple[list[str], Watch]:
    """Open every page at one width; returns what is wrong with it in either scheme, and the record of complaints."""
    found, axe = [], Axe()
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        context = chromium.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce")
        # Each page would build the whole index in a worker, which no test of this sweep needs.
        context.route("**/search_index.json", lambda route: route.fulfill(json=EMPTY_INDEX))
        page, watch = watched(context, origin)
        for path in paths:
            page.goto(f"{origin}/{path}", wait_until="load")
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                found.append(f"{path} {width}: wider than the window")
            violations = axe.run(page, options={"resultTypes": ["violations"]}).response["violations"]
            # The other scheme changes colours and nothing else: only the rules of colour are run again.
            page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", SCHEMES[1])
            violations += page.evaluate(RUN_COLOUR_RULES, COLOUR_RULES)
            for violation in violations:
                nodes = "; ".join(node["html"][:120] for node in violation["nodes"][:2])
                found.append(f"{path} {width}: {violation['id']}: {nodes}")
        chromium.close()
    return found, watch


def swept(origin: str, paths: list[str], *widths: int) -> list[tuple[list[str], Watch]]:
    """The result of a sweep for each width, each in a thread of its own, as Playwright asks for."""
    with ThreadPoolExecutor(len(widths)) as pool:
        return list(pool.map(sweep, repeat(origin), repeat(paths), widths))


def test_every_page_is_accessible_quiet_and_private(built_site: Path, origin: str) -> None:
    """No axe violation, console complaint, policy violation, foreign request or overflow on any page."""
    paths = addresses(built_site)
    results = swept(origin, paths, WIDE, NARROW)
    print(f"{len(paths)} pages, {len(SCHEMES)} schemes, 2 widths")
    assert [line for found, _ in results for line in found] == []
    assert [watch.complaints for _, watch in results] == [[], []]
    assert [watch.elsewhere for _, watch in results] == [[], []]


def test_the_sweep_finds_a_fault(tmp_path: Path) -> None:
    """A page with a fault of each sort fails the sweep."""
    wide_word = "x" * 500
    tmp_path.joinpath("index.html").write_text(
        '<!doctype html><html lang="en"><head><title>t</title></head><body><main><h1>h</h1><img src="gone.png">'
        f"<p>{wide_word}</p><script>console.error('no')</script>"
        '<img alt="" src="http://127.0.0.2:9/x.png"></main></body></html>'
    )
    with served(tmp_path) as address:
        ((found, watch),) = swept(address, ["index.html"], WIDE)
    assert any("image-alt" in line for line in found)
    assert any("wider than the window" in line for line in found)
    assert any("no" in line for line in watch.complaints)
    assert watch.elsewhere == ["http://127.0.0.2:9/x.png"]


def test_long_words_long_tables_and_other_scripts_fit(mini: Path) -> None:
    """A word of 200 letters, a title at its longest, Arabic, and a table of 500 rows: nothing overflows or breaks."""
    stage = mini / "data" / "stages" / "sft.yml"
    text = stage.read_text(encoding="utf-8")
    text = text.replace("summary: Training on demonstrations.", f"summary: {'x' * 200} تدريب النموذج على أمثلة.")
    text = text.replace("title: Fine-tuning", f"title: {'Fine-tuning ' * 13}")
    figures = "".join(
        f"  f{number}: {{label: Number {number}, amount: {number}, unit: tokens, kind: estimated, as_of: 2026-01}}\n"
        for number in range(500)
    )
    stage.write_text(text.replace("sections:", f"figures:\n{figures}sections:"), encoding="utf-8")
    shutil.copytree(ROOT / "docs" / "assets", mini / "docs" / "assets", dirs_exist_ok=True)
    config = (mini / "mkdocs.yml").read_text(encoding="utf-8")
    (mini / "mkdocs.yml").write_text(config.replace("extra_javascript: []\nextra_css: []\n", ""), encoding="utf-8")
    done = run_atlas("build", "--root", str(mini))
    assert done.returncode == 0, done.stdout + done.stderr
    paths = ["stages/sft/", "stages/", "index.html"]
    with served(mini / "site") as address:
        for found, watch in swept(address, paths, WIDE, NARROW):
            assert (found, watch.complaints, watch.elsewhere) == ([], [], [])

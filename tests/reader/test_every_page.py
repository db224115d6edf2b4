"""Every page at two widths: quiet, private, no wider or longer than allowed; every shape accessible in both schemes."""

from __future__ import annotations

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, sync_playwright

from tests.atlases import ROOT, run_atlas
from tests.browser import NARROW, SCHEMES, WIDE, addresses, file_of, launch, served, watched
from tests.reader.shapes import of_new_shape, sampled, shapes

pytestmark = pytest.mark.browser

NO_INDEX = {
    "/search/search_index.json": json.dumps(
        {"config": {"lang": ["en"], "separator": " ", "pipeline": [], "fields": {}}, "docs": []}
    ).encode()
}
"""Each page would build the whole index of the search in a worker, which no test of this sweep needs."""

LONGEST = {WIDE: 12_000, NARROW: 24_000}
"""Pixels that a page may be long, with its folds closed."""

SAMPLE, SEED = 20, 20260101
"""How many pages without a new shape are looked at closely, and what chooses them."""


@dataclass(frozen=True)
class Tour:
    """The pages of a site to open, and those among them to look at closely: with every rule, in both schemes."""

    origin: str
    paths: list[str]
    closely: frozenset[str]


@dataclass(frozen=True)
class Faults:
    """What a sweep found: faults of pages, complaints of the console and requests to other origins."""

    found: list[str]
    complaints: list[str]
    elsewhere: list[str]


def sweep(tour: Tour, paths: list[str]) -> Faults:
    """What is wrong with some pages of a tour at both widths; those looked at closely are loaded anew at each."""
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        context = chromium.new_context(reduced_motion="reduce")
        page, watch = watched(context, tour.origin)
        found: list[str] = []
        for path in paths:
            for width in (WIDE, NARROW):
                page.set_viewport_size({"width": width, "height": 900})
                if width == WIDE or path in tour.closely:
                    page.goto(f"{tour.origin}/{path}", wait_until="load")
                if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                    found.append(f"{path} {width}: wider than the window")
                length = page.evaluate("document.documentElement.scrollHeight")
                if length > LONGEST[width]:
                    found.append(f"{path} {width}: {length} pixels long")
                for scheme in SCHEMES if path in tour.closely else ():
                    found += [f"{path} {width} {scheme}: {violation}" for violation in violations(page, scheme)]
        chromium.close()
    return Faults(found, watch.complaints, watch.elsewhere)


def violations(page: Page, scheme: str) -> list[str]:
    """The rules of axe that an open page violates in a scheme, with their first places."""
    page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{rule['id']}: {'; '.join(node['html'][:120] for node in rule['nodes'][:2])}" for rule in found]


def swept(tour: Tour, threads: int = 2) -> list[Faults]:
    """The results of a sweep, each of a part of the pages in a thread of its own, as Playwright asks for."""
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(sweep, repeat(tour), [tour.paths[start::threads] for start in range(threads)]))


def test_every_page_is_accessible_quiet_and_private(built_site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No console complaint, policy violation, foreign request or overflow on any page; no axe violation on any shape.

    Where a link leads is checked without a browser, on every page too: tests/site/test_links.py.
    """
    paths = addresses(built_site)
    new = of_new_shape({path: shapes(file_of(built_site, path).read_text(encoding="utf-8")) for path in paths})
    sample = sampled([path for path in paths if path not in new], SAMPLE, SEED)
    with capsys.disabled():
        print(
            f"\n{len(paths)} pages at 2 widths: console, policy, requests and overflow. All rules of axe in 2 schemes"
            f" on {len(new) + len(sample)} of them: {len(new)} with a new shape, {len(sample)} sampled"
        )
    with served(built_site, instead=NO_INDEX) as address:
        for faults in swept(Tour(address, paths, frozenset(new + sample))):
            assert faults == Faults([], [], [])


def test_the_sweep_finds_a_fault(tmp_path: Path) -> None:
    """A page with a fault of each sort fails the sweep."""
    wide_word = "x" * 500
    tmp_path.joinpath("index.html").write_text(
        '<!doctype html><html lang="en"><head><title>t</title></head><body><main><h1>h</h1><img src="gone.png">'
        f"<p>{wide_word}</p><div style='height: 30000px'></div><script>console.error('no')</script>"
        '<img alt="" src="http://127.0.0.2:9/x.png"></main></body></html>'
    )
    with served(tmp_path) as address:
        (faults,) = swept(Tour(address, ["index.html"], frozenset({"index.html"})), threads=1)
    assert any("image-alt" in line for line in faults.found)
    assert any("wider than the window" in line for line in faults.found)
    assert any("pixels long" in line for line in faults.found)
    assert any("no" in line for line in faults.complaints)
    assert set(faults.elsewhere) == {"http://127.0.0.2:9/x.png"}


def test_the_sweep_finds_a_colour_without_contrast_in_either_scheme(tmp_path: Path) -> None:
    """A text that only the dark scheme hides is found there, and nowhere else."""
    tmp_path.joinpath("index.html").write_text(
        '<!doctype html><html lang="en"><head><title>t</title><style>[data-md-color-scheme=slate] p { color: #eee }'
        "</style></head><body><main><h1>h</h1><p>faint</p></main></body></html>"
    )
    with served(tmp_path) as address:
        (faults,) = swept(Tour(address, ["index.html"], frozenset({"index.html"})), threads=1)
    places = {line.partition(":")[0] for line in faults.found}
    assert places == {f"index.html {width} slate" for width in (WIDE, NARROW)}


def test_long_words_long_tables_and_other_scripts_fit(mini: Path) -> None:
    """A word of 200 letters, a title at its longest, Arabic, and a table of 500 rows: nothing overflows or breaks."""
    stage = mini / "data" / "stages" / "sft.yml"
    text = stage.read_text(encoding="utf-8")
    text = text.replace("summary: Training on demonstrations.", f"summary: {'x' * 200} تدريب النموذج على أمثلة.")
    text = text.replace("title: Fine-tuning", f"title: {'Fine-tuning ' * 13}")
    figures = "".join(
        f"  f{number}: {{label: Number {number}, amount: {number}, unit: tokens, kind: estimated, as_of: 2026-01}}\n"
        for number in range(1, 501)
    )
    stage.write_text(text.replace("sections:", f"figures:\n{figures}sections:"), encoding="utf-8")
    shutil.copytree(ROOT / "docs" / "assets", mini / "docs" / "assets", dirs_exist_ok=True)
    config = (mini / "mkdocs.yml").read_text(encoding="utf-8")
    (mini / "mkdocs.yml").write_text(config.replace("extra_javascript: []\nextra_css: []\n", ""), encoding="utf-8")
    done = run_atlas("build", "--root", str(mini))
    assert done.returncode == 0, done.stdout + done.stderr
    paths = ["stages/sft/", "stages/", "index.html"]
    with served(mini / "site") as address:
        for faults in swept(Tour(address, paths, frozenset(paths))):
            assert faults == Faults([], [], [])

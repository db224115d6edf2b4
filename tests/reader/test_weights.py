"""What a first visit loads, compressed: the page with all that it asks for."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Response

pytestmark = pytest.mark.browser

SCRIPTS_AT_MOST = 18_500
PAGES_AT_MOST = {"/": 120_000, "/stages/pre-training/": 150_000, "/stages/preference-learning/": 150_000}


def compressed(path: str, content: bytes) -> int:
    return len(content) if path.endswith(".woff2") else len(gzip.compress(content, 9, mtime=0))


@pytest.mark.parametrize("path", PAGES_AT_MOST)
def test_a_first_visit_is_light(browser: Browser, origin: str, path: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, base_url=origin)
    page, answers = context.new_page(), list[Response]()

    def keep(answer: Response) -> None:
        answers.append(answer)

    page.on("response", keep)
    page.goto(path, wait_until="networkidle")
    loaded = {answer.url: answer.body() for answer in answers}
    context.close()
    weight = sum(compressed(url, content) for url, content in loaded.items())
    print(f"{path}: {weight:,} bytes in {len(loaded)} answers")
    assert len(loaded) > 10
    assert not [url for url in loaded if "search_index" in url], "the index is loaded when the search is opened"
    assert weight <= PAGES_AT_MOST[path]


def test_own_scripts_stay_small(built_site: Path) -> None:
    scripts = [path for path in (built_site / "assets" / "js").glob("*.js") if not path.name.endswith(".min.js")]
    weight = sum(compressed(path.name, path.read_bytes()) for path in scripts)
    print(f"{len(scripts)} scripts: {weight:,} bytes")
    assert weight <= SCRIPTS_AT_MOST

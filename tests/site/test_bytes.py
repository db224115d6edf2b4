"""The same input gives the same bytes, and one changed figure changes what shows it."""

from __future__ import annotations

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from atlas.site.identity import IDENTITY

from tests.atlases import SHARE, build, copy_of_the_atlas, edit, run_atlas, tree


def files_of(site: Path) -> dict[str, bytes]:
    """Every file of a site, without the revision of the repository that it was made in."""
    files = tree(site)
    return files | {IDENTITY: re.sub(rb'"revision": .*', b"", files[IDENTITY])}


SIZES = {"data/index.html", "data/index.md"}
"""The page that tells the sizes of the exports, of which one may be another."""


def with_exports(pages: set[str], *records: str) -> set[str]:
    """The files of pages with their plain texts, and every export in which records of breakdowns stand."""
    texts = {name.replace("index.html", "index.md") for name in pages if name.endswith("index.html")}
    kind = "api/v1/compute_shares"
    whole = {"api/v1/figures.csv", "api/v1/atlas.sqlite", "api/v1/atlas-csv.zip", "llms-full.txt", f"{kind}.json"}
    return pages | texts | whole | {f"{kind}/{record}.json" for record in records} | {"build.json"}


def test_time_zone_locale_and_hash_seed_change_no_byte(mini_as_built: Path, mini: Path) -> None:
    first = files_of(mini_as_built / "site")
    build(mini, TZ="Asia/Tokyo", LC_ALL="C.UTF-8", PYTHONHASHSEED="77")
    assert first == files_of(mini / "site")


def test_one_share_changes_the_pages_that_show_it_and_nothing_else(built_mini: Path) -> None:
    before = tree(built_mini / "site")
    edit(built_mini / SHARE, "low: 0.95", "low: 0.9")
    after = build(built_mini)
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    pages = {
        "index.html",  # the glance table
        "stages/index.html",
        "stages/pre-training/index.html",
        "compare/stages.json",
        "compute/index.html",
        "compute/typical/index.html",
        "charts/orders.csv",
        "citations/survey2026-lifecycle/index.html",  # the link back from the source
        "search/search_index.json",
    }
    assert changed - SIZES == with_exports(pages, "typical")
    assert all(b"over 90" in after[name] for name in pages)


def test_the_hook_builds_the_same_site_as_the_command(built_mini: Path) -> None:
    expected = files_of(built_mini / "site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", "plain"]
    done = subprocess.run(command, cwd=built_mini, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    plain = files_of(built_mini / "plain")
    assert plain == expected


@dataclass(frozen=True)
class Variants:
    """The files of the real site, built in other surroundings, and built with one share changed."""

    elsewhere: dict[str, bytes]
    one_share: dict[str, bytes]


@pytest.fixture(scope="module")
def variants(port: int, tmp_path_factory: pytest.TempPathFactory) -> Variants:
    """Both built side by side, each by a process of its own, for the address of the site as built."""
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "site"
    changed = copy_of_the_atlas(tmp_path_factory.mktemp("changed"))
    other = copy_of_the_atlas(tmp_path_factory.mktemp("other"))  # with no store of an earlier build
    edit(changed / SHARE, "high: 0.09", "high: 0.0777")
    address = ("--site-url", f"http://127.0.0.1:{port}/")
    surroundings = {"TZ": "Pacific/Chatham", "LC_ALL": "C", "PYTHONHASHSEED": "4242"}
    with ThreadPoolExecutor() as pool:
        first = pool.submit(
            run_atlas, "build", "--root", str(other), "--site", str(elsewhere), *address, **surroundings
        )
        second = pool.submit(run_atlas, "build", "--root", str(changed), *address)
    for done in (first.result(), second.result()):
        assert done.returncode == 0, done.stdout + done.stderr
    return Variants(files_of(elsewhere), files_of(changed / "site"))


def test_the_real_site_has_the_same_bytes_in_other_surroundings(built_site: Path, variants: Variants) -> None:
    assert variants.elsewhere == files_of(built_site)


def test_one_share_of_the_real_data_changes_what_shows_it_and_nothing_else(
    built_site: Path, variants: Variants
) -> None:
    before, after = files_of(built_site), variants.one_share
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    pages = {
        "index.html",  # the diagram and the glance table
        "stages/index.html",
        "stages/mid-training/index.html",
        "compare/index.html",
        "compare/stages.json",
        "compute/index.html",
        "compute/typical/index.html",
        "claims/midtraining-single-digit/index.html",  # quotes it
        "charts/orders.csv",
        "tables/breakdown-typical.csv",
        "tables/figures-citations-survey2026-lifecycle.csv",
        "tables/glance.csv",
        "tables/stages-compared.csv",
        "citations/survey2026-lifecycle/index.html",  # the link back from the source
        "search/search_index.json",
    }
    assert changed - SIZES == with_exports(pages, "typical")
    assert [name for name in sorted(pages) if b"7.77" not in after[name]] == []

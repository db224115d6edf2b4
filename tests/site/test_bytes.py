"""The same input gives the same bytes, and one changed figure changes what shows it."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.atlases import SHARE, build, copy_of_the_atlas, edit, run_atlas, tree


def test_time_zone_locale_and_hash_seed_change_no_byte(mini_as_built: Path, mini: Path) -> None:
    first = tree(mini_as_built / "site")
    second = build(mini, TZ="Asia/Tokyo", LC_ALL="C.UTF-8", PYTHONHASHSEED="77")
    assert first == second


def test_one_share_changes_the_pages_that_show_it_and_nothing_else(built_mini: Path) -> None:
    before = tree(built_mini / "site")
    edit(built_mini / SHARE, "low: 0.95", "low: 0.9")
    after = build(built_mini)
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert changed == {
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
    assert all(b"over 90" in after[name] for name in changed)


def test_the_hook_builds_the_same_site_as_the_command(built_mini: Path) -> None:
    expected = tree(built_mini / "site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", "plain"]
    done = subprocess.run(command, cwd=built_mini, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    plain = tree(built_mini / "plain")
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
    return Variants(tree(elsewhere), tree(changed / "site"))


def test_the_real_site_has_the_same_bytes_in_other_surroundings(built_site: Path, variants: Variants) -> None:
    assert variants.elsewhere == tree(built_site)


def test_one_share_of_the_real_data_changes_what_shows_it_and_nothing_else(
    built_site: Path, variants: Variants
) -> None:
    before, after = tree(built_site), variants.one_share
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert changed == {
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
    shown = [name for name in sorted(changed) if b"7.77" in after[name]]
    assert shown == sorted(changed)

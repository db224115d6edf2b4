"""The same input gives the same bytes, and one changed figure changes what shows it."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from atlas.site.identity import IDENTITY

from tests.atlases import (
    SHARE,
    build,
    copy_of_the_atlas,
    copy_of_the_mini_atlas,
    edit,
    run_atlas,
    tree,
    unpacked_archive,
)
from tests.fonts import machine_with_broad_fonts


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


ELSEWHERE = [
    {"TZ": "Asia/Kolkata", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "77"},
    {"TZ": "America/St_Johns", "LC_ALL": "", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "1234"},
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "POSIX", "PYTHONHASHSEED": "4242"},
]
"""Half hours on both sides of UTC, the farthest zone, a language in which i has no dot, other orders of sets."""


@pytest.mark.parametrize("surroundings", ELSEWHERE, ids=lambda found: found["TZ"])
def test_time_zone_locale_fonts_path_and_hash_seed_change_no_byte(
    mini_as_built: Path, tmp_path: Path, surroundings: dict[str, str]
) -> None:
    """Nothing is kept of an earlier build: each copy has its own folder for that."""
    copy = copy_of_the_mini_atlas(tmp_path / "ein Ort für 训练 & mehr")
    assert not (copy / "build").exists()
    build(copy, **surroundings, **machine_with_broad_fonts(tmp_path / "fonts"))
    assert files_of(copy / "site") == files_of(mini_as_built / "site")


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
    """Both built side by side, each by a process of its own, for the address of the site as built.

    The first is an archive without git, with its own program and no store of an earlier build.
    """
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "site"
    changed = copy_of_the_atlas(tmp_path_factory.mktemp("changed"))
    archive = unpacked_archive(tmp_path_factory.mktemp("un archivo, déjà vu") / "atlas")
    edit(changed / SHARE, "high: 0.09", "high: 0.0777")
    address = ("--site-url", f"http://127.0.0.1:{port}/")
    surroundings = {"TZ": "Pacific/Chatham", "LC_ALL": "C", "PYTHONHASHSEED": "4242"}
    surroundings |= {"PYTHONPATH": str(archive / "scripts"), **machine_with_broad_fonts(archive.with_name("fonts"))}
    with ThreadPoolExecutor() as pool:
        first = pool.submit(
            run_atlas, "build", "--root", str(archive), "--site", str(elsewhere), *address, **surroundings
        )
        second = pool.submit(run_atlas, "build", "--root", str(changed), *address)
    for done in (first.result(), second.result()):
        assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads((elsewhere / IDENTITY).read_text("utf-8"))["revision"] is None
    return Variants(files_of(elsewhere), files_of(changed / "site"))


def test_the_real_site_has_the_same_bytes_in_other_surroundings(built_site: Path, variants: Variants) -> None:
    """The program too is another copy, and nothing tells it of git."""
    found = files_of(built_site)
    assert variants.elsewhere == found
    digest = hashlib.sha256(b"".join(name.encode() + b"\0" + content for name, content in found.items()))
    print(f"{len(found)} files, sha256 {digest.hexdigest()}")


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


def test_a_file_of_docs_takes_the_place_of_what_the_theme_has_under_its_name(mini: Path) -> None:
    (mini / "docs/404.html").write_text("<!doctype html><title>Own</title>\n", encoding="utf-8")
    assert b"<title>Own</title>" in build(mini)["404.html"]

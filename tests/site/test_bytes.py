"""The same input gives the same bytes, and one changed figure changes what shows it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

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


def test_the_real_site_has_the_same_bytes_in_other_surroundings(built_site: Path, port: int, tmp_path: Path) -> None:
    arguments = ("build", "--site", str(tmp_path / "site"), "--site-url", f"http://127.0.0.1:{port}/")
    done = run_atlas(*arguments, TZ="Pacific/Chatham", LC_ALL="C", PYTHONHASHSEED="4242")
    assert done.returncode == 0, done.stdout + done.stderr
    assert tree(tmp_path / "site") == tree(built_site)


def test_one_share_of_the_real_data_changes_what_shows_it_and_nothing_else(
    built_site: Path, port: int, tmp_path: Path
) -> None:
    copy_of_the_atlas(tmp_path)
    edit(tmp_path / SHARE, "high: 0.09", "high: 0.0777")
    done = run_atlas("build", "--root", str(tmp_path), "--site-url", f"http://127.0.0.1:{port}/")
    assert done.returncode == 0, done.stdout + done.stderr
    before, after = tree(built_site), tree(tmp_path / "site")
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert changed == {
        "index.html",  # the diagram and the glance table
        "stages/index.html",
        "stages/mid-training/index.html",
        "compare/index.html",
        "compare/stages.json",
        "compute/index.html",  # the claim that quotes it, the band of the chart, the table of the estimates
        "charts/orders.csv",
        "citations/survey2026-lifecycle/index.html",  # the link back from the source
        "search/search_index.json",
    }
    shown = [name for name in sorted(changed) if b"7.77" in after[name]]
    assert shown == sorted(changed)

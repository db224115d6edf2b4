"""Building: the site appears whole or not at all, and the same input gives the same bytes."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from atlas.site.links import Anatomy, Built, broken_links, check_site
from atlas.site.swap import replacing
from conftest import ROOT, copy_of_the_atlas, run_atlas
from test_golden import tree

SHARE = "data/compute_shares/typical.yml"


def build(root: Path, **environ: str) -> dict[str, bytes]:
    done = run_atlas("build", "--root", str(root), **environ)
    assert done.returncode == 0, done.stdout + done.stderr
    return tree(root / "site")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_summary_counts_records_figures_and_pages(mini: Path) -> None:
    done = run_atlas("build", "--root", str(mini))
    assert re.search(r"11 records, 6 figures: .*, \d+ pages, 0 warnings, \d+\.\d s\n", done.stdout)
    assert str(mini / "site" / "index.html") in done.stdout
    assert "\r" not in done.stderr, "plain lines where there is no terminal"


def test_time_zone_locale_and_hash_seed_change_no_byte(mini: Path) -> None:
    first = build(mini, TZ="UTC", LC_ALL="C", PYTHONHASHSEED="1")
    second = build(mini, TZ="Asia/Tokyo", LC_ALL="C.UTF-8", PYTHONHASHSEED="77")
    assert first == second


def test_a_failed_build_leaves_the_last_site_untouched(mini: Path) -> None:
    before = build(mini)
    edit(mini / "data/stages/sft.yml", "short: SFT", "shrot: SFT")
    done = run_atlas("build", "--root", str(mini))
    assert done.returncode == 1
    assert "did you mean 'short'?" in done.stdout
    assert tree(mini / "site") == before
    assert sorted(path.name for path in mini.glob(".site*")) == []


def test_a_broken_link_in_a_page_fails_the_build_and_leaves_the_last_site(mini: Path) -> None:
    before = build(mini)
    edit(mini / "docs/index.md", "# Three stages", '# Three stages\n\n<a href="@/nowhere/">x</a>')
    done = run_atlas("build", "--root", str(mini))
    assert done.returncode == 1
    assert "index.html: the link 'nowhere/' leads to no file" in done.stderr
    assert tree(mini / "site") == before


def test_an_engine_warning_fails_the_build(mini: Path) -> None:
    edit(mini / "docs/index.md", "# Three stages", "# Three stages\n\n[x](gone.md)")
    done = run_atlas("build", "--root", str(mini))
    assert done.returncode == 1
    assert "gone.md" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_error_while_replacing_brings_the_last_site_back(tmp_path: Path) -> None:
    site = tmp_path / "site"
    with replacing(site) as fresh:
        (fresh / "a").write_text("1")
    with pytest.raises(ZeroDivisionError), replacing(site) as fresh:
        (fresh / "a").write_text(f"{1 / 0}")
    assert tree(tmp_path) == {"site/a": b"1"}


def test_an_alias_leads_to_the_present_address(mini: Path) -> None:
    pages = build(mini)
    text = pages["stages/preference-tuning/index.html"].decode()
    assert 'url=../preference-learning/"' in text
    assert '<link rel="canonical" href="../preference-learning/">' in text


def test_one_share_changes_the_pages_that_show_it_and_nothing_else(mini: Path) -> None:
    before = build(mini)
    edit(mini / SHARE, "low: 0.95", "low: 0.9")
    after = build(mini)
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


def test_the_hook_builds_the_same_site_as_the_command(mini: Path) -> None:
    expected = build(mini)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", "plain"]
    done = subprocess.run(command, cwd=mini, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    plain = tree(mini / "plain")
    assert plain == expected


def test_the_hook_tells_problems_without_a_traceback(mini: Path) -> None:
    edit(mini / "data/stages/sft.yml", "short: SFT", "shrot: SFT")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    done = subprocess.run(command, cwd=mini, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "did you mean 'short'?" in done.stderr
    assert "Traceback" not in done.stderr


class Server:
    """A preview on a free port, with its output as it grows; ``{port}`` in its command stands for the port."""

    def __init__(self, root: Path, log: Path, *command: str) -> None:
        self.log = log
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"127.0.0.1:{port}"
        command = (sys.executable, "-m", *(part.format(port=port) for part in command))
        environ = {**os.environ, "PYTHONUNBUFFERED": "1"}
        with log.open("wb") as out:
            self.process = subprocess.Popen(command, cwd=root, stdout=out, stderr=subprocess.STDOUT, env=environ)

    def wait_for(self, text: str, times: int) -> str:
        """The output once it holds the text so many times."""
        output = ""
        for _ in range(300):
            output = self.log.read_text(encoding="utf-8")
            if output.count(text) >= times:
                return output
            assert self.process.poll() is None, output
            time.sleep(0.1)
        raise AssertionError(f"{text!r} not {times} times in:\n{output}")

    def page(self, path: str) -> str:
        """A page as the server gives it."""
        with urllib.request.urlopen(f"http://{self.address}/{path}", timeout=20) as answer:
            return str(answer.read().decode())

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=20)


def test_serving_builds_once_an_edit_and_survives_a_broken_one(mini: Path, tmp_path: Path) -> None:
    server = Server(mini, tmp_path / "serve.log", "mkdocs", "serve", "--dev-addr", "127.0.0.1:{port}")
    try:
        server.wait_for("Serving on", 1)
        edit(mini / SHARE, "low: 0.95", "low: 0.9")
        server.wait_for("Reloading browsers", 1)
        assert "over 90" in server.page("compute/")
        edit(mini / SHARE, "low: 0.9", "low: nine")
        server.wait_for("Reloading browsers", 2)
        output = server.wait_for("'low' must be a number", 1)
        assert "Traceback" not in output
        assert "over 90" in server.page("compute/"), "a broken edit leaves the last good site"
        edit(mini / SHARE, "low: nine", "low: 0.8")
        server.wait_for("Reloading browsers", 3)
        assert "over 80" in server.page("compute/")
        time.sleep(1.5)  # a build that staging itself would trigger has begun by now
        assert server.log.read_text(encoding="utf-8").count("Detected file changes") == 3
    finally:
        server.stop()


def test_the_command_previews_and_says_where(mini: Path, tmp_path: Path) -> None:
    server = Server(mini, tmp_path / "serve.log", "atlas", "serve", "--root", str(mini), "--port", "{port}")
    try:
        assert server.address in server.wait_for("Serving on", 1)
        assert "Three stages" in server.page("")
    finally:
        server.stop()


def test_every_link_of_the_real_site_leads_somewhere(built_site: Path) -> None:
    assert check_site(built_site) == ()


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


def test_broken_links_and_doubled_ids_are_found() -> None:
    page = Anatomy(frozenset({"a"}), ("a",), frozenset({"b/", "#c", "b/#d", "/x/", "https://x.org/", "i.svg"}))
    other = Anatomy(frozenset(), (), frozenset({"../", "../#a"}))
    site = Built(frozenset({"index.html", "b/index.html"}), {"index.html": page, "b/index.html": other}, "/base/")
    assert list(broken_links(site)) == [
        "index.html: the id 'a' stands twice",
        "index.html: the link '#c' leads to no id in index.html",
        "index.html: the link '/x/' leaves the site, which is at /base/",
        "index.html: the link 'b/#d' leads to no id in b/index.html",
        "index.html: the link 'i.svg' leads to no file",
    ]


def test_the_repository_root_is_the_default(tmp_path: Path) -> None:
    done = run_atlas("check", "--format", "json")
    assert (done.returncode, done.stdout) == (0, "[]\n"), done.stdout
    assert run_atlas("check", "--root", str(tmp_path)).returncode == 1
    assert (ROOT / "data").is_dir()

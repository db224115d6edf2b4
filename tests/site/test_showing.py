"""``atlas build --open``: the finished site in a browser, which is here a program that asks for what it is told."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.atlases import ROOT, edit, run_atlas

BROWSER = """import sys, urllib.request
with urllib.request.urlopen(sys.argv[1]) as answer, open({seen!r}, "ab") as seen:
    seen.write(sys.argv[1].encode() + b" " + str(len(answer.read())).encode())
"""


@pytest.fixture
def seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that gets the address which the browser of this machine was told to open, and how much it read there."""
    seen, program = tmp_path / "seen", tmp_path / "browser.py"
    program.write_text(BROWSER.format(seen=str(seen)), encoding="utf-8")
    monkeypatch.setenv("BROWSER", f"{sys.executable} {program} %s")
    return seen


def written(seen: Path) -> str:
    """What the browser has written, as soon as it has."""
    for _ in range(600):
        if seen.exists() and (found := seen.read_text(encoding="utf-8")):
            return found
        time.sleep(0.1)
    raise AssertionError("the browser was not told to open anything")


@contextmanager
def shown(root: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A build of a site that is being shown, and the address that it tells."""
    command = [sys.executable, "-m", "atlas", "build", "--open", "--root", str(root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        try:
            told = next(
                (found for line in process.stdout if (found := re.match(r"Showing (\S+) \(Ctrl-C", line))), None
            )
            assert told, process.stderr and process.stderr.read()
            yield process, told[1]
        finally:
            process.kill()


def test_it_is_served_where_the_browser_is_told_to_look_until_it_is_interrupted(mini: Path, seen: Path) -> None:
    edit(mini / "mkdocs.yml", "site_name:", "site_url: https://example.org/at/las/\nsite_name:")
    with shown(mini) as (process, address):
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/at/las/", address)
        with urllib.request.urlopen(f"{address}stages/") as answer:
            assert answer.headers["Content-Type"] == "text/html"
            assert answer.read() == (mini / "site" / "stages" / "index.html").read_bytes()
        for lost in (f"{address}gone/", address.replace("at/las/", "stages/"), f"{address}../../etc/passwd"):
            with pytest.raises(urllib.error.HTTPError) as error:
                urllib.request.urlopen(lost)
            assert error.value.code == 404
            assert b"Nothing stands at this address" in error.value.read()
            error.value.close()
        front = mini / "site" / "index.html"
        assert written(seen) == f"{address} {front.stat().st_size}"
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 0
        assert process.stderr is not None
        assert "Traceback" not in process.stderr.read()


def test_a_machine_without_a_browser_is_told_the_address(mini: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(mini))
    with shown(mini) as (process, address):
        assert process.stdout is not None
        assert "open the address in one" in process.stdout.readline()
        with urllib.request.urlopen(address) as answer:
            assert answer.status == 200


def test_a_site_for_the_disk_is_opened_from_there(mini: Path, seen: Path) -> None:
    done = run_atlas("build", "--offline", "--open", "--root", str(mini))
    assert done.returncode == 0, done.stderr
    front = mini / "site-offline" / "index.html"
    assert seen.read_text(encoding="utf-8") == f"{front.as_uri()} {front.stat().st_size}"


def test_the_last_line_of_a_build_says_how_to_look_at_the_site(mini: Path) -> None:
    done = run_atlas("build", "--root", str(mini))
    assert done.stdout.splitlines()[-1].endswith(
        "site: add --open to see it in a browser, or preview with 'atlas serve'"
    )

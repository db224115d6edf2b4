"""The preview: it rebuilds once an edit, survives a broken one, and says where it is."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.atlases import SHARE, edit


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
        self.process.wait(timeout=60)


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


@pytest.fixture
def preview(mini: Path, tmp_path: Path) -> Iterator[Server]:
    """The preview of a copy of the mini atlas by the command."""
    server = Server(mini, tmp_path / "serve.log", "atlas", "serve", "--root", str(mini), "--port", "{port}")
    try:
        server.wait_for("Serving on", 1)
        yield server
    finally:
        server.stop()


def test_the_command_previews_and_says_where(preview: Server) -> None:
    assert preview.address in preview.log.read_text(encoding="utf-8")
    assert "Three stages" in preview.page("")
    assert json.loads(preview.page("search/search_index.json"))["docs"]


def test_an_edit_shows_and_is_told_by_its_file(preview: Server, mini: Path) -> None:
    edit(mini / SHARE, "low: 0.95", "low: 0.9")
    assert SHARE in preview.wait_for(" s\n", 2)
    assert "over 90" in preview.page("compute/")
    assert "over 90" in preview.page("compute/typical/")


def test_a_broken_edit_is_told_and_shown_until_it_is_mended(preview: Server, mini: Path) -> None:
    edit(mini / SHARE, "low: 0.95", "low: nine")
    output = preview.wait_for("The preview shows the last good pages", 1)
    assert "'low' must be a number" in output
    assert "Traceback" not in output
    assert "'low' must be a number" in state(preview)["complaint"]
    assert "over 95" in preview.page("compute/")
    edit(mini / SHARE, "low: nine", "low: 0.8")
    preview.wait_for(" s\n", 2)
    assert state(preview)["complaint"] == ""
    assert "over 80" in preview.page("compute/")


def test_a_burst_of_saves_ends_in_the_last_one(preview: Server, mini: Path) -> None:
    text = (mini / SHARE).read_text(encoding="utf-8")
    for tenth in range(10):
        (mini / SHARE).write_text(text.replace("low: 0.95", f"low: 0.8{tenth}"), encoding="utf-8")
        time.sleep(0.03)
    deadline = time.monotonic() + 30
    while "over 89" not in preview.page("compute/") and time.monotonic() < deadline:
        time.sleep(0.1)
    assert "over 89" in preview.page("compute/")


def test_pages_styles_settings_and_templates_of_the_theme_are_watched(preview: Server, mini: Path) -> None:
    edit(mini / "docs/index.md", "# Three stages", "# Three stages\n\nA word more.")
    preview.wait_for(" s\n", 2)
    assert "A word more." in preview.page("")
    edit(mini / "mkdocs.yml", "site_name: Mini atlas", "site_name: Another atlas")
    preview.wait_for(" s\n", 3)
    assert "Another atlas" in preview.page("stages/")


def test_a_page_that_is_new_or_gone_is_there_or_not(preview: Server, mini: Path) -> None:
    (mini / "docs/more.md").write_text("---\ntitle: More\ndescription: More.\n---\n\n# More\n", encoding="utf-8")
    edit(mini / "mkdocs.yml", "nav:", "nav:\n  - More: more.md")
    deadline = time.monotonic() + 30
    while status(preview, "more/") != 200 and time.monotonic() < deadline:
        time.sleep(0.1)
    assert "More" in preview.page("more/")
    assert status(preview, "nowhere/") == 404


def test_the_page_that_is_open_comes_first(preview: Server, mini: Path) -> None:
    preview.page("compute/typical/")
    edit(mini / SHARE, "low: 0.95", "low: 0.9")
    output = preview.wait_for("all done", 2)
    told = [line.partition(" in ")[0] for line in output.splitlines() if line.startswith(SHARE)]
    assert told[0] == f"{SHARE}: shown", "what is open comes before the whole"
    assert len(told) == 2
    assert "over 90" in preview.page("compute/typical/")


def test_an_edit_that_is_overtaken_is_made_with_the_next(preview: Server, mini: Path) -> None:
    text = (mini / SHARE).read_text(encoding="utf-8")
    for tenth in range(1, 9):
        preview.page("compute/typical/")
        (mini / SHARE).write_text(text.replace("low: 0.95", f"low: 0.{tenth}"), encoding="utf-8")
        edit(mini / "docs/index.md", "# Three stages", f"# Three stages\n\nWord {tenth}.")
        time.sleep(0.1)
    deadline = time.monotonic() + 30
    while "Word 8." not in preview.page("") and time.monotonic() < deadline:
        time.sleep(0.1)
    assert "over 80" in preview.page("compute/typical/")
    assert "Traceback" not in preview.log.read_text(encoding="utf-8")


def test_a_style_that_is_saved_shows(mini: Path, tmp_path: Path) -> None:
    (mini / "docs/assets/own.css").write_text("p { margin: 1px }\n", encoding="utf-8")
    edit(mini / "mkdocs.yml", "extra_css: []", "extra_css: [assets/own.css]")
    server = Server(mini, tmp_path / "serve.log", "atlas", "serve", "--root", str(mini), "--port", "{port}")
    try:
        server.wait_for("Serving on", 1)
        assert "margin:1px" in server.page("assets/css/atlas.css")
        for pixels in (2, 3):
            edit(mini / "docs/assets/own.css", f"{pixels - 1}px", f"{pixels}px")
            server.wait_for("all done", pixels)
            assert f"margin:{pixels}px" in server.page("assets/css/atlas.css")
    finally:
        server.stop()


def test_the_open_page_shows_the_complaint_and_reloads(preview: Server, mini: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"http://{preview.address}/compute/")
    edit(mini / SHARE, "low: 0.95", "low: nine")
    page.get_by_role("alert").filter(has_text="'low' must be a number").wait_for()
    edit(mini / SHARE, "low: nine", "low: 0.8")
    page.get_by_text("over 80").first.wait_for()
    assert page.get_by_role("alert").count() == 0
    page.close()


def state(server: Server) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(server.page("__atlas__/state?version=-1&said=-1"))
    return found


def status(server: Server, path: str) -> int:
    try:
        with urllib.request.urlopen(f"http://{server.address}/{path}", timeout=20) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code

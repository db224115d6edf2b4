"""The preview: it rebuilds once an edit, survives a broken one, and says where it is."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

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


def test_the_command_previews_and_says_where(mini: Path, tmp_path: Path) -> None:
    server = Server(mini, tmp_path / "serve.log", "atlas", "serve", "--root", str(mini), "--port", "{port}")
    try:
        assert server.address in server.wait_for("Serving on", 1)
        assert "Three stages" in server.page("")
    finally:
        server.stop()

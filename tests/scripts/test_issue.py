"""The one issue that the workflow of links keeps, against a server on loopback that answers as a forge does."""

from __future__ import annotations

import http.server
import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.atlases import ROOT

BOT = "github-actions[bot]"


@dataclass
class Forge:
    """The issues of a repository, and what was done to them."""

    origin: str = ""
    issues: list[dict[str, Any]] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    refuses: int = 0

    def answer(self, method: str, path: str, query: dict[str, list[str]], content: dict[str, str]) -> Any:
        self.done += [method] if method != "GET" else []
        if method == "POST":
            issue = {"number": len(self.issues) + 1, "state": "open", "user": BOT, **content}
            self.issues.append(issue)
            return issue
        if method == "PATCH":
            found = re.fullmatch(r"/repos/a/atlas/issues/(\d+)", path)
            assert found
            issue = self.issues[int(found[1]) - 1]
            issue |= content
            return issue
        assert path == "/repos/a/atlas/issues"
        return [
            issue
            for issue in self.issues
            if [issue["state"]] == query["state"] and [issue["user"]] == query.get("creator", [issue["user"]])
        ]


@pytest.fixture
def forge() -> Iterator[Forge]:
    found = Forge()

    class Answering(http.server.BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

        def do_GET(self) -> None:
            assert self.headers["Authorization"] == "Bearer secret"
            content = json.loads(self.rfile.read(int(self.headers["Content-Length"] or 0)) or "{}")
            parts = urlsplit(self.path)
            if not found.refuses:
                body = json.dumps(found.answer(self.command, parts.path, parse_qs(parts.query), content)).encode()
            self.send_response(found.refuses or 200)
            self.end_headers()
            self.wfile.write(b"{}" if found.refuses else body)

        def do_POST(self) -> None:
            self.do_GET()

        def do_PATCH(self) -> None:
            self.do_GET()

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        found.origin = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield found
        finally:
            server.shutdown()
            thread.join()


def run(forge: Forge, state: str, report: Path) -> subprocess.CompletedProcess[str]:
    environ = {"GITHUB_API_URL": forge.origin, "GITHUB_REPOSITORY": "a/atlas", "GITHUB_TOKEN": "secret"}
    command = [sys.executable, str(ROOT / "scripts" / "issue.py"), state, str(report)]
    return subprocess.run(command, capture_output=True, text=True, env=environ, check=False)


def test_one_issue_is_opened_kept_up_to_date_and_closed(forge: Forge, tmp_path: Path) -> None:
    report = tmp_path / "links.md"
    for state, text, told, done in [
        ("close", "all is well", "nothing to tell", []),
        ("open", "one is gone", "opened issue 1", ["POST"]),
        ("open", "one is gone", "issue 1 says so already", []),
        ("open", "two are gone", "issue 1 brought up to date", ["PATCH"]),
        ("close", "all is well", "closed issue 1", ["PATCH"]),
        ("open", "one is gone", "opened issue 2", ["POST"]),
    ]:
        report.write_text(text, encoding="utf-8")
        forge.done.clear()
        ended = run(forge, state, report)
        assert (ended.returncode, ended.stdout.strip(), forge.done) == (0, told, done), ended.stderr
        if done:
            assert text in forge.issues[-1]["body"]
    assert [issue["state"] for issue in forge.issues] == ["closed", "open"]


def test_issues_of_others_are_left_alone(forge: Forge, tmp_path: Path) -> None:
    """Somebody may copy the text of the issue, with its mark; and the workflow may have opened others."""
    (tmp_path / "links.md").write_text("one is gone", encoding="utf-8")
    run(forge, "open", tmp_path / "links.md")
    copied = {**forge.issues[0], "user": "somebody"}
    forge.issues[:] = [copied, {"number": 2, "state": "open", "user": BOT, "body": None}]
    assert run(forge, "open", tmp_path / "links.md").stdout == "opened issue 3\n"
    assert forge.issues[0] == copied


def test_a_report_that_no_issue_can_hold_is_cut_at_a_line(forge: Forge, tmp_path: Path) -> None:
    (tmp_path / "links.md").write_text("| a row |\n" * 10_000, encoding="utf-8")
    assert run(forge, "open", tmp_path / "links.md").returncode == 0
    body = forge.issues[0]["body"]
    assert len(body) < 65_536
    assert body.endswith("| a row |\n\nThe whole report: `atlas links --online`\n")


@pytest.mark.parametrize(
    ("refuses", "told"), [(403, "needs 'issues: write'"), (410, "switch issues on"), (502, "try again later")]
)
def test_a_forge_that_refuses_is_told(forge: Forge, tmp_path: Path, *, refuses: int, told: str) -> None:
    forge.refuses = refuses
    (tmp_path / "links.md").write_text("one is gone", encoding="utf-8")
    ended = run(forge, "open", tmp_path / "links.md")
    assert ended.returncode == 1
    assert told in ended.stderr
    assert "Traceback" not in ended.stderr
    assert "secret" not in ended.stderr


def test_a_step_before_that_has_failed_opens_no_issue(forge: Forge, tmp_path: Path) -> None:
    ended = run(forge, "open", tmp_path / "links.md")
    assert (ended.returncode, "has written no report" in ended.stderr) == (1, True)
    (tmp_path / "links.md").touch()
    ended = run(forge, "open", tmp_path / "links.md")
    assert (ended.returncode, "was stopped before it had a report" in ended.stderr) == (1, True)
    assert forge.issues == []


def test_outside_a_workflow_what_is_missing_is_named(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "scripts" / "issue.py"), "close", str(tmp_path / "links.md")]
    (tmp_path / "links.md").write_text("all is well", encoding="utf-8")
    ended = subprocess.run(command, capture_output=True, text=True, env={}, check=False)
    assert (ended.returncode, ended.stderr) == (
        1,
        "error: GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_TOKEN not set: this runs in a workflow, with its token\n",
    )

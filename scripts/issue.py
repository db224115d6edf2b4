"""Keeps one issue with a report: opens it, brings it up to date, closes it. Runs in a workflow."""

import argparse
import json
import os
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Any

MARK = "<!-- the issue that the workflow of links keeps -->"
TITLE = "Sources that cannot be reached"
AUTHOR = "github-actions[bot]"
MOST = 60_000
TIMEOUT = 60


class NotDone(Exception):
    """Why the issue was not kept; the message says the way out."""


def main(arguments: "list[str]") -> int:
    """0 when the issue is as the report asks for, otherwise 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("state", choices=("open", "close"), help="whether the report tells of anything to do")
    parser.add_argument("report", type=Path, help="a file of Markdown")
    options = parser.parse_args(arguments)
    try:
        print(keep(Forge(os.environ), options.state, body_of(options.report)))
    except NotDone as reason:
        print(f"error: {reason}", file=sys.stderr)
        return 1
    return 0


def body_of(report: Path) -> str:
    """The text of the issue: the report as far as an issue can hold it."""
    try:
        text = report.read_text(encoding="utf-8")
    except OSError as error:
        raise NotDone(f"{report} cannot be read ({error.strerror}): the step before has written no report") from error
    if not text:
        raise NotDone(f"{report} is empty: the step before was stopped before it had a report")
    if len(text) > MOST:
        text = text[: text.rindex("\n", 0, MOST)] + "\n\nThe whole report: `atlas links --online`\n"
    return f"{MARK}\n{text}"


class Forge:
    """The issues of the repository that a workflow runs for."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        missing = [name for name in ("GITHUB_API_URL", "GITHUB_REPOSITORY", "GITHUB_TOKEN") if not environ.get(name)]
        if missing:
            raise NotDone(f"{', '.join(missing)} not set: this runs in a workflow, with its token")
        self._issues = f"{environ['GITHUB_API_URL']}/repos/{environ['GITHUB_REPOSITORY']}/issues"
        self._token = environ["GITHUB_TOKEN"]

    def kept(self) -> "dict[str, Any] | None":
        """The open issue that an earlier run has opened; what others have opened is theirs."""
        query = urllib.parse.urlencode({"state": "open", "creator": AUTHOR, "per_page": 100})
        found = self._ask("GET", f"{self._issues}?{query}")
        return next((issue for issue in found if MARK in (issue["body"] or "")), None)

    def open(self, body: str) -> "dict[str, Any]":
        """The issue, newly opened."""
        return dict(self._ask("POST", self._issues, {"title": TITLE, "body": body}))

    def change(self, number: int, **fields: str) -> None:
        """Change fields of an issue."""
        self._ask("PATCH", f"{self._issues}/{number}", fields)

    def _ask(self, method: str, address: str, content: "dict[str, str] | None" = None) -> Any:
        data = None if content is None else json.dumps(content).encode()
        headers = {"Authorization": f"Bearer {self._token}", "Accept": "application/vnd.github+json"}
        request = urllib.request.Request(address, data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            ways = {403: "the job needs 'issues: write'", 410: "switch issues on in the settings of the repository"}
            way = ways.get(error.code, "try again later")
            raise NotDone(f"{method} {address}: {error.code} {error.reason}: {way}") from error
        except OSError as error:
            raise NotDone(f"{method} {address}: {error}: try again later") from error


def keep(forge: Forge, state: str, body: str) -> str:
    """What was done so that there is one open issue with the text, or none."""
    issue = forge.kept()
    if issue is None:
        return "nothing to tell" if state == "close" else f"opened issue {forge.open(body)['number']}"
    if state == "close":
        forge.change(issue["number"], body=body, state="closed", state_reason="completed")
        return f"closed issue {issue['number']}"
    if issue["body"] == body:
        return f"issue {issue['number']} says so already"
    forge.change(issue["number"], body=body)
    return f"issue {issue['number']} brought up to date"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Addresses outside: where they are found, what becomes of them when they are asked, and what the report says."""

from __future__ import annotations

import http.server
import socket
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from atlas.catalog.folders import read_source
from atlas.cli import main
from atlas.editing.answers import as_report
from atlas.editing.asking import NAME, Answer, Manner, ask_all
from atlas.editing.outside import addresses_in, outside
from atlas.reading.location import Location, Mark

from tests.atlases import edit

SOURCES = "data/citations"
QUICK = Manner(timeout=2, tries=2, pause=0.01, hosts=4)


@dataclass
class World:
    """What hosts elsewhere would be: one server on loopback that answers each path in its own way."""

    origin: str = ""
    asked: Counter[str] = field(default_factory=Counter)
    names: set[str] = field(default_factory=set)
    at_once: int = 0
    most_at_once: int = 0
    over: threading.Event = field(default_factory=threading.Event)
    counting: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, path: str) -> tuple[int, str]:
        """The status at a path, and where it leads on to."""
        if path == "/flaky":
            return (503, "") if self.asked[path] == 1 else (200, "")
        if path == "/slow":
            self.over.wait()
        return {
            "/gone": (404, ""),
            "/never-was": (410, ""),
            "/broken": (500, ""),
            "/closed": (403, ""),
            "/odd": (999, ""),
            "/moved": (301, "/moved-again"),
            "/moved-again": (308, f"{self.origin}/fine"),
            "/moved-and-gone": (301, "/gone"),
            "/for-now": (302, "/fine"),
            "/for-good-then-for-now": (301, "/for-now"),
            "/round": (302, "/round"),
            "/nonsense": (301, "http://[bad/"),
            "/evil": (301, "/fine?`|x|`%20<b>"),
        }.get(path, (200, ""))


@pytest.fixture
def world() -> Iterator[World]:
    found = World()

    class Answering(http.server.BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

        def do_GET(self) -> None:
            with found.counting:
                found.asked[self.path] += 1
                found.names.add(self.headers["User-Agent"])
                found.at_once += 1
                found.most_at_once = max(found.most_at_once, found.at_once)
            status, to = found.answer(self.path)
            with found.counting:
                found.at_once -= 1
            self.send_response(status)
            if to:
                self.send_header("Location", to)
            # An endless text would hold up whoever read it; only the head counts.
            self.send_header("Content-Length", "0" if to or status != 200 else str(1 << 40))
            self.end_headers()

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        found.origin = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield found
        finally:
            found.over.set()
            server.shutdown()
            thread.join()


OUTCOMES = {
    "/fine": ("answers", ""),
    "/flaky": ("answers", ""),
    "/for-now": ("answers", ""),
    "/moved": ("moved", "{origin}/fine"),
    "/for-good-then-for-now": ("moved", "{origin}/for-now"),
    "/moved-and-gone": ("gone", "404 Not Found"),
    "/gone": ("gone", "404 Not Found"),
    "/never-was": ("gone", "410 Gone"),
    "/closed": ("refused", "403 Forbidden"),
    "/odd": ("refused", "999"),
    "/broken": ("unreachable", "500 Internal Server Error"),
    "/slow": ("unreachable", "no answer in time"),
    "/round": ("unreachable", "redirects without end"),
    "/nonsense": ("unreachable", "it is no address, or leads on to what is none"),
}
"""Path to what becomes of it, and what is told."""


def test_every_way_to_answer_has_its_outcome(world: World) -> None:
    answers = ask_all((world.origin + path for path in OUTCOMES), QUICK)
    found = {answer.address.removeprefix(world.origin): (answer.outcome, answer.told) for answer in answers}
    assert found == {path: (outcome, told.format(origin=world.origin)) for path, (outcome, told) in OUTCOMES.items()}


def test_hosts_are_asked_politely(world: World) -> None:
    """One request at a time to a host, another try only where it may help, and a name by which to know who asks."""
    ask_all((f"{world.origin}{path}" for path in ("/gone", "/broken", "/closed", "/flaky", "/fine")), QUICK)
    assert world.asked == {"/gone": 1, "/broken": 2, "/closed": 1, "/flaky": 2, "/fine": 1}
    assert world.most_at_once == 1
    assert world.names == {NAME}


def test_hosts_that_are_not_there_are_told(world: World) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{free.getsockname()[1]}/"
        asked = (nobody, world.origin.replace("http", "https"), "https://a..b/")
        answers = {answer.address: answer for answer in ask_all(asked, QUICK)}
    assert answers[nobody] == Answer(nobody, "unreachable", "no connection")
    assert answers[asked[1]].told == "its certificate is not valid"
    assert {answer.outcome for answer in answers.values()} == {"unreachable"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See [this](https://a.org/x_(y)) and https://b.org/z.", ["https://a.org/x_(y)", "https://b.org/z"]),
        ("*<https://a.org/?q=1&r=2#part>*", ["https://a.org/?q=1&r=2#part"]),
        ("(https://a.org/x), `https://b.org`, https://c.org…", ["https://a.org/x", "https://c.org…"]),
        ("Neither http:/a nor https:// is one.", []),
    ],
)
def test_addresses_are_found_as_markdown_has_them(text: str, found: list[str]) -> None:
    assert list(addresses_in(text)) == found


def test_records_and_pages_say_where_they_cite(mini: Path) -> None:
    edit(mini / SOURCES / "rafailov2023-dpo.yml", 'arxiv: "2305.18290"', "doi: 10.1000/a(b)<c>")
    edit(mini / SOURCES / "hoffmann2022-chinchilla.yml", "tier:", "url: https://arxiv.org/abs/2203.15556#top\ntier:")
    edit(mini / "docs/index.md", "# Three", "<https://a.example/> [b](https://a.example/#b)\n\n# Three")
    found = {address: [str(place) for place in places] for address, places in outside(read_source(mini)).items()}
    assert found == {
        "https://a.example/": ["docs/index.md:5:2", "docs/index.md:5:26"],
        "https://arxiv.org/abs/2203.02155": ["data/citations/ouyang2022-instructgpt.yml:29:8"],
        "https://arxiv.org/abs/2203.15556": [
            "data/citations/hoffmann2022-chinchilla.yml:18:8",
            "data/citations/hoffmann2022-chinchilla.yml:19:6",
        ],
        "https://doi.org/10.1000/a(b)%3Cc%3E": ["data/citations/rafailov2023-dpo.yml:15:6"],
    }


def online(mini: Path, *arguments: str) -> int:
    return main(
        ["links", "--online", "--root", str(mini), "--timeout", "5", "--pause", "0.01", "--tries", "1", *arguments]
    )


def cite(mini: Path, world: World, *paths: str) -> None:
    """Let the sources of the mini atlas stand on the server."""
    numbers = {
        "hoffmann2022-chinchilla": "2203.15556",
        "ouyang2022-instructgpt": "2203.02155",
        "rafailov2023-dpo": "2305.18290",
    }
    for (key, number), path in zip(numbers.items(), paths, strict=True):
        edit(mini / SOURCES / f"{key}.yml", f'arxiv: "{number}"', f"url: {world.origin}{path}")


def test_the_command_reports_and_fails_where_a_link_leads_nowhere(
    mini: Path, world: World, tmp_path: Path, *, capsys: pytest.CaptureFixture[str]
) -> None:
    cite(mini, world, "/gone", "/evil", "/closed")
    report = tmp_path / "links.md"
    assert online(mini, "--report", str(report)) == 1
    told = "3 addresses that records and pages cite were asked: 0 answer, 1 have moved, 1 are closed to programs, "
    assert told in capsys.readouterr().out
    text = report.read_text("utf-8")
    assert text.startswith(told)
    row = f"| <{world.origin}/gone> | 404 Not Found | `data/citations/hoffmann2022-chinchilla.yml:18` |"
    assert "## Gone (1)\n\n" in text
    assert row in text.splitlines()
    assert f"| <{world.origin}/fine?%60%7Cx%7C%60%20%3Cb%3E> |" in text, "a host writes no Markdown into the report"
    assert "## Not reachable" not in text


def test_the_command_passes_where_all_answer_and_prints_without_a_file(
    mini: Path, world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    cite(mini, world, "/fine", "/moved", "/closed")
    assert online(mini) == 0
    assert "## Moved for good (1)" in capsys.readouterr().out


def test_without_a_connection_no_report_says_that_all_is_gone(
    mini: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        cite(mini, World(f"http://127.0.0.1:{free.getsockname()[1]}"), "/a", "/b", "/c")
        assert online(mini, "--report", str(tmp_path / "links.md")) == 1
    assert "none of 3 addresses could be reached: is this machine connected?" in capsys.readouterr().err
    assert (tmp_path / "links.md").read_text() == ""


def test_a_report_that_cannot_be_written_is_told_before_anyone_is_asked(
    mini: Path, world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    cite(mini, world, "/fine", "/fine", "/fine")
    assert online(mini, "--report", str(mini / "none" / "links.md")) == 1
    assert "links.md cannot be written: No such file or directory" in capsys.readouterr().err
    assert not world.asked


def test_without_online_nobody_is_asked(mini: Path, world: World, capsys: pytest.CaptureFixture[str]) -> None:
    cite(mini, world, "/a", "/b", "/c")
    assert main(["links", "--root", str(mini)]) == 0
    assert "3 addresses on 1 hosts lead outside" in capsys.readouterr().out
    edit(mini / "docs/index.md", "[[stages/pre-training]]", "[[stages/no-such]]")
    assert main(["links", "--root", str(mini)]) == 1
    assert not world.asked


def test_many_places_are_told_short() -> None:
    places = [Location(f"data/citations/{name}.yml", Mark(3, 1)) for name in "abcde"]
    report = as_report([Answer("https://a.org/", "gone", "404 Not Found")], {"https://a.org/": places})
    assert "`data/citations/c.yml:3` and 2 more |" in report

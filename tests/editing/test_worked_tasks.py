"""The worked tasks of the page "Contribute": doing exactly what it says ends in an atlas that shows the change."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from atlas.cli import main
from atlas.inspection import checked
from atlas.pages.all_pages import Press, render_site
from atlas.settings import Settings

from tests.atlases import ROOT, copy_of_the_atlas

PAGE = (ROOT / "docs" / "contribute.md").read_text(encoding="utf-8")
FENCE = re.compile(r'^```(?P<kind>sh|yaml title="(?P<path>[^,"]+), (?P<what>[^"]+)")\n(?P<text>.*?)^```$', re.M | re.S)
PROGRAM = ".venv/bin/atlas "


@dataclass(frozen=True)
class Site:
    """A rendered atlas as text: its pages and its files, by path."""

    pages: Mapping[str, str]
    files: Mapping[str, str]

    def holding(self, words: str) -> set[str]:
        """Paths of the pages and files that hold some words."""
        return {path for texts in (self.pages, self.files) for path, text in texts.items() if words in text}


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh clone of the atlas, in which the test stands."""
    if shutil.which("git") is None:
        pytest.skip("no git on this machine: the tasks compare with the state before them")
    root = copy_of_the_atlas(tmp_path)
    for arguments in (
        ["init", "-q"],
        ["add", "data", "docs"],
        ["-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "first"],
    ):
        subprocess.run(["git", *arguments], cwd=root, check=True)
    monkeypatch.chdir(root)
    return root


def section(heading: str) -> str:
    """The text of the page under a heading."""
    return re.split(r"^## ", PAGE.partition(f"## {heading}\n")[2], maxsplit=1, flags=re.M)[0]


def follow(heading: str, root: Path) -> None:
    """Do what a section says, in its order: run its commands, write its files, make its changes."""
    before: dict[str, str] = {}
    for found in FENCE.finditer(section(heading)):
        if found["kind"] == "sh":
            for line in found["text"].splitlines():
                assert line.startswith(PROGRAM)
                assert main(shlex.split(line.removeprefix(PROGRAM))) == 0, line
        elif found["what"] == "whole file":
            assert (root / found["path"]).is_file(), "the command before it writes the file to fill in"
            (root / found["path"]).write_text(found["text"], encoding="utf-8")
        elif found["what"] == "before":
            before[found["path"]] = found["text"]
        else:
            path = root / found["path"]
            text = path.read_text(encoding="utf-8")
            assert text.count(before[found["path"]]) == 1
            path.write_text(text.replace(before[found["path"]], found["text"]), encoding="utf-8")


def rendered(root: Path) -> Site:
    """The pages and files of the atlas, with the specifications of charts in place of the drawings."""
    source = checked(root)
    site = render_site(source.catalog, source.written, Press(Settings(), repr))
    assert site.problems == ()
    texts = {path: text for path, text in site.files.items() if isinstance(text, str)}
    return Site({sheet.path: sheet.text for sheet in site.pages}, texts)


def lines(root: Path, *arguments: str, said: Callable[[], str]) -> list[str]:
    """The lines that a command prints."""
    said()
    assert main([*arguments, "--root", str(root)]) == 0
    return said().splitlines()


def test_a_figure_is_corrected_everywhere(clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = rendered(clone)
    follow("Correct a figure", clone)
    answer = capsys.readouterr().out
    assert "| `models/deepseek-v3#sft-examples` | 1.5 million examples (disclosed, deepseek2024-v3" in answer
    new = rendered(clone)
    why = lines(clone, "why", "models/deepseek-v3#sft-examples", said=lambda: capsys.readouterr().out)
    shown = [line.strip(" /") for line in why[why.index("shown on") + 1 :]]
    assert {"models/deepseek-v3", "citations/deepseek2024-v3", "stages/sft/figures"} <= set(shown)
    pages = [f"{address}.md" if f"{address}.md" in new.pages else f"{address}/index.md" for address in shown]
    assert [page for page in pages if new.pages[page] == old.pages[page]] == []
    gone = old.holding("figure-models-deepseek-v3-sft-examples")
    assert gone
    assert {path for path in pages if "1.6\N{NO-BREAK SPACE}million" in new.pages[path]} == set(pages)
    tables = {path for path in old.files if old.files[path] != new.files[path]}
    assert [path for path in tables if path.endswith(".csv")], "the downloads follow"


def test_a_model_with_a_breakdown_stands_wherever_models_and_breakdowns_do(clone: Path) -> None:
    follow("Add a model with a breakdown", clone)
    site = rendered(clone)
    named = site.holding("Example-1")
    assert {
        "models/index.md",
        "models/example-1.md",
        "compute/index.md",
        "compute/example-1.md",
        "citations/doe2026-example.md",
        "timeline/index.md",
        "claims/pretraining-over-95.md",
        "citations.bib",
    } <= named
    assert "citations/index.md" in site.holding("doe2026-example")
    assert [path for path in named if path.endswith(".csv")]
    assert "90\N{NO-BREAK SPACE}%" in site.pages["compute/example-1.md"]


def test_a_benchmark_stands_with_its_paper(clone: Path) -> None:
    follow("Add a benchmark with its paper", clone)
    named = rendered(clone).holding("Thousand Puzzles")
    assert {
        "benchmarks/index.md",
        "benchmarks/thousand-puzzles.md",
        "citations/doe2026-puzzles.md",
        "citations/index.md",
        "citations.bib",
    } <= named


def test_records_are_renamed_and_deleted_as_it_says(clone: Path) -> None:
    follow("Rename and delete", clone)
    checked(clone)
    assert (clone / "data/benchmarks/contest-of-mathematics.yml").is_file()
    assert not (clone / "data/glossary/adapter.yml").exists()

"""What lies beside records: leftovers are passed over in one line, all else is told, with no traceback."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from atlas.catalog.folders import read_source
from atlas.catalog.leftovers import is_leftover, told
from atlas.cli import main
from atlas.reading.problem import BrokenData

LEFTOVERS = (
    "sft.yml~", "sft.yml.orig", "#sft.yml#", "._sft.yml", "4913", "Thumbs.db", "sft copy.yml", ".DS_Store",
    ".sft.yml.swp", "sft.yml.rej", "sft.yml.bak", "sft copy 2.yml", "sft (1).yml", "Copy of sft.yml", "desktop.ini",
    "sft.BASE.4711.yml", "sft - Copy.yml", ".nfs000123",
)  # fmt: skip


@pytest.mark.parametrize("name", LEFTOVERS)
def test_a_leftover_beside_a_record_is_passed_over(mini: Path, name: str) -> None:
    (mini / "data/stages" / name).write_bytes(b"\x00 no record")
    assert read_source(mini).passed_over == (f"data/stages/{name}",)


@pytest.mark.parametrize("name", ["sft.yml", "llama31-405b.yml", "mmlu.yml", "copy.yml", "2024.yml", "notes.txt"])
def test_a_record_and_a_stray_file_are_no_leftovers(name: str) -> None:
    assert not is_leftover(name)


def test_the_check_says_in_one_line_what_was_passed_over(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (mini / "data/stages/sft.yml~").touch()
    (mini / "docs/index.md~").touch()
    assert main(["check", "--root", str(mini)]) == 0
    first = capsys.readouterr().out.splitlines()[0]
    assert first == "passed over, as left by an editor or the system: data/stages/sft.yml~, docs/index.md~"


def test_many_leftovers_are_counted() -> None:
    assert told([f"{number}~" for number in range(10)]).endswith("7~ and 2 more")


def test_the_lock_of_an_editor_that_leads_nowhere_is_a_leftover(mini: Path) -> None:
    (mini / "data/stages/.#sft.yml").symlink_to("me@here.4711:1")
    assert read_source(mini).passed_over == ("data/stages/.#sft.yml",)


def complaints(root: Path) -> list[str]:
    with pytest.raises(BrokenData) as broken:
        read_source(root)
    return [str(problem) for problem in broken.value.problems]


def test_a_link_that_leads_nowhere_is_told(mini: Path) -> None:
    (mini / "data/stages/lost.yml").symlink_to("gone.yml")
    (mini / "docs/lost.md").symlink_to("gone.md")
    assert complaints(mini) == [
        "data/stages/lost.yml:1:1: ATL008 'lost.yml' is a link that leads nowhere: delete it, or mend where it leads",
        "docs/lost.md:1:1: ATL008 'lost.md' is a link that leads nowhere: delete it, or mend where it leads",
    ]


def test_a_folder_among_records_is_told_where_records_lie(mini: Path) -> None:
    (mini / "data/stages/dir.yml").mkdir()
    (mini / "data/stages/drafts").mkdir()
    assert [line.partition("ATL008 ")[2] for line in complaints(mini)] == [
        "'dir.yml' is a folder: records lie in data/stages/ itself; move its files there",
        "'drafts' is a folder: records lie in data/stages/ itself; move its files there",
    ]


def test_another_ending_and_what_is_no_file_are_told(mini: Path) -> None:
    (mini / "data/stages/sft2.yaml").touch()
    os.mkfifo(mini / "data/stages/pipe.yml")
    assert [line.partition("ATL008 ")[2] for line in complaints(mini)] == [
        "'pipe.yml' is no plain file: delete it",
        "'sft2.yaml' is not read: records end in .yml; rename it to 'sft2.yml'",
    ]


def test_a_file_that_cannot_be_read_is_told(mini: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real: Callable[..., object] = Path.open

    def opened(path: Path, *arguments: str) -> object:
        if path.name == "sft.yml" and path.parent.name == "stages":
            raise PermissionError(13, "Permission denied")
        return real(path, *arguments)

    monkeypatch.setattr(Path, "open", opened)
    assert complaints(mini) == [
        "data/stages/sft.yml:1:1: ATL008 this file cannot be read (Permission denied): "
        "mend its permissions, or delete it"
    ]

"""Where a site may go: never over files that no build has made."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from atlas.cli import main
from atlas.keeping import LOCK
from atlas.site.failure import EngineFailed
from atlas.site.identity import claim
from atlas.site.lock import held
from atlas.site.place import place

from tests.atlases import MINI, run_atlas, tree

TARGETS = {
    "other": "no build.json of an atlas: empty the folder if nothing in it is needed",
    "other/file.txt": "this is a file",
    "other/file.txt/site": "a file stands where a folder is needed",
    "link": "no build.json of an atlas",
    "link-to-root": "this folder holds the atlas itself",
    "round": "the links lead round in a circle",
    "repository/tests/mini": "this folder holds the atlas itself",
    "repository": "this folder holds the atlas itself",
    "repository/tests/mini/data": "data/ belongs to the atlas",
    "repository/tests/mini/data/new": "data/ belongs to the atlas",
    "repository/tests/mini/docs": "docs/ belongs to the atlas",
    "repository/tests/mini/build/docs": "build/ belongs to the atlas",
    "home": "this is a home folder",
    "/": "this is the root of the disk",
    "/proc": "a mount point cannot be swapped",
    "/proc/site": "/proc",
}
"""Name of a folder, and what is said where it should take the site."""


@pytest.mark.parametrize("target", TARGETS)
def test_a_folder_that_is_needed_for_something_else_is_refused(
    tmp_path: Path, mini: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *, target: str
) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "file.txt").write_text("mine")
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name, to in {"link": "other", "link-to-root": str(mini), "round": "round"}.items():
        (tmp_path / name).symlink_to(to)
    before = tree(tmp_path / "other") | tree(mini / "data")
    assert main(["build", "--root", str(mini), "--site", str(tmp_path / target)]) == 1
    assert TARGETS[target] in capsys.readouterr().err
    assert tree(tmp_path / "other") | tree(mini / "data") == before
    assert not list(mini.glob(".*.atlas"))


def test_files_that_no_build_has_made_are_named(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "stages").mkdir(parents=True)
    (site / "index.html").touch()
    claim(site)
    assert place(site, MINI) == site
    (site / ".DS_Store").touch()  # of a file manager
    assert place(site, MINI) == site
    (site / "CNAME").touch()
    (site / "stages" / "mine").symlink_to(tmp_path)
    with pytest.raises(EngineFailed, match=r"would delete them: CNAME, stages/mine: move them to docs/"):
        place(site, MINI)


def test_a_new_and_an_empty_folder_take_the_site(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert place(tmp_path / "empty", MINI) == tmp_path / "empty"
    assert place(tmp_path / "new" / "site", MINI) == tmp_path / "new" / "site"


def test_a_build_beside_another_one_is_told_of_it(mini: Path) -> None:
    plain = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    with held(mini / LOCK, str(mini)):
        first = run_atlas("build", "--root", str(mini))
        second = subprocess.run(plain, cwd=mini, capture_output=True, text=True, check=False)
    for done in (first, second):
        assert done.returncode == 1
        assert "is being built by process" in done.stderr
        assert "Traceback" not in done.stderr


def test_the_hook_empties_no_folder_that_no_build_has_made(mini: Path) -> None:
    (mini / "plain").mkdir()
    (mini / "plain" / "notes.txt").write_text("mine")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", "plain"]
    done = subprocess.run(command, cwd=mini, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "no build.json of an atlas" in done.stderr
    assert tree(mini / "plain") == {"notes.txt": b"mine"}

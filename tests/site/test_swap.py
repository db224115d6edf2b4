"""The site appears whole or not at all, whatever stops a build and wherever."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from atlas.site.failure import EngineFailed, disk_told
from atlas.site.identity import claim
from atlas.site.lock import held, waited
from atlas.site.swap import replacing

from tests.atlases import edit, run_atlas, tree


def a_site(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(text)
    claim(folder)
    return folder


def text_of(site: Path) -> str:
    return (site / "index.html").read_text()


def test_a_failed_build_leaves_the_last_site_untouched(built_mini: Path) -> None:
    before = tree(built_mini / "site")
    edit(built_mini / "data/stages/sft.yml", "short: SFT", "shrot: SFT")
    done = run_atlas("build", "--root", str(built_mini))
    assert done.returncode == 1
    assert "did you mean 'short'?" in done.stdout
    assert tree(built_mini / "site") == before
    assert sorted(path.name for path in built_mini.glob(".site*")) == []


def test_an_error_while_replacing_brings_the_last_site_back(tmp_path: Path) -> None:
    site = a_site(tmp_path / "site", "1")
    before = tree(tmp_path)
    with pytest.raises(ZeroDivisionError), replacing(site) as fresh:
        (fresh / "a").write_text(f"{1 / 0}")
    assert tree(tmp_path) == before


def test_the_last_site_is_the_spare_folder_of_the_next_one_but_one(tmp_path: Path) -> None:
    site, spare = a_site(tmp_path / "site", "1"), tmp_path / "spare"
    with replacing(site, spare) as fresh:
        assert list(fresh.iterdir()) == []
        (fresh / "index.html").write_text("2")
        claim(fresh)
    assert (text_of(site), text_of(spare)) == ("2", "1")
    with replacing(site, spare) as fresh:
        assert text_of(fresh) == "1", "whatever it holds is left to whoever builds there"
        (fresh / "index.html").write_text("3")
        claim(fresh)
    assert (text_of(site), text_of(spare)) == ("3", "2")
    with pytest.raises(ZeroDivisionError), replacing(site, spare) as fresh:
        (fresh / "index.html").write_text(f"{1 / 0}")
    assert text_of(site) == "3"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site"]


@pytest.mark.parametrize("spare", ["file", "link", "missing/folder"])
def test_where_there_can_be_no_spare_folder_a_site_is_replaced_all_the_same(tmp_path: Path, spare: str) -> None:
    site = a_site(tmp_path / "site", "1")
    (tmp_path / "file").write_text("a file")
    (tmp_path / "link").symlink_to(a_site(tmp_path / "linked", "linked"))
    before = tree(tmp_path / "linked")
    with replacing(site, tmp_path / spare) as fresh:
        (fresh / "index.html").write_text("2")
        claim(fresh)
    assert text_of(site) == "2"
    assert tree(tmp_path / "linked") == before
    assert not (tmp_path / ".site.atlas").exists()


STOPPED = """
import os, sys
from pathlib import Path
import atlas.site.swap as swap
from atlas.site.identity import claim

how, step, site = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
done = 0

def before(name):
    global done
    done += 1
    if done == step:
        print(name, flush=True)
        if how.startswith("interrupt"):
            raise KeyboardInterrupt
        os._exit(9)

def hook(event, arguments):
    if running and event in {"os.rename", "os.mkdir", "os.rmdir", "os.remove"}:
        before(f"{event} {Path(os.fsdecode(arguments[0])).name}")

exchange = swap.exchange
def stopping(first, second):
    before("exchange")
    return False if how.endswith("without") else exchange(first, second)

swap.exchange, running = stopping, False
sys.addaudithook(hook)
running = True
with swap.replacing(site) as fresh:
    running = False
    (fresh / "index.html").write_text("new")
    claim(fresh)
    running = True
"""
"""Replaces a site, and stops just before one of the operations on files that this takes; it prints which."""


def stopped(how: str, step: int, site: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", STOPPED, how, str(step), str(site)]
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environ)


@pytest.mark.parametrize("how", ["kill", "kill without", "interrupt", "interrupt without"])
def test_a_stop_before_any_operation_on_files_loses_no_site(tmp_path: Path, how: str) -> None:
    """``without``: as on a system that cannot exchange two folders in one step."""
    steps = 0
    for step in range(1, 40):
        site = a_site(tmp_path / str(step) / "site", "old")
        done = stopped(how, step, site)
        if done.returncode == 0:
            break
        steps += 1
        if how != "kill without":
            assert text_of(site) in ("old", "new"), done.stdout
        with pytest.raises(ZeroDivisionError), replacing(site):  # the next build, and it fails
            raise ZeroDivisionError
        assert text_of(site) in ("old", "new"), done.stdout
        with replacing(site) as fresh:  # and one that does not
            (fresh / "index.html").write_text("newer")
            claim(fresh)
        assert text_of(site) == "newer"
        assert [path.name for path in site.parent.iterdir()] == ["site"]
    assert steps >= 6
    assert text_of(site) == "new"


def test_a_file_that_comes_while_a_site_is_built_is_not_removed(tmp_path: Path) -> None:
    site = a_site(tmp_path / "site", "old")
    with pytest.raises(EngineFailed, match=r"would delete them: CNAME"), replacing(site):
        (site / "CNAME").write_text("atlas.example.org")
    assert {"index.html", "CNAME"} <= {path.name for path in site.iterdir()}
    assert text_of(site) == "old"


def test_a_folder_of_the_name_that_the_build_needs_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".site.atlas").mkdir()
    (tmp_path / ".site.atlas" / "notes.txt").touch()
    with pytest.raises(EngineFailed, match="move what stands there"), replacing(tmp_path / "site"):
        pass
    assert tree(tmp_path) == {".site.atlas/notes.txt": b""}


def test_a_second_build_of_a_site_is_told_of_the_first(tmp_path: Path) -> None:
    with replacing(tmp_path / "site"):
        done = stopped("kill", 99, tmp_path / "site")
    assert done.returncode == 1
    assert f"is being built by process {os.getpid()}: wait until it is done" in done.stderr


def test_a_lock_that_a_killed_build_has_left_holds_nobody_up(tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert stopped("kill", 4, site).returncode == 9
    assert (tmp_path / ".site.atlas" / "lock").is_file()
    with replacing(site) as fresh:
        (fresh / "index.html").touch()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_patient_program_goes_on_when_a_build_is_done(tmp_path: Path) -> None:
    code = (
        "import sys; from atlas.site.lock import *\nwith held(Path(sys.argv[1]), 'x'): print(flush=True); time.sleep(1)"
    )
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    command = [sys.executable, "-c", code, str(tmp_path / "lock")]
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(EngineFailed), held(tmp_path / "lock", "x"):
            pass
        with waited(tmp_path / "lock", "x"):
            other.wait()
    assert other.returncode == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EBUSY])
def test_an_error_of_the_disk_says_the_way_out(tmp_path: Path, number: int) -> None:
    site = a_site(tmp_path / "site", "old")
    with pytest.raises(EngineFailed, match=r"^/x: [^:]+: .+$"), disk_told(), replacing(site):
        raise OSError(number, os.strerror(number), "/x")
    assert text_of(site) == "old"

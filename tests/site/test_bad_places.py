"""Disks, names and clones that are not as one expects: a word, or a right site, and no file is lost."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from atlas.cli import main
from atlas.site.identity import revision_of
from atlas.site.published import LIST, alike

from tests.atlases import build, edit, run_atlas, tree
from tests.disks import with_disk
from tests.site.test_bytes import files_of

BLOCK = 4096

SECOND_BUILD = """
mount -t tmpfs -o size={size} none "$disk"
$atlas build --root "$root" --site "$disk/site" > /dev/null 2>&1
cp -a "$disk/site" "$disk.before"
sed -i 's/^site_name: .*/site_name: Another name, on every page/' "$root/mkdocs.yml"
{then}
status=0
$atlas build --root "$root" --site "$disk/site" || status=$?
diff -r "$disk/site" "$disk.before" >&2
ls -A "$disk"
exit $status
"""


@pytest.mark.parametrize(
    ("room", "then", "said"),
    [
        (1.1, "", "no space is left on the disk: free some and build again"),
        (9, 'mount -o remount,ro "$disk"', "this disk can only be read: name a folder on another one with --site"),
    ],
    ids=["full", "read only"],
)
def test_a_disk_that_takes_no_second_site_keeps_the_first(
    built_mini: Path, tmp_path: Path, *, room: float, then: str, said: str
) -> None:
    """``room``: the size of the disk, in sizes of the site."""
    blocks = sum(-(-path.stat().st_size // BLOCK) for path in (built_mini / "site").rglob("*"))
    script = SECOND_BUILD.format(size=int(room * blocks * BLOCK), then=then)
    done = with_disk(script, tmp_path / "disk", built_mini)
    assert done.returncode == 1, done.stdout + done.stderr
    assert said in done.stderr
    assert "the last one is untouched" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout.split() == ["site"], "nothing is left over beside the site"


def test_an_atlas_that_can_only_be_read_is_checked_and_says_why_it_is_not_built(mini: Path, tmp_path: Path) -> None:
    script = """
    mount --bind "$root" "$root"
    mount -o remount,bind,ro "$root"
    $atlas check --root "$root"
    $atlas build --root "$root" --site "$disk/site"
    """
    done = with_disk(script, tmp_path / "disk", mini)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "no problem" in done.stdout
    assert "this disk can only be read" in done.stderr
    assert "take the atlas to another" in done.stderr
    assert "Traceback" not in done.stderr


FULL = """
import errno, os, sys
from pathlib import Path
from atlas.cli import main

opened, left = Path.open, int(sys.argv[1])

def limited(path, mode="r", *more, **others):
    global left
    if ".site.atlas" in path.parts and "x" in mode:
        left -= 1
        if left <= 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
    return opened(path, mode, *more, **others)

Path.open = limited
sys.exit(main(["build", "--root", sys.argv[2]]))
"""
"""Builds on a disk that takes a number of files of the new site, and then no more."""


@pytest.mark.parametrize("writes", ["1", "40", "90"])
def test_a_disk_that_is_full_at_any_file_leaves_the_last_site(built_mini: Path, writes: str) -> None:
    before = tree(built_mini / "site")
    edit(built_mini / "mkdocs.yml", "site_name: ", "site_name: On every page, ")
    command = [sys.executable, "-c", FULL, writes, str(built_mini)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stdout
    assert "no space is left on the disk" in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(built_mini / "site") == before
    assert not (built_mini / ".site.atlas").exists()


def test_a_site_on_another_disk_than_the_atlas_is_the_same(mini_as_built: Path, mini: Path, tmp_path: Path) -> None:
    script = """
    mount -t tmpfs none "$disk"
    for name in first second; do $atlas build --root "$root" --site "$disk/site" --fresh; done
    cp -a "$disk/site" "$root/elsewhere"
    ls -A "$disk" > "$root/beside"
    """
    done = with_disk(script, tmp_path / "disk", mini)
    assert done.returncode == 0, done.stdout + done.stderr
    assert files_of(mini / "elsewhere") == files_of(mini_as_built / "site")
    assert (mini / "beside").read_text() == "site\n"


def git(folder: Path, *arguments: str) -> str:
    program = shutil.which("git")
    if program is None:
        pytest.skip("no git on this machine")
    command = [program, "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "protocol.file.allow=always"]
    return subprocess.run([*command, *arguments], cwd=folder, capture_output=True, text=True, check=True).stdout.strip()


def test_a_shallow_clone_builds_the_same_and_says_what_it_lacks(
    mini_as_built: Path, mini: Path, tmp_path: Path
) -> None:
    repository = mini.parent.parent
    git(repository, "init", "--quiet")
    git(repository, "add", ".")
    git(repository, "commit", "--quiet", "--message=first")
    first = git(repository, "rev-parse", "HEAD")
    git(repository, "commit", "--quiet", "--allow-empty", "--message=second")
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{repository}", "shallow")
    clone = tmp_path / "shallow" / "tests" / "mini"
    build(clone)
    assert files_of(clone / "site") == files_of(mini_as_built / "site")
    assert revision_of(clone) == git(repository, "rev-parse", "HEAD")
    for command in (["diff", first], ["changes", "--since", first]):
        done = run_atlas(*command, "--root", str(clone))
        assert done.returncode == 1
        assert f"no revision '{first}'" in done.stderr
        assert "git fetch --unshallow" in done.stderr
        assert "Traceback" not in done.stderr


def test_two_ids_that_differ_in_case_only_cannot_exist(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(mini / "data/stages/sft.yml", mini / "data/stages/SFT.yml")
    assert main(["check", "--root", str(mini)]) == 1
    assert "data/stages/SFT.yml:1:1: ATL008 the file name 'SFT' is not an id" in capsys.readouterr().out


def test_no_address_differs_from_another_in_case_only(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (mini / LIST).write_text("Stages/sft/ -> stages/sft/\n", encoding="utf-8")
    assert main(["build", "--root", str(mini)]) == 1
    said = capsys.readouterr().err
    assert "'Stages' and 'stages' differ in case or accents only, and many disks take them for one: change one" in said
    assert not (mini / "site").exists()


def test_names_that_a_disk_takes_for_one() -> None:
    assert alike(["a/b.md", "a/c/", "c/a.md", "a/b/index.html"]) == []
    (complaint,) = alike(["stages/sft/", "stages/sft.md", "stages/SFT/index.html"])
    assert complaint.startswith("'stages/SFT' and 'stages/sft' differ")
    assert len(alike(["caf\u00e9/", "cafe\u0301/"])) == 1

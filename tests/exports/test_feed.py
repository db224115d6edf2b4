"""The feed of changes: made from the log alone, which a command writes from git."""

from __future__ import annotations

import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from atlas.cli import main
from atlas.exports.changes import LOG, Changed, as_log, read_changes
from atlas.exports.feed import feed
from atlas.exports.publication import Publication
from atlas.site.failure import EngineFailed
from atlas.tables.view import View

from tests.atlases import ROOT, catalog, edit

ATOM = {"a": "http://www.w3.org/2005/Atom"}
REVISION = "0123456789abcdef0123456789abcdef01234567"


def git(root: Path, *arguments: str) -> str:
    command = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.parametrize("site_url", ["https://example.org/atlas/", ""])
def test_the_feed_is_atom_with_an_entry_for_each_change(site_url: str) -> None:
    changes = read_changes(ROOT)
    read = ET.fromstring(feed(Publication(View(catalog()), site_url), changes))
    assert read.tag == "{http://www.w3.org/2005/Atom}feed"
    for element in (read, *read.findall("a:entry", ATOM)):
        for name in ("title", "id", "updated"):
            assert element.findtext(f"a:{name}", namespaces=ATOM)
    assert read.findtext("a:updated", namespaces=ATOM) == f"{changes[0].date}T00:00:00Z"
    assert len(read.findall("a:entry", ATOM)) == len(changes)
    ids = [element.text for element in read.iter("{http://www.w3.org/2005/Atom}id")]
    assert len(set(ids)) == len(ids)


def test_what_changed_is_escaped_and_long_lists_are_cut() -> None:
    lines = tuple(f"a/b#{number}: <1 & 2> → 3" for number in range(30))
    change = Changed(date="2026-11-25", revision=REVISION, removed=("models/gone",), figures=lines)
    read = ET.fromstring(feed(Publication(View(catalog()), "https://example.org/"), (change,)))
    content = read.findtext("a:entry/a:content", namespaces=ATOM) or ""
    assert "a/b#0: &lt;1 &amp; 2&gt; → 3" in content
    assert "and 10 more" in content
    assert "models/gone" in content


def test_the_log_is_written_from_git_and_read_back(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    repository = mini.parent.parent
    git(repository, "init", "-q")
    git(repository, "add", "tests")
    git(repository, "commit", "-qm", "first")
    assert main(["changes", "--root", str(mini)]) == 1
    assert "name the revision to begin at" in capsys.readouterr().err
    edit(mini / "data/compute_shares/typical.yml", "low: 0.95", "low: 0.9")
    git(repository, "commit", "-qam", "second")
    assert main(["changes", "--root", str(mini), "--since", "HEAD~1"]) == 0
    (change,) = read_changes(mini)
    assert (change.revision, change.edited) == (git(repository, "rev-parse", "HEAD"), ("compute_shares/typical",))
    assert any("95 %" in line and "90 %" in line for line in change.figures)
    assert main(["changes", "--root", str(mini)]) == 0
    assert "nothing has changed" in capsys.readouterr().out
    assert read_changes(mini) == (change,)
    assert main(["check", "--root", str(mini)]) == 0


@pytest.mark.parametrize(
    "text", ["changes: [{date: soon}]\n", "- 1\n", "a: [\n", "changes: 1\n", "changes: []\nmore: 1\n"]
)
def test_a_log_that_is_broken_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / LOG).write_text(text)
    with pytest.raises(EngineFailed, match=r"^data/changes.yml: .*restore it from git"):
        read_changes(tmp_path)


def test_a_log_read_back_is_the_log() -> None:
    changes = read_changes(ROOT)
    assert changes
    assert as_log(changes) == (ROOT / LOG).read_text(encoding="utf-8")

"""The feed of changes: made from the log alone, which a command writes from git."""

from __future__ import annotations

import re
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from atlas.cli import main
from atlas.exports.belonging import belonging
from atlas.exports.changes import LOG, Changed, as_log, read_changes
from atlas.exports.feed import FEED, channels, feed_files
from atlas.exports.publication import Publication
from atlas.site.failure import EngineFailed
from atlas.tables.view import View

from tests.atlases import ROOT, catalog, edit

ATOM = {"a": "http://www.w3.org/2005/Atom"}
REVISION = "0123456789abcdef0123456789abcdef01234567"


def whole(site_url: str, *changes: Changed) -> ET.Element:
    """The feed of the whole site, read back."""
    return ET.fromstring(feed_files(Publication(View(catalog()), site_url), changes)[FEED])


def git(root: Path, *arguments: str) -> str:
    command = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.parametrize("site_url", ["https://example.org/atlas/", ""])
def test_the_feed_is_atom_with_an_entry_for_each_change(site_url: str) -> None:
    changes = read_changes(ROOT)
    read = whole(site_url, *changes)
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
    read = whole("https://example.org/", change)
    content = read.findtext("a:entry/a:content", namespaces=ATOM) or ""
    assert "a/b#0: &lt;1 &amp; 2&gt; → 3" in content
    assert "and 10 more" in content
    assert "models/gone" in content


def test_a_figure_that_changed_links_to_its_own_address() -> None:
    line = "models/deepseek-v3#gpu-hours: 1 → 2"
    read = whole("https://example.org/", Changed(date="2026-11-25", revision=REVISION, figures=(line,)))
    content = read.findtext("a:entry/a:content", namespaces=ATOM) or ""
    assert (
        '<a href="https://example.org/models/deepseek-v3/#gpu-hours">models/deepseek-v3#gpu-hours</a>: 1 → 2' in content
    )


@pytest.mark.parametrize("site_url", ["https://example.org/atlas/", ""])
def test_each_stage_has_a_feed_of_what_concerns_it(site_url: str) -> None:
    found, changes = Publication(View(catalog()), site_url), read_changes(ROOT)
    files = feed_files(found, changes)
    stages = [id for id, _ in catalog().stages]
    assert list(files) == [FEED, *(f"stages/{id}/{FEED}" for id in stages)]
    ids: list[str | None] = []
    for channel in channels(found, changes):
        read = ET.fromstring(files[channel.path])
        assert read.findtext("a:title", namespaces=ATOM) == f"Training-Lifecycle Atlas: {channel.title}"
        entries = read.findall("a:entry", ATOM)
        assert len(entries) == min(len(channel.changes), 20)
        ids += [element.text for element in read.iter("{http://www.w3.org/2005/Atom}id")]
        links = {link.get("rel") or "alternate": link.get("href") for link in read.findall("a:link", ATOM)}
        page = f"{site_url}{channel.page}"
        assert links == ({"self": f"{site_url}{channel.path}", "alternate": page} if site_url else {})
    assert len(set(ids)) == len(ids)


def test_a_change_belongs_to_the_stages_that_its_records_and_figures_name() -> None:
    change = Changed(
        date="2026-11-25",
        revision=REVISION,
        added=("methods/dpo", "citations/x"),
        edited=("stages/sft", "stages/rlvr", "models/deepseek-v3"),
        removed=("models/gone",),
        figures=(
            "models/deepseek-v3#sft-examples: 1 → 2",
            "models/deepseek-v3#parameters: 3 → 4",
            "stages/sft#x: 5 → 6",
        ),
    )
    part = belonging(catalog(), "sft").part_of(change)
    assert part.edited == ("stages/sft", "models/deepseek-v3")
    assert part.figures == ("models/deepseek-v3#sft-examples: 1 → 2", "stages/sft#x: 5 → 6")
    assert (part.added, part.removed) == ((), ())
    assert belonging(catalog(), "preference-learning").part_of(change).added == ("methods/dpo",)
    assert belonging(catalog(), "release").part_of(change.model_copy(update={"edited": ()})).is_empty


def test_a_feed_is_announced_on_its_page(mini_as_built: Path) -> None:
    site = mini_as_built / "site"
    for page, hrefs in {
        "stages/sft": ["../../feed.xml", "feed.xml"],
        "stages": ["../feed.xml"],
        ".": ["feed.xml"],
    }.items():
        text = (site / page / "index.html").read_text(encoding="utf-8")
        found = re.findall(r'<link rel="alternate " type="application/atom\+xml" title="[^"]+" href="([^"]+)">', text)
        assert found == hrefs
        assert all((site / page / href).is_file() for href in found)


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

"""A store is never in doubt: what is not whole is not there, and what cannot be kept is made again."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import yaml
from atlas import workshop
from atlas.catalog.remembering import RECORDS
from atlas.keeping import store_of
from atlas.settings import Settings
from atlas.store import Store

from tests.atlases import ROOT, build, edit, run_atlas, tree


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store", "1")


def only_file(store: Store) -> Path:
    (path,) = (path for path in store.folder.rglob("*") if path.is_file())
    return path


def test_a_value_comes_back_as_it_was(store: Store) -> None:
    store.put("a", {"b": [1, "ü"]})
    assert store.get("a") == {"b": [1, "ü"]}
    assert store.get("b") is None


def test_another_version_of_the_program_takes_nothing(store: Store) -> None:
    store.put("a", 1)
    assert Store(store.folder, "2").get("a") is None


@pytest.mark.parametrize("length", [0, 10, 40, -1])
def test_a_truncated_value_is_not_there(store: Store, length: int) -> None:
    store.put("a", "x" * 100)
    path = only_file(store)
    path.write_bytes(path.read_bytes()[:length])
    assert store.get("a") is None


def test_a_changed_byte_is_noticed(store: Store) -> None:
    store.put("a", "x" * 100)
    path = only_file(store)
    content = bytearray(path.read_bytes())
    content[60] ^= 1
    path.write_bytes(bytes(content))
    assert store.get("a") is None


def test_a_folder_that_cannot_be_written_keeps_nothing_and_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("a file in its place")
    store = Store(tmp_path / "store", "1")
    store.put("a", 1)
    store.trim()
    assert store.get("a") is None


def test_the_oldest_values_go_when_there_is_no_room(store: Store) -> None:
    for number in range(5):
        store.put(str(number), "x" * 1000)
        os.utime(store._path(str(number)), (number, number))
    store.trim(2500)
    assert [store.get(str(number)) is not None for number in range(5)] == [False, False, False, True, True]


def test_a_damaged_store_changes_no_byte_of_the_site(built_mini: Path) -> None:
    expected = tree(built_mini / "site")
    shutil.rmtree(built_mini / "site")
    for number, path in enumerate(sorted(path for path in (built_mini / "build/store").rglob("*") if path.is_file())):
        content = path.read_bytes()
        path.write_bytes((b"", content[: len(content) // 2], content[::-1], content)[number % 4])
    assert build(built_mini) == expected


def test_a_site_is_made_in_the_folders_of_an_older_one_and_shares_no_file_that_is_another(built_mini: Path) -> None:
    record, sites = built_mini / "data/stages/sft.yml", [tree(built_mini / "site")]
    for old, new in (("Fine-tuning", "Tuning"), ("Tuning", "Tuning once"), ("Tuning once", "Fine-tuning")):
        edit(record, f"title: {old}\n", f"title: {new}\n")
        sites.append(build(built_mini))
        assert tree(built_mini / "build/spare") == sites[-2], "the last site is as it was"
    assert sites[3] == sites[0]
    assert len({site["stages/sft/index.html"] for site in sites}) == 3
    edit(built_mini / "docs/index.md", "# Three stages", "# Three stages\n\n[x](gone.md)")
    assert run_atlas("build", "--root", str(built_mini)).returncode == 1
    assert tree(built_mini / "site") == sites[3]
    assert sorted(path.name for path in built_mini.glob(".site*")) == []


@pytest.mark.parametrize("number", range(5))
def test_a_piece_of_the_store_that_is_lost_alone_changes_no_byte_of_the_site(built_mini: Path, number: int) -> None:
    expected = tree(built_mini / "site")
    shutil.rmtree(built_mini / "site")
    pieces = sorted((built_mini / "build/store").rglob("*"), key=lambda path: -path.stat().st_size)
    pieces[number].unlink()
    assert build(built_mini) == expected


def test_two_builds_that_share_a_store_give_the_same_site(built_mini: Path) -> None:
    expected = tree(built_mini / "site")
    shutil.rmtree(built_mini / "build/store")
    sites = [built_mini / "one", built_mini / "two"]
    with ThreadPoolExecutor() as pool:
        done = list(pool.map(lambda site: run_atlas("build", "--root", str(built_mini), "--site", str(site)), sites))
    whole = [tree(site) for site, result in zip(sites, done, strict=True) if result.returncode == 0]
    assert whole, [result.stderr for result in done]
    assert all(site == expected for site in whole)


def with_one_configuration(mini: Path) -> None:
    """Write what the configuration of the mini atlas inherits into it."""
    whole = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    own = yaml.safe_load((mini / "mkdocs.yml").read_text(encoding="utf-8"))
    theme = whole["theme"] | own["theme"]
    merged = {key: value for key, value in (whole | own).items() if key != "INHERIT"} | {"theme": theme}
    (mini / "mkdocs.yml").write_text(yaml.safe_dump(merged, sort_keys=False), encoding="utf-8")


def test_a_build_of_what_stands_there_does_nothing_and_one_of_a_changed_site_mends_it(built_mini: Path) -> None:
    with_one_configuration(built_mini)
    expected = build(built_mini)
    again = run_atlas("build", "--root", str(built_mini))
    assert "nothing has changed" in again.stderr
    edit(built_mini / "docs/index.md", "# Three stages", "# Three stages\n\nMore.")
    assert build(built_mini) != expected
    edit(built_mini / "docs/index.md", "# Three stages\n\nMore.", "# Three stages")
    assert build(built_mini) == expected
    (built_mini / "site/index.html").write_text("x", encoding="utf-8")
    assert build(built_mini) == expected


SAVED_MEANWHILE = """
import sys
from pathlib import Path
from atlas.cli import main, making

make, record = making._made, Path(sys.argv[1], "data", "stages", "sft.yml")

def made(options, root, site):
    record.write_text(record.read_text().replace("title: Fine-tuning", "title: Tuning"))
    return make(options, root, site)

making._made = made
sys.exit(main(["build", "--fresh", "--root", sys.argv[1]]))
"""
"""A build in which a record is saved after it has begun, and before it reads that."""


def test_what_was_saved_while_a_site_was_built_is_not_taken_for_what_was_there_before(built_mini: Path) -> None:
    with_one_configuration(built_mini)
    before = build(built_mini)
    subprocess.run([sys.executable, "-c", SAVED_MEANWHILE, str(built_mini)], check=True, capture_output=True)
    assert tree(built_mini / "site") != before
    edit(built_mini / "data/stages/sft.yml", "title: Tuning", "title: Fine-tuning")
    assert build(built_mini) == before


OVERRIDDEN_MEANWHILE = """
import sys
from pathlib import Path
from atlas.cli import main
from atlas.site.builder import Builder

build, override = Builder.pages, Path(sys.argv[2])

def pages(self, *given):
    override.write_text(override.read_text().replace("{% block site_meta %}", "{% block site_meta %}<!-- once -->"))
    return build(self, *given)

Builder.pages = pages
sys.exit(main(["build", "--root", sys.argv[1]]))
"""
"""A build in which an override is saved when the engine has begun, and before it reads that."""


def test_pages_with_an_override_that_was_saved_meanwhile_are_not_kept_as_those_without(built_mini: Path) -> None:
    overrides = built_mini.parents[1] / "overrides"
    overrides.unlink()
    shutil.copytree(ROOT / "overrides", overrides)
    main = overrides / "main.html"
    edit(built_mini / "data/stages/sft.yml", "title: Fine-tuning", "title: Tuning")
    command = [sys.executable, "-c", OVERRIDDEN_MEANWHILE, str(built_mini), str(main)]
    subprocess.run(command, check=True, capture_output=True)
    assert b"<!-- once -->" in (built_mini / "site/index.html").read_bytes()
    edit(main, "{% block site_meta %}<!-- once -->", "{% block site_meta %}")
    assert b"<!-- once -->" not in b"".join(build(built_mini).values())


@pytest.mark.parametrize("changed", [False, True])
def test_what_was_made_while_the_program_changed_is_not_kept(
    mini: Path, monkeypatch: pytest.MonkeyPatch, *, changed: bool
) -> None:
    store = store_of(mini)
    if changed:
        monkeypatch.setattr(workshop, "program_now", lambda: "another")
    workshop.rendered(mini, Settings(), store)
    assert (store.get(RECORDS) is None) == changed

"""A new site shares files with the last one, which stays as it is whatever is written after."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from atlas.files import digest_of
from atlas.site.output import Output, write

from tests.atlases import tree


@pytest.fixture
def output(tmp_path: Path) -> Output:
    """A new folder beside a last one that holds two files."""
    last, folder = tmp_path / "last", tmp_path / "next"
    (last / "below").mkdir(parents=True)
    (last / "below" / "same").write_bytes(b"same")
    (last / "other").write_bytes(b"other")
    folder.mkdir()
    return Output(folder, last)


def test_a_file_with_the_same_bytes_is_the_one_of_the_last_site(output: Output) -> None:
    output.write("below/same", b"same")
    output.write("other", b"OTHER")
    assert output.last
    assert (output.folder / "below" / "same").samefile(output.last / "below" / "same")
    assert (output.folder / "other").read_bytes() == b"OTHER"
    assert (output.last / "other").read_bytes() == b"other"


def test_what_is_written_again_leaves_the_last_site_as_it_is(output: Output) -> None:
    assert output.last
    output.write("below/same", b"same")
    output.write("below/same", b"changed")
    write(output.folder / "below" / "same", b"changed again")
    assert (output.folder / "below" / "same").read_bytes() == b"changed again"
    assert (output.last / "below" / "same").read_bytes() == b"same"
    output.write("below/same", b"same")
    assert (output.folder / "below" / "same").samefile(output.last / "below" / "same")


def test_a_file_is_shared_by_its_digest_alone(output: Output) -> None:
    output.prepare()
    assert output.share("below/same", digest_of(b"same"))
    assert not output.share("other", digest_of(b"OTHER"))
    assert not output.share("missing/file", "")
    assert not (output.folder / "missing").exists()
    assert output.last
    assert (output.folder / "below" / "same").samefile(output.last / "below" / "same")


def test_what_is_not_of_the_new_site_goes_in_the_end(output: Output) -> None:
    (output.folder / "older").mkdir()
    (output.folder / "older" / "file").write_bytes(b"of an older site")
    output.prepare()
    assert output.last
    assert tree(output.folder) == tree(output.last)
    output.write("beside/new", b"new")
    output.tidy()
    assert tree(output.folder) == {"beside/new": b"new"}
    output.write("other", b"other")
    assert tree(output.folder) == {"beside/new": b"new", "other": b"other"}, "also what comes after"
    (output.folder / "other").unlink()
    assert [path.name for path in output.folder.iterdir()] == ["beside"]


@pytest.mark.parametrize(
    "older",
    [
        {"below": b"a file in place of a folder"},
        {"other/file": b"a folder in place of a file"},
        {"below/same": b"SAME"},
    ],
)
def test_a_folder_that_holds_an_older_site_becomes_like_the_last_one(output: Output, older: dict[str, bytes]) -> None:
    for name, content in older.items():
        write(output.folder / name, content)
    output.prepare()
    output.write("below/same", b"same")
    output.write("other", b"OTHER")
    output.tidy()
    assert output.last
    assert tree(output.folder) == {"below/same": b"same", "other": b"OTHER"}
    assert tree(output.last) == {"below/same": b"same", "other": b"other"}


def test_what_a_copy_has_written_over_is_not_taken_for_that_of_the_last_site(output: Output) -> None:
    output.prepare()
    copy = replace(output, digests={}, _shared=set(output._shared))
    copy.write("other", b"OTHER")
    output.merge(copy.digests)
    assert output.share("other", digest_of(b"other"))
    assert (output.folder / "other").read_bytes() == b"other"


def test_where_no_link_can_be_made_the_file_is_written(output: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    output.write("below/same", b"same")
    assert (output.folder / "below" / "same").read_bytes() == b"same"


def test_without_a_last_site_all_is_written(tmp_path: Path) -> None:
    Output(tmp_path, tmp_path / "missing").write("a/b/c", b"text")
    assert (tmp_path / "a" / "b" / "c").read_bytes() == b"text"

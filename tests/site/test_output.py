"""A new site shares files with the last one, which stays as it is whatever is written after."""

from __future__ import annotations

import os
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
    assert not (output.folder / "other").exists()


def test_folders_that_were_made_ahead_go_when_nothing_is_in_them(output: Output) -> None:
    output.prepare()
    assert (output.folder / "below").is_dir()
    output.write("beside/new", b"new")
    output.tidy()
    assert [path.name for path in output.folder.iterdir()] == ["beside"]


def test_the_digests_of_all_files_are_known_in_the_end(output: Output) -> None:
    output.write("below/same", b"same")
    output.write("below/same", b"changed")
    (output.folder / "unknown").write_bytes(b"put there by another hand")
    assert output.all() == {name: digest_of(content) for name, content in tree(output.folder).items()}


def test_where_no_link_can_be_made_the_file_is_written(output: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    output.write("below/same", b"same")
    assert (output.folder / "below" / "same").read_bytes() == b"same"


def test_without_a_last_site_all_is_written(tmp_path: Path) -> None:
    Output(tmp_path, tmp_path / "missing").write("a/b/c", b"text")
    assert (tmp_path / "a" / "b" / "c").read_bytes() == b"text"

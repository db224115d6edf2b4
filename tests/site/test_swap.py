"""The site appears whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from atlas.site.swap import replacing

from tests.atlases import edit, run_atlas, tree


def test_a_failed_build_leaves_the_last_site_untouched(built_mini: Path) -> None:
    before = tree(built_mini / "site")
    edit(built_mini / "data/stages/sft.yml", "short: SFT", "shrot: SFT")
    done = run_atlas("build", "--root", str(built_mini))
    assert done.returncode == 1
    assert "did you mean 'short'?" in done.stdout
    assert tree(built_mini / "site") == before
    assert sorted(path.name for path in built_mini.glob(".site*")) == []


def test_an_error_while_replacing_brings_the_last_site_back(tmp_path: Path) -> None:
    site = tmp_path / "site"
    with replacing(site) as fresh:
        (fresh / "a").write_text("1")
    with pytest.raises(ZeroDivisionError), replacing(site) as fresh:
        (fresh / "a").write_text(f"{1 / 0}")
    assert tree(tmp_path) == {"site/a": b"1"}

"""The pages on compute and on the calculator: shares, verdicts and presets, as text."""

from __future__ import annotations

from pathlib import Path

from atlas.settings import Settings
from atlas.workshop import rendered

from tests.atlases import copy_of_the_atlas, edit
from tests.texts import normalise, visible_text


def test_the_page_shows_the_shares_and_what_is_left_out(built_site: Path) -> None:
    text = normalise(visible_text((built_site / "compute" / "index.html").read_text(encoding="utf-8")))
    for words in (
        "98.25%", "0.13%", "1.62%", "95.55%", "4.27%", "0.18%", "at least 80.4%", "3.03% (at most 3.1)",
        "2.02% (at most 2.09)",        "at least 3.03%", "at least 11.5%",
        "976,896/1,214,976", "not counted: preference tuning with dpo",
    ):  # fmt: skip
        assert words in text, words


def test_a_line_worked_out_by_the_atlas_names_the_source_of_its_figures(built_site: Path) -> None:
    text = normalise(visible_text((built_site / "compute" / "index.html").read_text(encoding="utf-8")))
    of_olmo = text.partition("two runs of 512 gpus")[2].partition("one run of 1,024 gpus")[0]
    assert "section 2.4" in of_olmo
    assert "worked out by the atlas" in of_olmo


def test_the_verdict_on_the_page_follows_the_data(tmp_path: Path, built_site: Path) -> None:
    """With more hours of pre-training for Olmo 3 the claim of "over 95 %" holds in one breakdown more."""
    before = (built_site / "compute" / "index.html").read_text(encoding="utf-8")
    assert "holds in 1 of 3 breakdowns in GPU-hours" in before
    copy_of_the_atlas(tmp_path)
    edit(tmp_path / "data/models/olmo3-32b.yml", "amount: 35\n", "amount: 3500\n")
    # The page as it goes to the engine, which changes no words of it.
    after = rendered(tmp_path, Settings()).files["compute/index.md"].decode()
    assert "holds in 2 of 3 breakdowns in GPU-hours" in after
    assert "holds in 1 of 3 breakdowns in GPU-hours" not in after


def test_the_presets_are_readable_without_script(built_site: Path) -> None:
    text = normalise(visible_text((built_site / "calculator" / "index.html").read_text(encoding="utf-8")))
    assert "3.79 × 1025" in text
    assert "3.8 × 1025" in text

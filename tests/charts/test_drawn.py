"""Charts as they stand on the built pages, and their data."""

from __future__ import annotations

import re
from pathlib import Path

from atlas.model import ComputeShare

from tests.atlases import catalog, tree


def test_charts_carry_no_style_or_script_and_stay_small(built_site: Path) -> None:
    sizes = {}
    ledgers = [f"compute/{id}" for id, item in catalog().of("compute_shares", ComputeShare).items() if item.model]
    for page in ("models", "benchmarks", "timeline", "stages", *ledgers):
        html = (built_site / page / "index.html").read_text(encoding="utf-8")
        for number, svg in enumerate(re.findall(r"<svg viewBox[^>]*>.*?</svg>", html)):
            if 'viewBox="0 0 16 16"' in svg:  # an icon of the table
                continue
            sizes[f"{page}-{number}"] = len(svg)
            assert "style=" not in svg
            assert "<script" not in svg
            assert "var(--" in svg, "colours follow the scheme"
    assert len(sizes) >= 2 * (5 + 11)
    assert max(sizes.values()) < 120_000, sizes


def test_every_chart_has_its_data_as_csv(built_site: Path) -> None:
    files = tree(built_site / "charts")
    assert {"shares.csv", "orders.csv", "effort.csv", "tokens.csv", "benchmarks.csv", "timeline.csv"} <= set(files)
    lines = files["shares.csv"].decode().splitlines()
    assert lines[0].startswith("Stage,Breakdown,Share,Share: value,Share: low,Share: high,Share: unit,Share: kind")
    assert lines[0].endswith(",Unit,Counts")
    assert len(lines) > 20


def test_figures_on_human_effort_are_a_table_with_a_file_and_those_in_words_are_in_it(built_site: Path) -> None:
    lines = (built_site / "tables" / "human-effort.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) > 36
    assert any("thousands of labeller hours" in line for line in lines)
    assert 'id="chart-effort"' in (built_site / "stages" / "index.html").read_text(encoding="utf-8")
    for page in ("compute", "methods/human-annotation"):
        assert "stages/#human-effort" in (built_site / page / "index.html").read_text(encoding="utf-8")

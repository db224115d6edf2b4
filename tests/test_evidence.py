"""Published breakdowns, computed shares, claims and their verdicts, on the real data and on the built pages."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from atlas.catalog.catalog import Catalog
from atlas.catalog.folders import read_source
from atlas.evidence.quantity import Quantity
from atlas.evidence.shares import shares
from atlas.evidence.verdicts import outcome_of, verdicts
from atlas.evidence.wording import share_words
from atlas.model import Claim, ComputeShare, Model
from atlas.model.claim import ShareTest
from atlas.tables.calculator import estimate, gpu_hours
from conftest import ROOT, copy_of_the_atlas, run_atlas
from test_golden import tree
from test_ledger import normalise, visible_text


@cache
def catalog(root: Path = ROOT) -> Catalog:
    return read_source(root).catalog


def shares_of(id: str) -> dict[str, Quantity]:
    breakdown = catalog().of("compute_shares", ComputeShare)[id]
    return {share.name: share.share for share in shares(breakdown)}


def percent(share: Quantity, digits: int = 1) -> float:
    assert share.value is not None
    return round(share.value * 100, digits)


def test_the_shares_of_instructgpt() -> None:
    found = shares_of("instructgpt")
    assert [percent(found[name], 2) for name in ("pre-training", "sft", "ppo")] == [98.25, 0.13, 1.62]
    assert all(share.is_exact for share in found.values())


def test_the_shares_of_deepseek_v3() -> None:
    found = shares_of("deepseek-v3")
    assert [percent(found[name]) for name in ("pre-training", "context-extension", "post-training")] == [95.6, 4.3, 0.2]


def test_the_shares_of_olmo_3_carry_their_bounds() -> None:
    found = shares_of("olmo3-32b-think")
    names = ("pre-training", "mid-training", "long-context", "sft", "rl")
    assert [percent(found[name]) for name in names] == [80.4, 3.0, 2.0, 3.0, 11.5]
    assert [share_words(found[name]).replace("\xa0", " ") for name in names] == [
        "at least 80.4 %",
        "3.03 % (at most 3.1)",
        "2.02 % (at most 2.09)",
        "at least 3.03 %",
        "at least 11.5 %",
    ]


def test_a_share_over_an_upper_bound_is_never_shown_as_exact() -> None:
    for id, breakdown in catalog().of("compute_shares", ComputeShare).items():
        if any(line.bound in ("upper", "lower") for line in breakdown.lines.values()):
            for share in shares(breakdown):
                assert re.search("at most|at least|from .* to", share_words(share.share)), (id, share.name)


def test_the_page_shows_the_shares_and_what_is_left_out(built_site: Path) -> None:
    text = normalise(visible_text((built_site / "compute" / "index.html").read_text(encoding="utf-8")))
    for words in (
        "98.25%", "0.13%", "1.62%", "95.55%", "4.27%", "0.18%", "at least 80.4%", "3.03% (at most 3.1)",
        "2.02% (at most 2.09)",        "at least 3.03%", "at least 11.5%",
        "976,896/1,214,976", "not counted: preference tuning with dpo",
    ):  # fmt: skip
        assert words in text, words


def test_there_are_enough_models_breakdowns_and_claims() -> None:
    breakdowns = [item for item in catalog().of("compute_shares", ComputeShare).values() if item.scope != "typical"]
    assert len(catalog().of("models", Model)) >= 30
    assert len(breakdowns) >= 10
    assert len(catalog().of("claims", Claim)) >= 9


def test_no_breakdown_mixes_units() -> None:
    for id, breakdown in catalog().of("compute_shares", ComputeShare).items():
        assert len({line.unit for line in breakdown.lines.values()}) == 1, id


def test_verdicts_never_mix_scopes_or_units() -> None:
    found = catalog().of("compute_shares", ComputeShare)
    for claim in catalog().of("claims", Claim).values():
        for verdict in verdicts(catalog(), claim.test) if claim.test else ():
            assert {ruling.unit for ruling in verdict.rulings} == {verdict.unit}
            assert {found[ruling.breakdown].scope for ruling in verdict.rulings} == {claim.test.scope}  # type: ignore[union-attr]  # a claim with verdicts has a test


@pytest.mark.parametrize(
    ("share", "outcome"),
    [
        (Quantity(0.96, 0.96, 0.96), "holds"),
        (Quantity(0.95, 0.95, 0.95), "fails"),
        (Quantity(0.96, 0.94, 0.98), "undecided"),
        (Quantity(0.96, 0.96, None), "holds"),
        (Quantity(0.90, None, 0.90), "fails"),
        (Quantity(0.97, None, 0.97), "undecided"),
    ],
)
def test_a_ruling_respects_the_bounds(share: Quantity, outcome: str) -> None:
    test = ShareTest(stages=("pre-training",), scope="final-run", units=("gpu-hours",), above=0.95)
    assert outcome_of(test, share) == outcome


def test_the_verdict_on_the_page_follows_the_data(tmp_path: Path, built_site: Path) -> None:
    """With more hours of pre-training for Olmo 3 the claim of "over 95 %" holds in one breakdown more."""
    before = (built_site / "compute" / "index.html").read_text(encoding="utf-8")
    assert "holds in 1 of 3 breakdowns in GPU-hours" in before
    copy_of_the_atlas(tmp_path)
    path = tmp_path / "data" / "compute_shares" / "olmo3-32b-think.yml"
    text = path.read_text(encoding="utf-8")
    assert "amount: 976896" in text
    path.write_text(text.replace("amount: 976896", "amount: 97689600"), encoding="utf-8")
    done = run_atlas("build", "--root", str(tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr
    after = (tmp_path / "site" / "compute" / "index.html").read_text(encoding="utf-8")
    assert "holds in 2 of 3 breakdowns in GPU-hours" in after
    assert "holds in 1 of 3 breakdowns in GPU-hours" not in after


class FigureRows(HTMLParser):
    """The rows of the table of figures of one page: the text and the links of each cell."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[tuple[str, list[str]]]] = []
        self._in_table = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "table":
            self._in_table = (attributes.get("id") or "").startswith("table-figures-models-")
        elif self._in_table and tag == "tr":
            self.rows.append([])
        elif self._in_table and tag in ("td", "th"):
            self.rows[-1].append(("", []))
        elif self._in_table and tag == "a" and self.rows and self.rows[-1]:
            self.rows[-1][-1][1].append(attributes.get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self._in_table = False

    def handle_data(self, data: str) -> None:
        if self._in_table and self.rows and self.rows[-1]:
            text, links = self.rows[-1][-1]
            self.rows[-1][-1] = (text + data, links)


def test_every_figure_on_every_model_page_has_kind_date_source_and_place(built_site: Path) -> None:
    """The badge holds kind and date; the last cell leads to the source and names the place, or to the inputs."""
    counted = 0
    for page in sorted((built_site / "models").glob("*/index.html")):
        parser = FigureRows()
        parser.feed(page.read_text(encoding="utf-8"))
        for _, (value, badge), (source, links) in parser.rows[1:]:
            where = f"{page.parent.name}: {value}"
            kind = re.search(r"(disclosed|derived|estimated|unverified|undisclosed) (\d{4}(?:-\d\d){0,2})", value)
            assert kind, where
            assert badge, where
            assert links, where
            if kind[1] == "derived":
                assert source.startswith("computed from "), where
                assert all("#" in link for link in links), where
            else:
                assert re.match(r".+ \d{4}[a-z]?, .+", source), where
                assert "place not stated" not in source, where
            counted += 1
    placed = [item for item in catalog().figures if item.entry.kind == "models"]
    assert counted == len(placed)
    assert counted > 200


def test_charts_carry_no_style_or_script_and_stay_small(built_site: Path) -> None:
    sizes = {}
    for page in ("compute", "models", "benchmarks", "timeline", "stages"):
        html = (built_site / page / "index.html").read_text(encoding="utf-8")
        for number, svg in enumerate(re.findall(r'<svg viewBox[^>]*aria-hidden="true">.*?</svg>', html)):
            sizes[f"{page}-{number}"] = len(svg)
            assert "style=" not in svg
            assert "<script" not in svg
            assert "var(--" in svg, "colours follow the scheme"
    assert len(sizes) >= 2 * (5 + 10)
    assert max(sizes.values()) < 120_000, sizes


def test_every_chart_has_its_data_as_csv(built_site: Path) -> None:
    files = tree(built_site / "charts")
    assert {"shares.csv", "orders.csv", "tokens.csv", "benchmarks.csv", "timeline.csv"} <= set(files)
    lines = files["shares.csv"].decode().splitlines()
    assert lines[0] == "Stage,Breakdown,Share,Share (number),Unit,Counts"
    assert len(lines) > 20


def test_the_calculator_reproduces_published_numbers() -> None:
    llama = estimate(405e9, 15.6e12)
    assert f"{llama.flop:.2e}" == "3.79e+25"
    chinchilla = estimate(70e9, 1.4e12)
    assert chinchilla.tokens_per_parameter == pytest.approx(20)
    assert chinchilla.optimal_parameters == pytest.approx(70e9)
    assert gpu_hours(3600e12, 1e12, 0.5) == pytest.approx(2.0)


def test_the_presets_are_readable_without_script(built_site: Path) -> None:
    text = normalise(visible_text((built_site / "calculator" / "index.html").read_text(encoding="utf-8")))
    assert "3.79 × 1025" in text
    assert "3.8 × 1025" in text

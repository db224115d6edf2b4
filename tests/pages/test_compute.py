"""The pages on compute and on the calculator: shares, verdicts and presets, as text."""

from __future__ import annotations

import json
import re
from pathlib import Path

from atlas.charts import charts
from atlas.model import Claim, ComputeShare
from atlas.settings import Settings
from atlas.tables.view import View
from atlas.workshop import rendered

from tests.atlases import catalog, copy_of_the_atlas, edit
from tests.texts import normalise, visible_text


def text_of(site: Path, address: str) -> str:
    return normalise(visible_text((site / address / "index.html").read_text(encoding="utf-8")))


def test_each_breakdown_has_a_page_with_its_shares_and_what_is_left_out(built_site: Path) -> None:
    wanted = {
        "instructgpt": ("98.25%", "0.13%", "1.62%", "3,640/3,704.9", "hyper parameter sweeps"),
        "deepseek-v3": ("95.55%", "4.27%", "0.18%", "the cost in dollars is a convention"),
        "olmo3-32b-think": (
            "at least 80.4%", "3.03% (at most 3.1)", "2.02% (at most 2.09)", "at least 3.03%", "at least 11.5%",
            "976,896/1,214,976", "preference tuning with dpo", "all lines 1,153,536 to 1,214,976 gpu hours",
        ),
        "writer": ("none: outside training", "no stage of training and not the release of it"),
    }  # fmt: skip
    for id, parts in wanted.items():
        text = text_of(built_site, f"compute/{id}")
        for words in (*parts, "what is left out"):
            assert words in text, (id, words)
    for id in catalog().of("compute_shares", ComputeShare):
        assert "all breakdowns side by side" in text_of(built_site, f"compute/{id}")


def test_the_hub_answers_first_and_shows_each_breakdown_and_claim_once(built_site: Path) -> None:
    html = (built_site / "compute" / "index.html").read_text(encoding="utf-8")
    lead = normalise(visible_text(html[html.index('class="lead"') : html.index("</p>", html.index('class="lead"'))]))
    assert "pre training took 80 to 96%" in lead
    assert html.count('class="share-bar"') == len(catalog().of("compute_shares", ComputeShare))
    assert len(re.findall(r'id="?claim-', html)) == len(catalog().of("claims", Claim))
    assert ">98\xa0% in InstructGPT, at least 80\xa0% in Olmo 3.1</a></h3>" in html.replace("&nbsp;", "\xa0")
    text = normalise(visible_text(re.sub(r"<title>.*?</title>", "", html)))  # names of marks are not in sight
    assert "evidence against" not in text, "the evidence stands on the pages of the claims"
    assert len(text) < 14_000


def test_no_axis_of_shares_is_logarithmic() -> None:
    """Nothing lets "under 1 %" fill half the width of "over 95 %"."""
    view = View(catalog())
    found = charts(view)
    shares = [chart for id, chart in found.items() if id == "orders" or id.startswith("breakdown-")]
    assert len(shares) == 1 + 11
    for chart in shares:
        for spec in (chart.wide, chart.narrow):
            assert '"log"' not in json.dumps(spec), chart.id


def test_the_verdict_and_the_finding_follow_the_data(tmp_path: Path, built_site: Path) -> None:
    """With more hours of pre-training for Olmo 3 the claim of "over 95 %" holds in one breakdown more."""
    before = text_of(built_site, "claims/pretraining-over-95")
    assert "holds in 1 of 3 breakdowns in gpu hours" in before
    copy_of_the_atlas(tmp_path)
    edit(tmp_path / "data/models/olmo3-32b.yml", "amount: 35\n", "amount: 3500\n")
    # The page as it goes to the engine, which changes no words of it.
    files = rendered(tmp_path, Settings()).files
    after = normalise(visible_text(files["claims/pretraining-over-95.md"].decode()))
    assert "holds in 2 of 3 breakdowns in gpu hours" in after
    assert "at least 99.72% in olmo 3.1, 91% in deepseek r1" in after
    assert "98% in instructgpt, at least 80%" not in after


def test_the_presets_are_readable_without_script(built_site: Path) -> None:
    text = normalise(visible_text((built_site / "calculator" / "index.html").read_text(encoding="utf-8")))
    assert "3.79 × 1025" in text
    assert "3.8 × 1025" in text

"""A stage's page: its parts in the order of a reader's questions, and none of them empty."""

from __future__ import annotations

import re
from pathlib import Path

from tests.atlases import catalog, edit, run_atlas

ORDER = [
    "What it is for",
    "What it costs",
    "What it changes",
    "Objective",
    "Methods",
    "How it fails",
    "Where the accounts disagree",
    "Published figures",
    "Who published what",
    "What is not known",
    "References",
]


def staged(mini: Path, page: str) -> str:
    """The Markdown of a page of a built atlas."""
    done = run_atlas("build", "--root", str(mini))
    assert done.returncode == 0, done.stdout + done.stderr
    return (mini / "build" / "docs" / page).read_text(encoding="utf-8")


def headings(text: str) -> list[str]:
    return re.findall(r"(?m)^## (.+)$", text)


def test_the_parts_of_every_real_stage_stand_in_the_order_of_questions(built_site: Path) -> None:
    for id, stage in catalog().stages:
        html = (built_site / "stages" / id / "index.html").read_text(encoding="utf-8")
        found = re.findall(r'<h2 id="?[^>]*>(.*?)<a class="?headerlink', html)
        assert [heading for heading in found if heading in ORDER] == [part for part in ORDER if part in found], id
        assert found[:3] == ORDER[:3], id
        mechanics = [section.heading for section in stage.sections if section.heading not in ORDER]
        assert len(found) >= 3 + len(mechanics), id
        article = html[html.index("<article") :]
        assert article.index("stage-lead") < article.index("flow__does") < article.index("<h2"), id
        assert html.count('<figure class="formula"') <= 2, id


def test_a_stage_without_optional_parts_has_no_empty_part(mini: Path) -> None:
    text = staged(mini, "stages/preference-learning.md")
    assert headings(text) == [*ORDER[:3], "Objective", "Where the accounts disagree", "References"]
    assert "<ul></ul>" not in text
    assert "Also called" not in text
    assert "0 figures" not in text
    assert "0 known" not in text


def test_a_stage_without_estimate_and_breakdown_says_so(mini: Path) -> None:
    edit(mini / "data/compute_shares/typical.yml", "stages: [sft]", "stages: [sft, pre-training]")
    text = staged(mini, "stages/sft.md")
    assert "No published breakdown tells this stage apart" in text
    assert "by the survey's estimate" not in text
    assert "strip__mark" not in text


def test_the_head_says_where_the_stage_stands(mini: Path) -> None:
    text = staged(mini, "stages/sft.md")
    assert "Stage 2 of 3" in text
    assert 'rel="prev" href="../pre-training/"' in text
    assert 'rel="next" href="../preference-learning/"' in text
    first = (mini / "build" / "docs" / "stages" / "pre-training.md").read_text(encoding="utf-8")
    assert 'rel="prev"' not in first


def test_a_line_of_a_breakdown_may_cover_no_stage(mini: Path) -> None:
    """Work on serving a model has a share, a colour and a row, and belongs to no stage."""
    text = (mini / "data/compute_shares/typical.yml").read_text(encoding="utf-8")
    own = text.replace("scope: typical", "scope: development-included").replace("stages: [sft]", "stages: []")
    (mini / "data/compute_shares/own.yml").write_text(own.replace("low: 0.95", "amount: 0.95"), encoding="utf-8")
    assert "none: outside training" in staged(mini, "compute/own.md")


def test_stages_use_no_word_that_only_the_diagram_or_a_dictionary_explains() -> None:
    for id, stage in catalog().stages:
        text = stage.model_dump_json(exclude={"shape"})
        assert re.findall(r"\b(?:dear|dearest|lanes?)\b", text) == [], id
        assert not re.search(r"polic(?:y|ies)\b", "; ".join(stage.outputs)) or id in ("release", "safety-rlhf"), id

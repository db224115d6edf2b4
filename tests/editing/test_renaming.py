"""Records renamed and removed: every mention follows, the rest of each file stays, and the atlas passes its checks."""

from __future__ import annotations

import difflib
import re
from pathlib import Path

import pytest
from atlas.catalog.folders import read_source
from atlas.cli import main
from atlas.editing.applying import applied
from atlas.editing.mentions import Renaming, prose_renamed
from atlas.editing.renaming import removed, renamed, sources_left_over
from atlas.inspection import checked

from tests.atlases import copy_of_the_atlas

RENAMED = {
    "stages/sft": "supervised-fine-tuning",
    "citations/ouyang2022-instructgpt": "ouyang2022-following",
    "citations/survey2026-lifecycle": "survey2026-stages",
    "models/deepseek-v3": "deepseek-v3-base",
    "methods/dpo": "direct-preference-optimization",
    "objectives/ppo-clip": "ppo-clipped",
    "benchmarks/aime": "aime-contest",
    "glossary/supervised-fine-tuning": "sft",
    "claims/pretraining-over-95": "pretraining-dominates",
    "datasets/fineweb": "fineweb-one",
}
"""A record to its new id: of each kind that others mention, those that are mentioned most."""

REMOVED = {
    "citations/christiano2017": "ouyang2022-instructgpt",
    "citations/jordan2024-muon": "liu2025-moonlight",
    "glossary/ablation": "baseline",
    "glossary/adapter": "low-rank-adaptation",
    "glossary/pre-training": "post-training",
    "glossary/reward-model": "preference-model",
    "datasets/fineweb-edu": "fineweb",
    "methods/kto": "ipo",
    "objectives/rloo": "grpo",
    "questions/process-or-outcome": "does-rl-add-abilities",
}
"""A record to another of its kind that takes its place."""


def texts(root: Path) -> dict[str, str]:
    files = [*(root / "data").glob("[!s]*/*.yml"), *(root / "data/stages").glob("*.yml"), *(root / "docs").glob("*.md")]
    return {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in sorted(files)}


def test_ten_records_are_renamed_with_every_mention(tmp_path: Path) -> None:
    root = copy_of_the_atlas(tmp_path)
    before = texts(root)
    for address, new in RENAMED.items():
        kind, _, old = address.partition("/")
        with applied(root, renamed(read_source(root), kind, old, new)):
            pass
    after = texts(root)
    checked(root)
    for address, new in RENAMED.items():
        kind, _, old = address.partition("/")
        text = after.pop(f"data/{kind}/{new}.yml")
        assert re.search(rf"^aliases: \[.*\b{old}\]$", text, re.MULTILINE)
        mention = rf"\[\[{address}[\]|#]|(?<![\w/-]){address}#" if kind != "citations" else rf"@{old}(?![\w-])"
        assert [path for path, text in after.items() if re.search(mention, text)] == []
        after[f"data/{kind}/{old}.yml"] = text
    after["data/examples/sft.yml"] = after.pop("data/examples/supervised-fine-tuning.yml")  # named by its stage
    assert set(after) == set(before)
    changed = [
        line
        for path, text in before.items()
        for line in difflib.ndiff(text.splitlines(), after[path].splitlines())
        if line[0] in "+-"
    ]
    named = re.compile("|".join((*(address.partition("/")[2] for address in RENAMED), *RENAMED.values())))
    assert len(changed) > 300
    assert [line for line in changed if not named.search(line)] == []


def test_a_renamed_record_can_have_its_former_id_back(mini: Path) -> None:
    path = mini / "data" / "objectives" / "dpo.yml"
    before = path.read_text(encoding="utf-8")
    assert main(["rename", "objectives", "dpo", "direct", "--root", str(mini)]) == 0
    assert not path.exists()
    assert main(["rename", "objectives", "direct", "dpo", "--root", str(mini)]) == 0
    assert path.read_text(encoding="utf-8").replace("aliases: [direct]\n", "") == before


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (["objectives", "dop", "x"], "no record objectives/dop: did you mean 'dpo'?"),
        (["objectives", "dpo", "next-token"], "objectives/next-token exists already"),
        (["objectives", "dpo", "Direct"], "'Direct' is not an id"),
        (["compute_shares", "typical", "survey"], "the program needs this record"),
    ],
)
def test_what_cannot_be_renamed_is_told(
    mini: Path, arguments: list[str], answer: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = texts(mini)
    assert main(["rename", *arguments, "--root", str(mini)]) == 1
    assert answer in capsys.readouterr().err
    assert texts(mini) == before


def test_the_former_id_is_told_by_its_present_one(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["rename", "objectives", "dpo", "direct", "--root", str(mini)])
    assert main(["rename", "objectives", "dpo", "other", "--root", str(mini)]) == 1
    assert "objectives/dpo: it is now called direct" in capsys.readouterr().err


def test_marks_are_renamed_and_words_are_not() -> None:
    text = (
        "As [@a-b, Table 1; @c-d] and [@c-d; a-b] say of a-b; [[stages/a-b|a-b]] and [[stages/a-b#n]] [[stages/a-bc]]."
    )
    cited = prose_renamed(text, Renaming("citations", "a-b", "x"))
    assert cited.startswith("As [@x, Table 1; @c-d] and [@c-d; x] say of a-b; [[stages/a-b|")
    linked = prose_renamed(text, Renaming("stages", "a-b", "x"))
    assert linked.endswith("say of a-b; [[stages/x|a-b]] and [[stages/x#n]] [[stages/a-bc]].")


def test_ten_records_are_removed_and_others_take_their_mentions(
    tmp_path: Path,
) -> None:
    root = copy_of_the_atlas(tmp_path)
    for address, other in REMOVED.items():
        kind, _, id = address.partition("/")
        source = read_source(root)
        left_over = sources_left_over(source, source.catalog.by_kind[kind][id])
        with applied(
            root, {**removed(source, kind, id, other), **{f"data/citations/{key}.yml": None for key in left_over}}
        ):
            assert not (root / "data" / kind / f"{id}.yml").exists()
    checked(root)


def test_a_record_that_others_need_is_not_removed_by_half(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = texts(mini)
    command = ["remove", "citations", "hoffmann2022-chinchilla", "--to", "survey2026-lifecycle", "--root", str(mini)]
    assert main(["remove", "stages", "pre-training", "--to", "sft", "--root", str(mini)]) == 1
    assert "nothing was changed" in capsys.readouterr().err
    assert texts(mini) == before
    assert main(command) == 0, capsys.readouterr().err
    assert "deleted  data/citations/hoffmann2022-chinchilla.yml" in capsys.readouterr().out
    assert "aliases: [hoffmann2022-chinchilla]" in (mini / "data/citations/survey2026-lifecycle.yml").read_text()

"""Worked examples: their records, the steps made from them, and the walkthrough of the real atlas."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from atlas.catalog.folders import read_source
from atlas.checks.examples import first_wrong_token
from atlas.model import Example
from atlas.model.tokens import Passage, Token
from atlas.settings import Settings
from atlas.site.navigation import without_walkthrough
from atlas.tables.examples import Step, steps
from atlas.tables.view import View
from atlas.tables.workings import shown
from atlas.workshop import Rendered, rendered
from hypothesis import given
from hypothesis import strategies as st

from tests.atlases import ROOT

ALL_FORMS = {
    "document": "\n  objective: next-token\n  tokenizer: {name: t, cite: ouyang2022-instructgpt, computed_with: p}\n"
    '  text: "<b>*x*"\n  tokens: [{text: "<b>", id: 1}, {text: "*x*", id: 2}]\n',
    "pair": " {prompt: P, chosen: C, rejected: R}\n",
    "group": " {prompt: P, checker: Compares., objective: dpo, samples: [{text: A, score: 2}, {text: B, score: 2}]}\n",
    "revision": " {prompt: P, first: F, principle: L, critique: K, revised: R, objective: dpo}\n",
    "probe": " {attack: {prompt: P, answer: A}, finding: F, repair: {prompt: P, answer: B}, objective: dpo}\n",
    "item": ' {prompt: P, key: "1", grader: Compares., attempts: ["1", "2"]}\n',
    "card": " {lines: [{name: N, text: Said.}]}\n",
}
"""Every form without its optional parts, save the conversation, which has none."""


@cache
def atlas() -> Rendered:
    return rendered(ROOT, Settings())


def walkthrough() -> str:
    return atlas().files["walkthrough.md"].decode()


@cache
def real_steps() -> dict[str, Step]:
    catalog = read_source(ROOT).catalog
    return {step.id: step for step in steps(View(catalog))}


def lines_of(stage: str) -> dict[str, str]:
    """What is computed on a stage to its result."""
    return {line.name: line.result or line.put_in for working in real_steps()[stage].workings for line in working.lines}


def with_example(mini: Path, form: str) -> str:
    """The walkthrough of a mini atlas with one example of a form."""
    record = (
        "title: T\nsummary: S.\nreviewed: 2026-11-25\ntext: Words.\nloss_sees: Little.\n" + form + ":" + ALL_FORMS[form]
    )
    (mini / "data" / "examples").mkdir(exist_ok=True)
    (mini / "data" / "examples" / "sft.yml").write_text(record, encoding="utf-8")
    return rendered(mini, Settings()).files["walkthrough.md"].decode()


def test_every_stage_of_the_real_atlas_has_its_example_in_order() -> None:
    catalog = read_source(ROOT).catalog
    assert list(real_steps()) == [id for id, _ in catalog.stages]
    anchors = re.findall(r"^## (\d+) · .* \{#([a-z-]+)\}$", walkthrough(), re.MULTILINE)
    assert anchors == [(str(number), id) for number, id in enumerate(real_steps(), start=1)]


def test_each_step_says_what_the_loss_sees_and_leads_to_its_stage_and_objectives() -> None:
    for id, step in real_steps().items():
        section = walkthrough().partition(f"{{#{id}}}")[2].partition("\n## ")[0]
        assert "What the loss sees." in section
        assert "invented example" in section
        assert f'href="../stages/{id}/"' in section
        assert all(f'href="../objectives/{objective}/"' in section for objective in step.example.objectives)


def test_the_numbers_of_the_real_examples() -> None:
    assert lines_of("preference-learning")["Probability that the chosen answer wins"] == "0.769"
    assert lines_of("preference-learning")["Margin"] == "0.320"
    assert lines_of("safety-rlhf")["Loss"] == "0.049 nats"
    group = lines_of("rlvr")
    assert (group["Mean reward"], group["Standard deviation"]) == ("0.250", "0.433")
    assert (group["Advantage at reward 1"], group["Advantage at reward 0"]) == ("1.732", "−0.577")
    assert lines_of("capability-evaluation")["Standard error"] == "0.217"
    assert real_steps()["release"].reported == "0.750 on one item: 3 of 4 attempts right, standard error 0.217."


def test_the_mask_of_the_demonstration_hides_the_prompt_and_the_head_of_the_answer() -> None:
    user, assistant = real_steps()["sft"].speeches
    assert [(run.counted, len(run.boxes)) for run in user.runs] == [(False, 28)]
    assert [(run.counted, len(run.boxes)) for run in assistant.runs] == [(False, 2), (True, 34)]
    assert lines_of("sft")["Tokens counted in the loss"] == "34 of 64"


def test_special_tokens_have_the_numbers_of_the_published_vocabulary() -> None:
    boxes = [
        box for step in real_steps().values() for speech in step.speeches for run in speech.runs for box in run.boxes
    ]
    assert {(box.text, box.id) for box in boxes if box.special} == {
        ("<|endoftext|>", 199999),
        ("<|return|>", 200002),
        ("<|channel|>", 200005),
        ("<|start|>", 200006),
        ("<|end|>", 200007),
        ("<|message|>", 200008),
    }  # as in openai_public.py of tiktoken, o200k_harmony


def test_a_token_has_one_number_in_all_examples() -> None:
    boxes = [
        box for step in real_steps().values() for speech in step.speeches for run in speech.runs for box in run.boxes
    ]
    assert (
        len({(box.text, box.id) for box in boxes}) == len({box.text for box in boxes}) == len({box.id for box in boxes})
    )


def passage(text: str, pieces: list[str]) -> Passage:
    return Passage(text=text, tokens=tuple(Token(text=piece, id=0) for piece in pieces))


@given(st.lists(st.text(min_size=1, max_size=4), min_size=1, max_size=12))
def test_the_pieces_of_a_text_join_to_it(pieces: list[str]) -> None:
    assert first_wrong_token(passage("".join(pieces), pieces)) is None


@given(st.lists(st.text(min_size=1, max_size=4), min_size=2, max_size=12), st.data())
def test_a_piece_too_few_or_too_many_is_found(pieces: list[str], data: st.DataObject) -> None:
    place = data.draw(st.integers(min_value=0, max_value=len(pieces) - 1))
    assert first_wrong_token(passage("".join(pieces), pieces[:place] + pieces[place + 1 :])) is not None
    assert first_wrong_token(passage("".join(pieces), [*pieces[:place], pieces[place], *pieces[place:]])) is not None


@pytest.mark.parametrize("form", ALL_FORMS)
def test_an_example_without_optional_parts_leaves_no_empty_box(mini: Path, form: str) -> None:
    page = with_example(mini, form)
    assert not re.search(r"<(p|dl|dd|dt|ol|ul|li|div|table|tbody|td|th|span|strong)\b[^>]*>\s*</\1>", page)
    assert "None" not in page
    assert ("How to read the tokens" in page) == (form == "document")


def test_a_group_of_equal_rewards_teaches_nothing(mini: Path) -> None:
    page = with_example(mini, "group")
    assert page.count(">0.000</td>") == 2
    assert "Advantage at reward" not in page


def test_tokens_are_text_and_no_markup(mini: Path) -> None:
    page = with_example(mini, "document")
    assert "<b>" not in page
    assert "*x*" not in page
    assert "&#60;b&#62;" in page


def test_an_atlas_without_examples_has_no_walkthrough_and_no_way_to_it(mini: Path) -> None:
    files = rendered(mini, Settings()).files
    assert "walkthrough.md" not in files
    assert [name for name, content in files.items() if name.endswith(".md") and b"walkthrough/" in content] == []


def test_the_navigation_of_an_atlas_without_examples_lacks_the_walkthrough() -> None:
    nav = ["index.md", {"Stages": ["stages/index.md"]}, {"Walkthrough": "walkthrough.md"}]
    assert without_walkthrough(nav) == nav[:2]
    assert without_walkthrough(["walkthrough.md"]) == []


def test_an_example_is_shown_on_any_page_by_a_macro(mini: Path) -> None:
    front = mini / "docs" / "index.md"
    front.write_text(
        front.read_text() + '\n{{ example_of("sft") }}|{{ example_of("pre-training") }}|\n', encoding="utf-8"
    )
    with_example(mini, "item")
    shown_on_front = rendered(mini, Settings()).files["index.md"].decode()
    assert '<div class="example example--post-training"' in shown_on_front
    assert 'href="walkthrough/#sft"' in shown_on_front
    assert shown_on_front.count('class="example ') == 1
    assert "||" in re.sub(r"\s", "", shown_on_front)


def test_numbers_are_written_with_fixed_decimals() -> None:
    assert [shown(value) for value in (1.7320508, -0.57735, -0.0, -0.0001)] == ["1.732", "−0.577", "0.000", "0.000"]


def test_a_sample_is_scored_by_itself_or_by_the_checker() -> None:
    group = read_source(ROOT).catalog.of("examples", Example)["rlvr"].group
    assert group is not None
    assert [group.reward(sample) for sample in group.samples] == [1, 0, 0, 0]

"""One mistake a file: given these changes to the mini atlas, the editor reads these lines.

A mistake is a YAML file: ``edits`` (old and new text by path), whole ``files``, files in ``latin_1``, or a file that is
one ``comment_of_bytes`` so long. What the editor reads is the .txt beside it, accepted with
`python scripts/test.py tests/checks/test_mistakes.py --bless`.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from atlas.checks.mistakes import reasons
from atlas.checks.rules import rules
from atlas.cli import main

from tests.atlases import ROOT, run_atlas

MISTAKES = ROOT / "scripts" / "atlas" / "checks" / "mistakes"
NAMES = sorted(path.stem for path in MISTAKES.glob("*.yml"))
AS_A_PROGRAM = ("ATL001-not-utf-8", "ATL012-unknown-key", "ATL021-in-a-page", "ATL050-broken-macro")
"""One of each way to be wrong, bytes, shape, reference and page, told by the program itself."""

ACCEPT = "accept it with: python scripts/test.py tests/checks/test_mistakes.py --bless"


def make(mistake: Path, root: Path) -> None:
    """Make a mistake in an atlas."""
    spec = yaml.safe_load(mistake.read_text(encoding="utf-8"))
    for path, edits in spec.get("edits", {}).items():
        text = (root / path).read_text(encoding="utf-8")
        for edit in edits:
            assert edit["old"] in text, f"{mistake.name}: {path} does not hold {edit['old']!r}"
            text = text.replace(edit["old"], edit["new"], 1)
        (root / path).write_text(text, encoding="utf-8", newline="")
    contents = {path: text.encode() for path, text in spec.get("files", {}).items()}
    contents |= {path: text.encode("latin-1") for path, text in spec.get("latin_1", {}).items()}
    contents |= {path: b"#" * size for path, size in spec.get("comment_of_bytes", {}).items()}
    for path, content in contents.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)


@pytest.mark.parametrize("name", NAMES)
def test_each_mistake_is_answered_with_its_place_and_the_way_out(
    mini: Path, name: str, bless: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    make(MISTAKES / f"{name}.yml", mini)
    status = main(["check", "--root", str(mini)])
    answer, complaints = capsys.readouterr()
    expected = MISTAKES / f"{name}.txt"
    if bless:
        expected.write_text(answer, encoding="utf-8", newline="\n")
    assert (status, complaints) == (1, "")
    assert f"{name.partition('-')[0]} " in answer
    assert answer == expected.read_text(encoding="utf-8"), ACCEPT


@pytest.mark.parametrize("name", AS_A_PROGRAM)
def test_the_program_answers_a_mistake_in_the_same_way(mini: Path, name: str) -> None:
    """A process of its own answers with the same text and status, and with nothing beside it."""
    make(MISTAKES / f"{name}.yml", mini)
    done = run_atlas("check", "--root", str(mini))
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == (MISTAKES / f"{name}.txt").read_text(encoding="utf-8")


def test_every_rule_has_a_mistake_and_every_mistake_a_rule() -> None:
    assert {name.partition("-")[0] for name in NAMES} == set(rules())


def test_every_expected_answer_belongs_to_a_mistake() -> None:
    assert sorted(path.stem for path in MISTAKES.glob("*.txt")) == NAMES


def test_every_id_stands_once_in_the_program_beside_its_check() -> None:
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "scripts" / "atlas").rglob("*.py")]
    assert sorted(id for source in sources for id in re.findall(r"ATL\d{3}", source)) == list(rules())


def test_every_rule_has_a_reason() -> None:
    assert [id for id in rules() if id not in reasons()] == []


def test_every_rule_is_a_sentence() -> None:
    assert [rule.id for rule in rules().values() if not re.fullmatch(r"[A-Z].+\.", rule.sentence)] == []

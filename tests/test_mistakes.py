"""One mistake a folder: given these files over the mini atlas, the editor reads these lines.

`expected.txt` is accepted with `python scripts/test.py tests/test_mistakes.py --bless`.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from atlas.rules import RULES
from conftest import ROOT, run_atlas

MISTAKES = ROOT / "tests" / "mistakes"
NAMES = sorted(path.name for path in MISTAKES.iterdir())
ACCEPT = "accept it with: python scripts/test.py tests/test_mistakes.py --bless"


@pytest.mark.parametrize("name", NAMES)
def test_each_mistake_is_answered_with_its_place_and_the_way_out(mini: Path, name: str, bless: bool) -> None:
    shutil.copytree(MISTAKES / name, mini, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt"))
    done = run_atlas("check", "--root", str(mini))
    expected = MISTAKES / name / "expected.txt"
    if bless:
        expected.write_text(done.stdout, encoding="utf-8", newline="\n")
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert f"{name.partition('-')[0]} " in done.stdout
    assert done.stdout == expected.read_text(encoding="utf-8"), ACCEPT


def test_every_rule_has_a_mistake_and_every_mistake_a_rule() -> None:
    assert {name.partition("-")[0] for name in NAMES} == set(RULES)


def test_the_program_uses_every_rule_and_no_other() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "scripts" / "atlas").rglob("*.py"))
    used = {word.strip('"') for word in sources.split() for word in [word.strip("(),:")] if word.startswith('"ATL')}
    assert used == set(RULES)

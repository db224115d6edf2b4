"""One line a mistake: each is answered once or more, by the rule and at the line that it has, with the way out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import yaml

from tests.atlases import copy_of_the_mini_atlas
from tests.hardening.outcomes import Bench, bench, faults

TABLE = Path(__file__).parent / "table_of_mistakes.yml"


@dataclass(frozen=True)
class Mistake:
    """A change to one file of the mini atlas, with the answer that it should have."""

    name: str
    file: str
    change: str
    into: str
    rule: str
    says: str | None
    at: str | None
    nth: int
    told_in: str | None

    def made_in(self, text: str) -> str:
        """The text with the mistake."""
        assert self.change in text, f"{self.file} does not hold {self.change!r}"
        return text.replace(self.change, self.into, 1)

    def line_in(self, before: str, told: str) -> int:
        """The number of the line at which it should be told, in the file of the change or in another one."""
        if self.at is None:
            return before[: before.index(self.change)].count("\n") + 1
        lines = [number for number, line in enumerate(told.split("\n"), 1) if line.lstrip(" -").startswith(self.at)]
        return lines[self.nth]


@cache
def table() -> tuple[dict[str, str], tuple[Mistake, ...]]:
    """Records beside those of the mini atlas, by path, and the mistakes."""
    spec = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    optional = ("says", "at", "nth", "told_in")
    given = {"nth": 0}
    mistakes = (
        Mistake(
            name=row["mistake"],
            file=row["in"],
            change=row["change"],
            into=row["into"],
            rule=row["rule"],
            **{key: row.get(key, given.get(key)) for key in optional},
        )
        for row in spec["mistakes"]
    )
    return spec["records"], tuple(mistakes)


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """The mini atlas with records of the other kinds, read once."""
    root = copy_of_the_mini_atlas(tmp_path_factory.mktemp("table"))
    for path, text in table()[0].items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return bench(root)


def test_there_are_a_hundred_and_twenty_distinct_mistakes() -> None:
    mistakes = table()[1]
    assert len({(mistake.file, mistake.change, mistake.into) for mistake in mistakes}) == len(mistakes) >= 120
    assert len({mistake.name for mistake in mistakes}) == len(mistakes)


def test_the_atlas_of_the_table_has_no_mistake_of_its_own(atlas: Bench) -> None:
    path = "data/models/small.yml"
    assert atlas.outcome(path, atlas.text(path).encode()).problems == ()


@pytest.mark.parametrize("mistake", table()[1], ids=lambda mistake: mistake.name)
def test_a_mistake_is_told_by_its_rule_at_its_line(atlas: Bench, mistake: Mistake) -> None:
    before = atlas.text(mistake.file)
    after = mistake.made_in(before)
    outcome = atlas.outcome(mistake.file, after.encode())
    place = mistake.told_in or mistake.file
    line = mistake.line_in(before, atlas.text(mistake.told_in) if mistake.told_in else after)
    found = {(problem.rule, problem.location.path, problem.location.mark.line) for problem in outcome.problems}
    assert found == {(mistake.rule, place, line)}, outcome.text
    assert faults(outcome, after.encode(), mistake.file) == []
    if mistake.says is not None:
        assert mistake.says in outcome.text
    assert len(outcome.problems) == 1, "one cause, one complaint"


def test_nine_of_ten_are_told_with_what_to_write_instead(atlas: Bench) -> None:
    mistakes = table()[1]
    told = [
        mistake
        for mistake in mistakes
        if mistake.says
        and mistake.says in atlas.outcome(mistake.file, mistake.made_in(atlas.text(mistake.file)).encode()).text
    ]
    print(f"{len(mistakes)} mistakes, {len(told)} with the right suggestion ({len(told) / len(mistakes):.0%})")
    assert len(told) >= 0.9 * len(mistakes)

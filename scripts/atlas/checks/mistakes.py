"""Mistakes: for each rule small changes that break it, with the answer. They are tested, and shown on its page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent / "mistakes"
REASONS = Path(__file__).parent / "reasons.yml"


@dataclass(frozen=True)
class Side:
    """One file of a mistake: its path, what stands there when it is wrong, and what is right, where that is known."""

    path: str
    wrong: str
    right: str | None


@dataclass(frozen=True)
class Mistake:
    """A mistake: the rule it breaks, its name in words, its files, and the answer of ``atlas check``."""

    rule: str
    words: str
    sides: tuple[Side, ...]
    answer: str


@cache
def mistakes() -> Mapping[str, tuple[Mistake, ...]]:
    """Id of a rule to its mistakes, in the order of their names."""
    found: dict[str, list[Mistake]] = {}
    for path in sorted(FOLDER.glob("*.yml")):
        mistake = _mistake(path)
        found.setdefault(mistake.rule, []).append(mistake)
    return {rule: tuple(each) for rule, each in found.items()}


@cache
def reasons() -> Mapping[str, str]:
    """Id of a rule to why it is there."""
    found = yaml.safe_load(REASONS.read_text(encoding="utf-8"))
    return {str(rule): str(reason) for rule, reason in found.items()}


def _mistake(path: Path) -> Mistake:
    rule, _, name = path.stem.partition("-")
    spec = yaml.safe_load(path.read_text(encoding="utf-8"))
    answer = path.with_suffix(".txt")
    return Mistake(
        rule,
        name.replace("-", " "),
        tuple(_sides(spec)),
        answer.read_text(encoding="utf-8").rstrip("\n") if answer.is_file() else "",
    )


def _sides(spec: Mapping[str, Mapping[str, object]]) -> list[Side]:
    found = []
    for path, edits in spec.get("edits", {}).items():
        assert isinstance(edits, list)
        found += [Side(path, str(edit["new"]).strip("\n"), str(edit["old"]).strip("\n")) for edit in edits]
    whole = {**spec.get("files", {}), **spec.get("latin_1", {})}
    found += [Side(path, str(text).strip("\n"), None) for path, text in whole.items()]
    sizes = spec.get("comment_of_bytes", {})
    return [*found, *(Side(path, f"# a comment of {size:,} bytes", None) for path, size in sizes.items())]

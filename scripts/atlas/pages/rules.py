"""The pages of rules: why each is there, and what is wrong and right side by side."""

from __future__ import annotations

from dataclasses import dataclass

from atlas.checks.mistakes import Mistake, mistakes, reasons
from atlas.checks.rules import rules
from atlas.page import Page
from atlas.pages.renderer import HOME, Renderer
from atlas.reading.characters import FORBIDDEN, SURROGATE

LINES, LETTERS = 14, 220
"""How much of a text is shown: enough for every mistake but those of size."""

OPEN = 10
"""Mistakes that stand in the open; more are folded."""


@dataclass(frozen=True)
class Shown:
    """A mistake as its page shows it: a heading, the pairs of path, wrong and right text, and the answer."""

    heading: str
    pairs: tuple[tuple[str, str, str | None], ...]
    answer: str


def rules_page(render: Renderer) -> Page:
    """The list of rules."""
    listed = [(rule.id, f"@/contribute/rules/{rule.id.lower()}/", rule.sentence) for rule in rules().values()]
    return Page(
        path="contribute/rules.md",
        title="Rules",
        description="Every rule that records and pages are checked by.",
        body=render.body("rules", rules=listed),
        kind="page",
        source="scripts/atlas/checks",
        hide=("navigation",),
    )


def rule_page(render: Renderer, id: str) -> Page:
    """Why a rule is there, and its mistakes."""
    rule = rules()[id]
    found = [_shown(mistake) for mistake in mistakes().get(id, ())]
    return Page(
        path=f"contribute/rules/{id.lower()}.md",
        title=id,
        description=rule.sentence,
        body=render.body("rule", rule=rule, reason=reasons().get(id), mistakes=found[:OPEN], more=found[OPEN:]),
        kind="page",
        source="scripts/atlas/checks",
        hide=("navigation",),
        crumbs=(HOME, ("@/contribute/rules/", "Rules")),
    )


def _shown(mistake: Mistake) -> Shown:
    pairs = tuple(
        (side.path, visible(side.wrong), None if side.right is None else visible(side.right)) for side in mistake.sides
    )
    return Shown(mistake.words[:1].upper() + mistake.words[1:], pairs, visible(mistake.answer))


def visible(text: str) -> str:
    """A text cut to what a page can show, with signs that nobody sees written out as ``[U+202E]``."""
    lines = [line if len(line) <= LETTERS else f"{line[:LETTERS]} …" for line in text.split("\n")]
    shown = lines if len(lines) <= LINES else [*lines[:LINES], "…"]
    for hidden in (FORBIDDEN, SURROGATE):
        shown = [hidden.sub(lambda sign: f"[U+{ord(sign[0]):04X}]", line) for line in shown]
    return "\n".join(line.replace("\t", "[tab]") for line in shown)

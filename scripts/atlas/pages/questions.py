"""The index of open questions and a page for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markdown.extensions.toc import slugify

from atlas.evidence.shown import record_href
from atlas.model import Question
from atlas.page import Page
from atlas.pages.renderer import Renderer
from atlas.reading.parse import Entry

_FORMER = {
    "constitutional-ai-or-red-teaming": "what-would-settle-it",
    "data-algorithms-or-scale": "what-would-settle-it_1",
    "dpo-or-ppo": "what-would-settle-it_2",
    "scaling-laws-beyond-the-frontier": "what-would-settle-it_3",
}
"""The questions that the first index held, each with the anchor that its last part had there."""


@dataclass(frozen=True)
class QuestionCard:
    """A question in brief: id, address, its positions (anchor and name), and the anchor of what would settle it.

    Anchors begin with the id of the question, so that no other record changes them; a few stood on the index when it
    held every question in full, and stay.
    """

    id: str
    href: str
    question: Question
    positions: tuple[tuple[str, str], ...]
    settled: str


def questions_index(render: Renderer) -> Page:
    """The open questions as cards."""
    description = "What the published evidence does not settle, with the positions that are held."
    return render.index("questions", "Open questions", description, questions=list(_cards(render)))


def _cards(render: Renderer) -> Iterator[QuestionCard]:
    for id, question in render.view.catalog.of("questions", Question).items():
        before = "" if id in _FORMER else f"{id}-"
        positions = tuple((before + slugify(item.name, "-"), item.name) for item in question.positions)
        settled = _FORMER.get(id, f"{id}-settled")
        yield QuestionCard(id, record_href(f"questions/{id}"), question, positions, settled)


def question_page(render: Renderer, entry: Entry) -> Page:
    """The page of one question: why it matters, the positions with their evidence, and what would settle it."""
    question = entry.record
    assert isinstance(question, Question)
    links = render.links("stages", question.stages) + render.links("methods", question.methods)
    return render.record(entry, "question", question=question, links=links)

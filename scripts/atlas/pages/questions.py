"""The index of open questions and a page for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markdown.extensions.toc import slugify, unique

from atlas.evidence.shown import record_href
from atlas.model import Question
from atlas.page import Page
from atlas.pages.renderer import Renderer
from atlas.reading.parse import Entry


@dataclass(frozen=True)
class QuestionCard:
    """A question in brief: id, address, its positions (anchor and name), and the anchor of what would settle it.

    The anchors are those that stood on the index when it held every question in full.
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
    questions = render.view.catalog.of("questions", Question)
    taken = {"open-questions", *questions}
    for id, question in questions.items():
        positions = [(unique(slugify(item.name, "-"), taken), item.name) for item in question.positions]
        settled = unique("what-would-settle-it", taken)
        yield QuestionCard(id, record_href(f"questions/{id}"), question, tuple(positions), settled)


def question_page(render: Renderer, entry: Entry) -> Page:
    """The page of one question: why it matters, the positions with their evidence, and what would settle it."""
    question = entry.record
    assert isinstance(question, Question)
    links = render.links("stages", question.stages) + render.links("methods", question.methods)
    return render.record(entry, "question", question=question, links=links)

"""The walkthrough: the examples of all stages on one page, in the order of the lifecycle."""

from __future__ import annotations

from atlas.page import Page
from atlas.pages.renderer import Renderer
from atlas.tables.examples import steps


def walkthrough_page(render: Renderer) -> Page | None:
    """The walkthrough, or nothing for an atlas without examples."""
    found = steps(render.view)
    if not found:
        return None
    return Page(
        path="walkthrough.md",
        title="One question through the whole pipeline",
        description="A worked example in the form each stage sees: tokens, loss mask, pairs, advantages and loss.",
        body=render.body("walkthrough", steps=found, tokenised=any(step.speeches for step in found)),
        kind="page",
        source="data/examples",
        hide=("navigation",),
        reviewed=render.reviewed("examples"),
    )

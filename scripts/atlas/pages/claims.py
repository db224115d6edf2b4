"""The index of claims and a page for each."""

from __future__ import annotations

from atlas.evidence.confidence import LEVELS, confidence
from atlas.evidence.verdicts import verdicts
from atlas.model import Claim
from atlas.page import Page
from atlas.pages.renderer import Renderer
from atlas.reading.parse import Entry
from atlas.tables.claims import claims, finding, result_words, rulings, standing_tag
from atlas.tables.confidence import confidence_sources, confidence_tag, confidence_words


def claims_index(render: Renderer) -> Page:
    """Every claim with what was found, its verdict and the result of its test."""
    description = "What is often said about training language models, held against the published evidence."
    return render.index("claims", "Claims", description, claims=claims(render.view))


def claim_page(render: Renderer, entry: Entry) -> Page:
    """The page of one claim: verdict, evidence for and against, the test with its arithmetic, and caveats."""
    claim, view = entry.record, render.view
    assert isinstance(claim, Claim)
    sure = confidence(view.catalog, claim)
    return render.record(
        entry,
        "claim",
        claim=claim,
        finding=finding(view, claim),
        standing=standing_tag(claim),
        sure=confidence_tag(sure),
        sure_words=confidence_words(sure),
        sure_rule=LEVELS[sure.level],
        sources=confidence_sources(view, entry.id, sure),
        result=result_words(verdicts(view.catalog, claim.test)) if claim.test else "",
        stages=render.links("stages", claim.stages),
        rulings=rulings(view, entry.id, claim),
    )

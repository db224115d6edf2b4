"""The pages on compute: the hub, and one page for each breakdown."""

from __future__ import annotations

from collections.abc import Iterator

from atlas.charts.chart import PHASES
from atlas.evidence.shares import ledgers
from atlas.evidence.shown import record_href
from atlas.evidence.verdicts import verdicts
from atlas.evidence.wording import share_words, unit_name
from atlas.model import Claim, ComputeShare
from atlas.page import Page
from atlas.pages.renderer import SIDEBARS, Renderer
from atlas.reading.parse import Entry
from atlas.tables.bars import BarGroup, bar_groups, bar_of
from atlas.tables.breakdowns import breakdown, scope_tag, unit_of
from atlas.tables.claims import claim_cards, in_order
from atlas.tables.ledgers import shares_by_stage, total_words
from atlas.tables.table import Tag
from atlas.tables.totals import answer, totals, totals_table


def compute_hub(render: Renderer) -> Page:
    """Where the compute goes: the answer, a bar for each breakdown, and the claims as cards."""
    view = render.view
    claims = in_order(view)
    found, groups = totals(view), bar_groups(view)
    body = render.body(
        "compute",
        answer=answer(found),
        totals=totals_table(view, found),
        groups=groups,
        phases=_phases(groups),
        by_stage=shares_by_stage(view),
        cards=claim_cards(view, [id for id, claim in claims if claim.topic == "compute"]),
        others=claim_cards(view, [id for id, claim in claims if claim.topic != "compute"]),
    )
    description = "Claims about training compute against published ledgers, with the share of each stage computed."
    return Page(
        "compute/index.md",
        "Where the compute goes",
        description,
        body,
        "index",
        "data/compute_shares",
        SIDEBARS,
        render.reviewed("compute_shares"),
    )


def _phases(groups: tuple[BarGroup, ...]) -> list[str]:
    segments = (segment for group in groups for bar in group.bars for segment in bar.segments)
    shown = {phase for segment in segments for phase in segment.phases}
    return [phase for phase in PHASES if phase in shown]


def breakdown_page(render: Renderer, entry: Entry) -> Page:
    """The page of one breakdown: its bar, its lines, what is left out, and the claims that it bears on."""
    share, view = entry.record, render.view
    assert isinstance(share, ComputeShare)
    unit = unit_of(share)
    return render.record(
        entry,
        "breakdown",
        share=share,
        model=render.links("models", [share.model])[0] if share.model else None,
        scope=scope_tag(share),
        unit="shares, as stated" if unit == "share" else unit_name(unit),
        total=total_words(ledgers(view.catalog)[entry.id]) if unit != "share" else "",
        bar=bar_of(view, entry.id),
        lines=breakdown(view, entry.id, anchored=True),
        claims=list(_claims(render, entry.id)),
    )


def _claims(render: Renderer, id: str) -> Iterator[tuple[str, str, Tag, str]]:
    """Address and statement of each claim whose test looks at a breakdown, with the outcome and the share."""
    for claim_id, claim in render.view.catalog.of("claims", Claim).items():
        for verdict in verdicts(render.view.catalog, claim.test) if claim.test else ():
            for ruling in verdict.rulings:
                if ruling.breakdown == id:
                    words = share_words(ruling.share) if ruling.share else ruling.reason
                    tag = Tag("outcome", ruling.outcome, ruling.outcome)
                    yield record_href(f"claims/{claim_id}"), claim.statement, tag, words

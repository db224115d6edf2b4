"""Tables of claims: their verdicts, and the test of one claim on every breakdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from atlas.catalog import prose
from atlas.evidence.confidence import confidence
from atlas.evidence.numerals import NBSP
from atlas.evidence.shares import ledgers
from atlas.evidence.shown import Evidence, record_href
from atlas.evidence.verdicts import Verdict, verdicts
from atlas.evidence.wording import round_share, share_words, unit_name
from atlas.model import Claim
from atlas.model.claim import Exhibit
from atlas.reading.suggest import did_you_mean
from atlas.tables.breakdowns import SCOPE_WORDS
from atlas.tables.confidence import confidence_cell, confidence_tag
from atlas.tables.ledgers import name_of
from atlas.tables.table import Column, Row, Table, Tag, To, cell
from atlas.tables.view import View

FILTERS = (("topic", "Topic"), ("standing", "Verdict"), ("sure", "How sure"))
TOPICS = ("compute", "data", "method", "safety", "evaluation", "disclosure")


def in_order(view: View) -> list[tuple[str, Claim]]:
    """Ids and claims: those on compute first, those that are tested before those that are not."""
    found = view.catalog.of("claims", Claim)
    order = [id for id, _ in view.catalog.lifecycle]
    return sorted(
        found.items(),
        key=lambda item: (TOPICS.index(item[1].topic), item[1].test is None, order.index(item[1].stages[0]), item[0]),
    )


def result_words(found: tuple[Verdict, ...]) -> str:
    """What the test found: ``holds in 1 of 3 breakdowns in GPU-hours; 2 undecided``."""
    return "; ".join(_unit_words(verdict) for verdict in found)


def _unit_words(verdict: Verdict) -> str:
    open_ones = verdict.outcomes["undecided"]
    plural = "" if verdict.decided == 1 else "s"
    held = f"holds in {verdict.holds} of {verdict.decided} breakdown{plural} in {unit_name(verdict.unit)}"
    if not verdict.decided:
        held = f"cannot be decided in {unit_name(verdict.unit)}"
    return f"{held} ({open_ones} undecided)" if open_ones and verdict.decided else held


def finding(view: View, claim: Claim) -> str:
    """What was found, in a line: the extremes of the test, or the line of the record; the statement without either."""
    if claim.finding is None or claim.test is not None:
        words = _extremes(view, claim) or claim.statement
    else:
        words = prose.replace_marks(claim.finding.strip(), lambda mark: _in_words(view, mark))
    return words[:1].upper() + words[1:]


def _extremes(view: View, claim: Claim) -> str:
    """The greatest and the least share among the breakdowns that a test could measure, each with what was trained."""
    found = ledgers(view.catalog)
    rulings = [ruling for verdict in (verdicts(view.catalog, claim.test) if claim.test else ())
               for ruling in verdict.rulings]  # fmt: skip
    shares = {ruling: ruling.share for ruling in rulings if ruling.share is not None and ruling.share.value is not None}
    if not shares:
        return ""
    ordered = sorted(shares, key=lambda ruling: (-(shares[ruling].value or 0.0), ruling.breakdown))
    ends = [ordered[0], ordered[-1]] if len(ordered) > 1 else ordered
    return ", ".join(
        f"{round_share(shares[ruling])}{_of(ruling.unit)} in {name_of(found[ruling.breakdown])}" for ruling in ends
    )


def _of(unit: str) -> str:
    """What a share is one of, where that is no compute."""
    return f" of {unit_name(unit)}" if unit == "tokens" else ""


def _in_words(view: View, mark: prose.Mark) -> str:
    if isinstance(mark, prose.Citation):
        return ""
    if mark.figure is not None:
        return view.figure(view.catalog.named_figures[mark.address]).words
    entry = view.catalog.find(mark.record)
    assert entry is not None, f"{mark.record} passed the check of references"
    return mark.words or entry.record.title


def standing_tag(claim: Claim) -> Tag:
    """The verdict of a claim as a word."""
    return Tag("standing", claim.standing, claim.standing.replace("-", " "))


@dataclass(frozen=True)
class ClaimCard:
    """A claim in brief: what was found, its statement, address, verdict and how sure it is, and up to two figures."""

    id: str
    finding: str
    statement: str
    href: str
    standing: Tag
    sure: Tag
    result: str
    figures: tuple[tuple[str, Evidence], ...]


def claim_cards(view: View, ids: Iterable[str]) -> tuple[ClaimCard, ...]:
    """Some claims in brief; raises LookupError for an id that no claim has."""
    found = view.catalog.of("claims", Claim)
    return tuple(_card(view, id, found) for id in ids)


def _card(view: View, id: str, found: Mapping[str, Claim]) -> ClaimCard:
    if id not in found:
        raise LookupError(f"no claim '{id}'{did_you_mean(id, found)}")
    claim = found[id]
    exhibits = [_first_figure(claim.evidence_for), _first_figure(claim.evidence_against)]
    placed = [view.catalog.named_figures[address] for address in exhibits if address]
    return ClaimCard(
        id=id,
        finding=finding(view, claim),
        statement=claim.statement,
        href=record_href(f"claims/{id}"),
        standing=standing_tag(claim),
        sure=confidence_tag(confidence(view.catalog, claim)),
        result=result_words(verdicts(view.catalog, claim.test)) if claim.test else "",
        figures=tuple((str(getattr(item.figure, "label", "")), view.figure(item)) for item in placed),
    )


def _first_figure(exhibits: Iterable[Exhibit]) -> str | None:
    return next((exhibit.figure for exhibit in exhibits if exhibit.figure), None)


def claims(view: View) -> Table:
    """Every claim with its verdict and the result of its test."""
    rows = tuple(
        Row(
            f"row-{id}",
            (
                cell(To(record_href(f"claims/{id}"), claim.statement), sort=number),
                cell(finding(view, claim)),
                cell(standing_tag(claim)),
                confidence_cell(confidence(view.catalog, claim)),
                cell(result_words(verdicts(view.catalog, claim.test)) if claim.test else "not a matter of shares"),
                view.list("stages", claim.stages),
                cell(claim.as_of),
            ),
            (
                ("topic", claim.topic),
                ("standing", claim.standing.replace("-", " ")),
                ("sure", confidence(view.catalog, claim).level),
            ),
        )
        for number, (id, claim) in enumerate(in_order(view))
    )
    columns = (
        Column("claim", "Claim"),
        Column("finding", "What was found"),
        Column("standing", "Verdict"),
        Column("sure", "How sure"),
        Column("test", "In the published breakdowns"),
        Column("stages", "Stages"),
        Column("as-of", "As of"),
    )
    caption = f"{len(rows)} claims that are often made, and how they stand against the evidence"
    return Table("claims", caption, columns, rows, FILTERS)


def rulings(view: View, id: str, claim: Claim) -> Table:
    """The test of one claim on every breakdown of its scope and units."""
    rows = tuple(
        Row(
            "",
            (
                cell(To(record_href(f"compute_shares/{ruling.breakdown}"), ruling.title)),
                cell(unit_name(ruling.unit)),
                cell(
                    share_words(ruling.share) if ruling.share else "not to be told apart",
                    sort=ruling.share.value if ruling.share else None,
                ),
                cell(ruling.working or "none"),
                cell(Tag("outcome", ruling.outcome, ruling.outcome), f" {ruling.reason}" if ruling.reason else None),
            ),
        )
        for verdict in (verdicts(view.catalog, claim.test) if claim.test else ())
        for ruling in verdict.rulings
    )
    columns = (
        Column("breakdown", "Breakdown"),
        Column("unit", "Unit"),
        Column("share", "Share", numeric=True),
        Column("working", "Arithmetic"),
        Column("outcome", "Outcome"),
    )
    return Table(f"rulings-{id}", f"The test: {_test_words(view, claim)}", columns, rows)


def _test_words(view: View, claim: Claim) -> str:
    test = claim.test
    if test is None:
        return "none"
    bounds = [(word, bound) for word, bound in (("above", test.above), ("below", test.below)) if bound is not None]
    wanted = " and ".join(f"{word} {bound * 100:g}{NBSP}%" for word, bound in bounds)
    stages = " and ".join(view.to("stages", id).text for id in test.stages)
    return f"share of {stages} {wanted}; {SCOPE_WORDS[test.scope]}; each unit by itself"

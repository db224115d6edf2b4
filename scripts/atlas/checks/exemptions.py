"""Exemptions: complaints of rules that ask for judgement, set aside by records with a reason and a date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from atlas.catalog.catalog import Catalog
from atlas.checks.check import Check
from atlas.checks.dates import newest_review
from atlas.model import Exemption
from atlas.model.exemption import Case
from atlas.reading.document import Document
from atlas.reading.problem import Problem
from atlas.reading.rule import Rule

EXEMPTED = Rule(
    "ATL070", "An exemption names a rule that asks for judgement, meets a complaint, and is not past its date."
)


def without_exempted(catalog: Catalog, problems: Iterable[Problem], checks: Mapping[str, Check]) -> Iterator[Problem]:
    """The problems that no exemption covers, and those of the exemptions themselves."""
    left = list(problems)
    today = newest_review(catalog)
    for id, exemption in catalog.of("exemptions", Exemption).items():
        document = catalog.by_kind["exemptions"][id].document
        if exemption.rule not in checks or not checks[exemption.rule].judged:
            yield EXEMPTED.broken(document.at(("rule",)), f"{exemption.rule} cannot be set aside: mend what it finds")
            continue
        if exemption.until < today:
            message = f"the newest review is of {today}: look at the reason again, then move the date or mend the cases"
            yield EXEMPTED.broken(document.at(("until",)), message)
        yield from _unused(exemption, document, left)
        left = [problem for problem in left if not any(_covers(exemption, case, problem) for case in exemption.cases)]
    yield from left


def _unused(exemption: Exemption, document: Document, problems: Iterable[Problem]) -> Iterator[Problem]:
    for index, case in enumerate(exemption.cases):
        if not any(_covers(exemption, case, problem) for problem in problems):
            message = f"{exemption.rule} has no complaint in {case.file} with these words: delete the case"
            yield EXEMPTED.broken(document.at(("cases", index)), message)


def _covers(exemption: Exemption, case: Case, problem: Problem) -> bool:
    return (problem.rule, problem.location.path) == (exemption.rule, case.file) and case.words in problem.message

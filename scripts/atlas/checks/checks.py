"""Rules across records; each is a sentence, yields problems, and is registered in one line."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Collection, Iterator

from atlas.catalog import prose
from atlas.catalog.catalog import Catalog
from atlas.catalog.formulas import FormulaError, mathml
from atlas.catalog.references import check_figure_addresses, check_references
from atlas.catalog.written import Written, check_written, cited_in
from atlas.checks.examples import EXAMPLE_CHECKS
from atlas.evidence.quantity import NotDerivable, quantity
from atlas.evidence.shares import total_range
from atlas.model import ComputeShare, Model, Objective, Stage
from atlas.model.types import ProseMark
from atlas.reading.parse import Entry
from atlas.reading.problem import Problem


def check_ids_are_unique(catalog: Catalog) -> Iterator[Problem]:
    """No two records of a kind share an id or an alias."""
    for kind, entries in catalog.by_kind.items():
        owner = dict(entries)
        for entry in entries.values():
            for index, alias in enumerate(entry.record.aliases):
                if alias in owner:
                    where = entry.document.at(("aliases", index))
                    yield Problem(
                        where,
                        "ATL020",
                        f"'{alias}' already names {kind}/{owner[alias].id}: remove this alias or rename",
                    )
                else:
                    owner[alias] = entry


def check_follows_is_a_chain(catalog: Catalog) -> Iterator[Problem]:
    """Stages form one chain: one follows none, each other follows another, no two follow the same, no circle."""
    stages = catalog.by_kind["stages"]
    follows = {id: entry.record.follows for id, entry in stages.items() if isinstance(entry.record, Stage)}
    if not stages:
        return
    first = [id for id, before in follows.items() if before is None]
    for id in first[1:]:
        yield Problem(
            stages[id].document.at(()),
            "ATL030",
            f"'{id}' and '{first[0]}' both follow none: say what '{id}' follows",
        )
    taken: dict[str, str] = {}
    for id, before in follows.items():
        if before is None:
            continue
        where = stages[id].document.at(("follows",))
        if before in taken:
            yield Problem(where, "ATL031", f"'{id}' and '{taken[before]}' both follow '{before}': make a chain")
        taken.setdefault(before, id)
        circle = _circle(id, follows)
        if circle and id == min(circle):
            yield Problem(where, "ATL032", "stages follow each other in a circle: " + " -> ".join([*circle, circle[0]]))


def _circle(start: str, follows: dict[str, str | None]) -> list[str]:
    trail = [start]
    while (before := follows.get(trail[-1])) is not None:
        if before == start:
            return trail
        if before in trail:
            return []
        trail.append(before)
    return []


def check_feedback_goes_back(catalog: Catalog) -> Iterator[Problem]:
    """A stage feeds back only into stages before it."""
    order = [id for id, _ in catalog.stages]
    for entry in catalog.by_kind["stages"].values():
        assert isinstance(entry.record, Stage)
        for index, id in enumerate(entry.record.feeds_back):
            if id in order and order.index(id) >= order.index(entry.id):
                where = entry.document.at(("feeds_back", index))
                yield Problem(
                    where,
                    "ATL033",
                    f"'{id}' does not come before '{entry.id}': feedback goes to earlier stages",
                )


def check_breakdown_has_one_unit(catalog: Catalog) -> Iterator[Problem]:
    """All lines of a breakdown have one unit; shares of different units cannot be added."""
    for entry, share in _breakdowns(catalog):
        units = Counter(line.unit for line in share.lines.values())
        if len(units) > 1:
            main = units.most_common(1)[0][0]
            for name, line in share.lines.items():
                if line.unit != main:
                    where = entry.document.at(("lines", name, "unit"))
                    yield Problem(
                        where,
                        "ATL034",
                        f"unit '{line.unit}' among '{main}': give each unit a file of its own",
                    )


def check_shares_sum_to_one(catalog: Catalog) -> Iterator[Problem]:
    """Shares of one breakdown add up to 1 or less, within rounding."""
    for entry, share in _breakdowns(catalog):
        if any(line.unit != "share" for line in share.lines.values()):
            continue
        low, _ = total_range(share)
        if low > 1.005:
            yield Problem(
                entry.document.at(("lines",), key=True),
                "ATL035",
                f"the shares add up to at least {low:.3g}: more than 1",
            )


def check_breakdowns_are_distinct(catalog: Catalog) -> Iterator[Problem]:
    """No two breakdowns have the same model, unit and scope."""
    seen: dict[tuple[str | None, str, str], str] = {}
    for entry, share in _breakdowns(catalog):
        key = (share.model, next(iter(share.lines.values())).unit, share.scope)
        if key in seen:
            message = f"'{seen[key]}' is a breakdown of the same model, unit and scope: put the lines in one file"
            yield Problem(entry.document.at(("model",)), "ATL038", message)
        seen.setdefault(key, entry.id)


def check_models_are_released(catalog: Catalog) -> Iterator[Problem]:
    """A model's date of release is not after the day on which its record was reviewed."""
    for entry in catalog.by_kind["models"].values():
        assert isinstance(entry.record, Model)
        if entry.record.released > entry.record.reviewed:
            message = f"released {entry.record.released} is after the review of {entry.record.reviewed}: correct one"
            yield Problem(entry.document.at(("released",)), "ATL039", message)


def check_derived_figures(catalog: Catalog) -> Iterator[Problem]:
    """Every derived figure can be computed from its inputs."""
    for placed in catalog.figures:
        if placed.figure.formula is None:
            continue
        start = (placed.address,) if placed.name else ()
        try:
            quantity(catalog, placed.figure, start)
        except NotDerivable as error:
            where = placed.entry.document.at((*placed.path, "formula"), key=True)
            yield Problem(where, "ATL036", f"this figure cannot be derived: {error}")


def check_citations_are_used(catalog: Catalog, elsewhere: Collection[str]) -> Iterator[Problem]:
    """Every source is cited by a record or a page; ``elsewhere`` holds the keys that hand-written pages cite."""
    cited = (catalog.cited_by(entry.address) for entry in catalog.entries)
    used = {*elsewhere, *itertools.chain.from_iterable(cited)}
    for id, entry in catalog.by_kind["citations"].items():
        if id not in used:
            yield Problem(
                entry.document.at(()),
                "ATL037",
                f"nothing cites '{id}': cite it as [@{id}] or delete the file",
            )


def check_prose_is_safe(catalog: Catalog) -> Iterator[Problem]:
    """Prose in data is Markdown without HTML, attribute lists, templates or unsafe links."""
    for entry, field in catalog.fields:
        if isinstance(field.marker, ProseMark):
            for danger in prose.dangers(field.value):
                yield Problem(entry.document.within(field.path, danger.text), danger.rule, danger.message)


def check_formulas_convert(catalog: Catalog) -> Iterator[Problem]:
    """Every formula and symbol converts to MathML."""
    for entry in catalog.by_kind["objectives"].values():
        assert isinstance(entry.record, Objective)
        for path, latex in _formulas(entry.record):
            try:
                mathml(latex, block=True)
            except FormulaError as error:
                yield Problem(entry.document.at(path), "ATL045", f"this formula cannot be shown: {error}")


def _formulas(objective: Objective) -> Iterator[tuple[tuple[str | int, ...], str]]:
    yield ("latex",), objective.latex
    for index, symbol in enumerate(objective.symbols):
        yield ("symbols", index, "symbol"), symbol.symbol
    for index, variant in enumerate(objective.variants):
        yield ("variants", index, "latex"), variant.latex
        for inner, symbol in enumerate(variant.symbols):
            yield ("variants", index, "symbols", inner, "symbol"), symbol.symbol


def _breakdowns(catalog: Catalog) -> Iterator[tuple[Entry, ComputeShare]]:
    for entry in catalog.by_kind["compute_shares"].values():
        assert isinstance(entry.record, ComputeShare)
        yield entry, entry.record


Check = Callable[[Catalog], Iterator[Problem]]

REFERENCE_CHECKS: tuple[Check, ...] = (check_ids_are_unique, check_references, check_figure_addresses)

RULE_CHECKS: tuple[Check, ...] = (
    check_follows_is_a_chain,
    check_feedback_goes_back,
    check_breakdown_has_one_unit,
    check_shares_sum_to_one,
    check_breakdowns_are_distinct,
    check_models_are_released,
    check_derived_figures,
    check_prose_is_safe,
    check_formulas_convert,
    *EXAMPLE_CHECKS,
)


def check(catalog: Catalog, written: Collection[Written] = ()) -> tuple[Problem, ...]:
    """Every problem of the references of records and hand-written pages, or where there is none, of the rules."""
    found = [problem for check in REFERENCE_CHECKS for problem in check(catalog)]
    found += [problem for page in written for problem in check_written(catalog, page)]
    if found:
        return tuple(found)
    cited = {key for page in written for key in cited_in(page)}
    found = [problem for check in RULE_CHECKS for problem in check(catalog)]
    return (*found, *check_citations_are_used(catalog, cited))

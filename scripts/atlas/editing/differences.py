"""What differs between two states of the atlas: figures, records, verdicts of claims, and pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from atlas.addresses import url_of
from atlas.catalog.catalog import Catalog
from atlas.catalog.folders import addresses_in, entries_in
from atlas.catalog.placed import PlacedFigure
from atlas.evidence.quantity import NotDerivable, quantity
from atlas.evidence.shown import folder
from atlas.evidence.verdicts import verdicts
from atlas.evidence.wording import in_words
from atlas.model import Claim
from atlas.page import Sheet

_UNKNOWN = "not computed"


@dataclass(frozen=True)
class State:
    """The atlas at one time: its records, and its pages where they could be made.

    ``unread`` are the addresses of records that stand in a form which this version of the program does not read.
    """

    catalog: Catalog
    pages: tuple[Sheet, ...] | None
    unread: frozenset[str] = frozenset()


def state_in(root: Path) -> State:
    """The records of an atlas that can be read, whatever is wrong with others, and no pages."""
    entries = entries_in(root)
    return State(Catalog(entries), None, addresses_in(root) - {entry.address for entry in entries})


@dataclass(frozen=True)
class Stated:
    """A figure in words, how it is known and by whom: what a reader would compare."""

    words: str
    kind: str
    source: str

    def __str__(self) -> str:
        return f"{self.words} ({self.kind}{', ' if self.source else ''}{self.source})"


@dataclass(frozen=True)
class Change:
    """Something with an address that was one thing and is another; None where it was or is not there."""

    address: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Differences:
    """All that differs, each part in the order of addresses; pages are None where one of the states has none."""

    figures: tuple[Change, ...]
    added: tuple[tuple[str, str], ...]
    removed: tuple[tuple[str, str], ...]
    edited: tuple[str, ...]
    verdicts: tuple[Change, ...]
    pages: tuple[Change, ...] | None
    lost: tuple[str, ...]


def differences(old: State, new: State) -> Differences:
    """What differs between an old and a new state."""
    before = {entry.address: entry for entry in old.catalog.entries}
    after = {entry.address: entry for entry in new.catalog.entries}
    there, here = before.keys() | old.unread, after.keys() | new.unread
    unread = old.unread | new.unread
    figures = _changes(_stated(old.catalog), _stated(new.catalog))
    pages = None if old.pages is None or new.pages is None else _changes(_bodies(old.pages), _bodies(new.pages))
    return Differences(
        figures=tuple(change for change in figures if not unread or _comparable(change, unread)),
        added=tuple((address, after[address].record.title) for address in sorted(after.keys() - there)),
        removed=tuple((address, before[address].record.title) for address in sorted(before.keys() - here)),
        edited=tuple(
            address
            for address in sorted(there & here)
            if address in unread or before[address].record != after[address].record
        ),
        verdicts=_changes(_verdicts(old.catalog), _verdicts(new.catalog)),
        pages=pages,
        lost=_lost(pages or (), new.catalog),
    )


def _comparable(change: Change, unread: frozenset[str]) -> bool:
    """Whether a figure says the same of both states, where records are unread in one: itself, or an input of it."""
    told = (change.before or "", change.after or "")
    return change.address.partition("#")[0] not in unread and not any(text.startswith(_UNKNOWN) for text in told)


def stated(catalog: Catalog, placed: PlacedFigure) -> Stated:
    """A figure in words with its kind and source, or why a derived one has no number."""
    figure = placed.figure
    try:
        words = in_words(quantity(catalog, figure, (placed.address,) if placed.name else ()), figure)
    except NotDerivable as error:
        words = f"{_UNKNOWN}: {error}"
    formula = figure.formula.expression if figure.formula else ""
    source = ", ".join(part for part in (figure.cite, figure.at, formula, figure.as_of) if part)
    return Stated(words.replace("\N{NO-BREAK SPACE}", " "), figure.kind, source)


def _stated(catalog: Catalog) -> dict[str, str]:
    return {placed.address: str(stated(catalog, placed)) for placed in catalog.figures}


def _verdicts(catalog: Catalog) -> dict[str, str]:
    return {f"claims/{id}": _verdict(catalog, claim) for id, claim in catalog.of("claims", Claim).items()}


def _verdict(catalog: Catalog, claim: Claim) -> str:
    """The standing of a claim, and for how many breakdowns its test holds."""
    tests = verdicts(catalog, claim.test) if claim.test else ()
    results = [f"{found.holds} of {found.decided} decided breakdowns in {found.unit}" for found in tests]
    return "; ".join([claim.standing.replace("-", " "), *results])


def _bodies(pages: Iterable[Sheet]) -> dict[str, str]:
    return {f"/{url_of(page.path)}": page.text for page in pages}


def _changes(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Change, ...]:
    return tuple(
        Change(address, before.get(address), after.get(address))
        for address in sorted({*before, *after})
        if before.get(address) != after.get(address)
    )


def _lost(pages: Iterable[Change], catalog: Catalog) -> tuple[str, ...]:
    """Addresses of pages that go and that no alias of a record leads on from."""
    kept = {f"/{folder(entry.kind)}/{alias}/" for entry in catalog.entries for alias in entry.record.aliases}
    return tuple(change.address for change in pages if change.after is None and change.address not in kept)

"""Rules of references: every id, alias, citation key and figure address leads to one thing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from atlas.catalog import prose
from atlas.catalog.catalog import Catalog
from atlas.checks.check import Atlas, Complaints, check
from atlas.model.types import FigureRef, ProseMark, Ref
from atlas.reading.document import Document
from atlas.reading.fields import Field
from atlas.reading.location import Location
from atlas.reading.parse import Entry
from atlas.reading.suggest import did_you_mean, nearest

_SHOWN = 12
"""Places of one missing record that a complaint names."""

_NOUNS = {
    "stages": "stage",
    "objectives": "objective",
    "compute_shares": "breakdown",
    "citations": "source",
    "methods": "method",
    "models": "model",
    "claims": "claim",
    "benchmarks": "benchmark",
    "datasets": "data set",
    "questions": "question",
    "glossary": "term",
    "examples": "example",
    "exemptions": "exemption",
}


@check("ATL020", first=True)
def check_ids_are_unique(atlas: Atlas) -> Complaints:
    """No two records of a kind share an id or an alias."""
    for kind, entries in atlas.catalog.by_kind.items():
        owner = dict(entries)
        for entry in entries.values():
            for index, alias in enumerate(entry.record.aliases):
                if alias in owner:
                    message = f"'{alias}' already names {kind}/{owner[alias].id}: remove this alias or rename"
                    yield entry.document.at(("aliases", index)), message
                else:
                    owner[alias] = entry


@check("ATL021", first=True)
def check_records_exist(atlas: Atlas) -> Complaints:
    """Every id, citation key and link names a record that exists."""
    mentions: dict[tuple[str, str], list[Location]] = {}
    for entry, field in _doubtful(atlas.catalog):
        if isinstance(field.marker, Ref) and field.value not in atlas.catalog.by_kind[field.marker.kind]:
            mentions.setdefault((field.marker.kind, field.value), []).append(_place(entry, field))
        elif isinstance(field.marker, FigureRef) and (lost_record := _lost_of(atlas.catalog, field.value)):
            mentions.setdefault(lost_record, []).append(_place(entry, field))
    for where, lost in _lost_marks(atlas):
        if lost.record is not None:
            mentions.setdefault(lost.record, []).append(where)
        elif lost.figure is None:
            yield where, lost.message
    for (kind, id), places in mentions.items():
        ordered = sorted(set(places))
        yield ordered[0], f"{_missing(atlas.catalog, kind, id)}{_also_at(ordered, _BY_COMMAND)}"


@check("ATL022", first=True)
def check_figures_exist(atlas: Atlas) -> Complaints:
    """Every figure address names a figure that exists."""
    mentions: dict[str, list[Location]] = {}
    known = atlas.catalog.named_figures
    for entry, field in _doubtful(atlas.catalog):
        if not isinstance(field.marker, FigureRef) or _lost_of(atlas.catalog, field.value):
            continue
        placed = known.get(field.value)
        if placed is None:
            mentions.setdefault(field.value, []).append(_place(entry, field))
        elif field.path[0] == "refers" and placed.address != field.value:
            yield entry.document.at(field.path), f"'{field.value}' refers on itself: name '{placed.address}'"
    for where, lost in _lost_marks(atlas):
        if lost.figure is not None:
            mentions.setdefault(lost.figure, []).append(where)
    for address, places in mentions.items():
        if _is_referred(atlas.catalog, address):  # what it refers to is missing, and told
            continue
        ordered = sorted(set(places))
        yield ordered[0], f"{_missing_figure(known, address)}{_also_at(ordered, _BY_HAND)}"


def _doubtful(catalog: Catalog) -> Iterator[tuple[Entry, Field]]:
    """The fields of every record that names anything that is not there, or a figure by a name of its own."""
    named = catalog.named_figures
    known = {f"{kind}/{id}" for kind, entries in catalog.by_kind.items() for id in entries}
    known |= {address for address, placed in named.items() if placed.address == address}
    for entry in catalog.entries:
        if not known.issuperset(entry.once("names", _named)):
            yield from ((entry, field) for field in entry.fields)


def _named(entry: Entry) -> set[str]:
    """Every address of a record or figure that a record names."""
    found: set[str] = set()
    for field in entry.fields:
        if isinstance(field.marker, Ref):
            found.add(f"{field.marker.kind}/{field.value}")
        elif isinstance(field.marker, FigureRef):
            found.add(field.value)
        elif isinstance(field.marker, ProseMark):
            for mark in prose.marks(field.value):
                cited = mark.sources if isinstance(mark, prose.Citation) else ()
                found.update(f"citations/{source.key}" for source in cited)
                found.update([mark.address] if isinstance(mark, prose.Link) else [])
    return found


@dataclass(frozen=True)
class Lost:
    """A mark of prose that leads nowhere: its text, which occurrence of it, and why.

    ``figure`` is the address of a figure that a record does not have, ``record`` kind and id of one that there is not.
    """

    text: str
    nth: int
    message: str = ""
    figure: str | None = None
    record: tuple[str, str] | None = None


def _place(entry: Entry, field: Field) -> Location:
    """Where the value of a field stands; a value that is the key of a mapping stands there."""
    return entry.document.at(field.path, key=field.path[-1:] == (field.value,))


def _lost_of(catalog: Catalog, address: str) -> tuple[str, str] | None:
    """Kind and id of the record that a figure's address names, where the kind is known and there is no such record."""
    kind, _, id = address.partition("#")[0].partition("/")
    return (kind, id) if kind in catalog.by_kind and id not in catalog.by_kind[kind] else None


def _missing(catalog: Catalog, kind: str, id: str) -> str:
    known = catalog.by_kind[kind]
    for entry in known.values():
        if id in entry.record.aliases:
            return f"the {_NOUNS[kind]} '{id}' is now called '{entry.id}': write that"
    return f"no {_NOUNS[kind]} '{id}'{did_you_mean(id, known)}"


_BY_COMMAND = (
    "if it was removed or renamed by hand, bring its file back and run 'atlas remove' or 'atlas rename', "
    "which change every mention"
)
_BY_HAND = "if it was removed or renamed, change every mention"


def _also_at(places: Sequence[Location], way_out: str) -> str:
    """The further places that name the same, which is so when something was removed or renamed."""
    if len(places) == 1:
        return ""
    shown = ", ".join(str(place) for place in places[1:_SHOWN])
    more = f" and {len(places) - _SHOWN} more" if len(places) > _SHOWN else ""
    return f" (also at {shown}{more}; {way_out})"


def _is_referred(catalog: Catalog, address: str) -> bool:
    """Whether an address is a name that a record gives to a figure of another one."""
    record, _, name = address.partition("#")
    entry = catalog.find(record)
    return entry is not None and name in getattr(entry.record, "refers", {})


def _missing_figure(known: Collection[str], address: str) -> str:
    record, _, name = address.partition("#")
    near = {figure.partition("#")[2]: figure for figure in known if figure.startswith(record + "#")}
    if guess := nearest(name, near):
        return f"no figure '{address}': did you mean '{near[guess]}'?"
    if not near:
        elsewhere = sorted(figure for figure in known if figure.endswith(f"#{name}"))
        guess = f": did you mean '{elsewhere[0]}'?" if len(elsewhere) == 1 else ""
        return f"no figure '{address}': that record has none{guess}"
    return f"no figure '{address}'{did_you_mean(address, near.values())}"


def _lost_marks(atlas: Atlas) -> Iterator[tuple[Location, Lost]]:
    """Every mark that leads nowhere in the prose of records and in hand-written pages, with its place."""
    for entry, field in _doubtful(atlas.catalog):
        if isinstance(field.marker, ProseMark):
            yield from _placed(entry.document, field.path, lost_in(atlas.catalog, field.value))
    for page in atlas.written:
        yield from _placed(Document(page.source, page.text, None), (), lost_in(atlas.catalog, page.body))


def _placed(document: Document, path: tuple[str | int, ...], found: Iterator[Lost]) -> Iterator[tuple[Location, Lost]]:
    for lost in found:
        yield document.within(path, lost.text, lost.nth), lost


def lost_in(catalog: Catalog, text: str) -> Iterator[Lost]:
    """Every mark of a text that leads nowhere."""
    seen: dict[str, int] = {}
    for mark in prose.marks(text):
        nth = seen[mark.text] = seen.get(mark.text, -1) + 1
        if isinstance(mark, prose.Citation):
            for source in mark.sources:
                if source.key not in catalog.by_kind["citations"]:
                    yield Lost(mark.text, nth, record=("citations", source.key))
        elif mark.figure is not None and catalog.find(mark.record) is not None:
            if mark.address not in catalog.named_figures:
                yield Lost(mark.text, nth, figure=mark.address)
        elif catalog.find(mark.record) is None:
            yield _lost_record(catalog, mark, nth)


def _lost_record(catalog: Catalog, link: prose.Link, nth: int) -> Lost:
    kind, slash, id = link.record.partition("/")
    if not slash:
        message = f"'{link.record[:80]}' is not an address: write [[kind/id]], such as [[stages/sft]]"
        return Lost(link.text, nth, message)
    if kind not in catalog.by_kind:
        return Lost(link.text, nth, f"no kind '{kind[:80]}'{did_you_mean(kind, catalog.by_kind)}")
    return Lost(link.text, nth, record=(kind, id))

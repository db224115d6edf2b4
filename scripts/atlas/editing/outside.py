"""The addresses outside that records and hand-written pages cite, with the places where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from atlas.catalog.folders import Source
from atlas.catalog.prose import without_code
from atlas.catalog.written import Written
from atlas.evidence.citing import arxiv_address, doi_address
from atlas.model import Citation
from atlas.reading.document import Data, Path
from atlas.reading.location import Location, Mark
from atlas.reading.parse import Entry

_ADDRESS = re.compile(r"https?://[^\s<>\"'`\[\]{}|\\^]+", re.IGNORECASE)
_AFTER = ".,;:!?*_"
"""Signs that end a sentence or emphasis rather than the address before them."""


def outside(source: Source) -> Mapping[str, tuple[Location, ...]]:
    """Each address, without its fragment, to the places that cite it; both in order."""
    found: dict[str, list[Location]] = {}
    for address, place in _cited(source):
        found.setdefault(address.partition("#")[0], []).append(place)
    return {address: tuple(sorted(set(places))) for address, places in sorted(found.items())}


def _cited(source: Source) -> Iterator[tuple[str, Location]]:
    for entry in source.catalog.entries:
        if isinstance(entry.record, Citation):
            yield from _numbered(entry, entry.record)
        for path, text in _texts(entry.document.data):
            yield from ((address, entry.document.within(path, address)) for address in addresses_in(text))
    for page in source.written:
        yield from _written(page)


def _numbered(entry: Entry, citation: Citation) -> Iterator[tuple[str, Location]]:
    """The addresses that are made from the numbers of a source."""
    if citation.doi:
        yield doi_address(citation.doi), entry.document.at(("doi",))
    if citation.arxiv:
        yield arxiv_address(citation.arxiv), entry.document.at(("arxiv",))


def _texts(data: Data, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text in the data of a record, with its path."""
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _texts(value, (*path, key))
    elif isinstance(data, tuple):
        for number, value in enumerate(data):
            yield from _texts(value, (*path, number))


def _written(page: Written) -> Iterator[tuple[str, Location]]:
    lines = without_code(page.body).splitlines()
    for number, line in enumerate(lines, page.front_lines + 1):
        for address in addresses_in(line):
            yield address, Location(page.source, Mark(number, line.index(address) + 1, len(address)))


def host_of(address: str) -> str:
    """The host of an address that was found, with its port."""
    return address.split("/", 3)[2].lower()


def addresses_in(text: str) -> Iterator[str]:
    """The web addresses in a text of Markdown; code is passed over."""
    for match in _ADDRESS.finditer(without_code(text)):
        yield _without_end(match.group())


def _without_end(address: str) -> str:
    """An address without the signs after it: a bracket belongs to it only where it has opened one."""
    while address[-1] in _AFTER or (address[-1] == ")" and address.count(")") > address.count("(")):
        address = address[:-1]
    return address

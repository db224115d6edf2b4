"""A source as it was found elsewhere: what is known of it, and what an editor must look at."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from atlas.editing.mechanical import arxiv_number, doi_of

_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(?P<number>.+)", re.IGNORECASE)


@dataclass(frozen=True)
class Name:
    """An author: a person by the parts of the name, or an organisation by its literal name."""

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""


@dataclass(frozen=True)
class Found:
    """A source from elsewhere; what is not known is empty. ``place`` says where it stands, for the notes."""

    place: str
    type: str = ""
    title: str = ""
    authors: tuple[Name, ...] = ()
    others: bool = False
    issued: str = ""
    container: str = ""
    arxiv: str = ""
    doi: str = ""
    url: str = ""
    notes: tuple[str, ...] = field(default=())

    def noted(self, *notes: str) -> Found:
        """The same source with more to look at."""
        return replace(self, notes=(*self.notes, *(note for note in notes if note)))

    @property
    def numbers(self) -> frozenset[str]:
        """What tells this source from all others: its DOI, and its arXiv number without the version."""
        arxiv = {f"arXiv {re.sub(r'v[0-9]+$', '', self.arxiv)}"} if self.arxiv else set()
        return frozenset(arxiv | ({f"DOI {self.doi.lower()}"} if self.doi else set()))


def from_arxiv(text: str) -> Found | None:
    """A source by its arXiv number or address; None for what is neither. The number tells year and month."""
    number = arxiv_number(text)
    return Found(place=f"arXiv {number}", type="article", arxiv=number, issued=issued_by(number)) if number else None


def from_doi(text: str) -> Found | None:
    """A source by its DOI or the address of one; None for what is neither. One of arXiv's is an arXiv number."""
    doi = doi_of(text)
    if doi is None:
        return None
    preprint = _ARXIV_DOI.fullmatch(doi)
    return from_arxiv(preprint["number"]) if preprint else Found(place=f"DOI {doi}", doi=doi)


def issued_by(arxiv: str) -> str:
    """The month in which an arXiv number was given out, ``YYYY-MM``."""
    digits = re.search(r"(?P<year>\d{2})(?P<month>\d{2})(?:\.\d|\d{3})", arxiv)
    if digits is None or not 1 <= int(digits["month"]) <= 12:
        return ""
    century = "19" if int(digits["year"]) > 90 else "20"
    return f"{century}{digits['year']}-{digits['month']}"


def identified(found: Found, *texts: str) -> Found:
    """The source with the arXiv number or DOI that its other fields hold, without an address that repeats one."""
    arxiv, doi = found.arxiv, doi_of(found.doi) or ""
    for text in (found.doi, found.url, *texts):
        preprint = _ARXIV_DOI.fullmatch(text)
        arxiv = arxiv or (preprint["number"] if preprint else arxiv_number(text) or "")
        doi = doi or doi_of(text) or ""
    doi = "" if _ARXIV_DOI.fullmatch(doi) else doi
    url = "" if arxiv_number(found.url) or doi_of(found.url) else found.url
    month = issued_by(arxiv)
    issued = month if month.startswith(found.issued) else found.issued  # the number is as exact as the month
    return replace(found, arxiv=arxiv, doi=doi, url=url, issued=issued)

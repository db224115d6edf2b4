"""BibTeX and BibLaTeX files, as reference managers write them, to sources."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from dataclasses import replace

from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares.names import (
    InvalidNameError,
    parse_single_name_into_parts,
    split_multiple_persons_names,
)
from bibtexparser.model import DuplicateFieldKeyBlock, Entry, ParsingFailedBlock

from atlas.editing.importing.found import Found, Name, identified
from atlas.editing.importing.latex import as_text, holds_formula, unknown_commands

TYPES = {
    "article": "article-journal",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "proceedings": "paper-conference",
    "techreport": "report",
    "report": "report",
    "phdthesis": "report",
    "mastersthesis": "report",
    "thesis": "report",
    "manual": "report",
    "book": "book",
    "collection": "book",
    "online": "webpage",
    "www": "webpage",
    "electronic": "webpage",
    "dataset": "dataset",
    "software": "software",
    "unpublished": "manuscript",
}
"""Type of a BibTeX entry to that of CSL; others are left to the editor."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_VENUES = ("journaltitle", "journal", "booktitle", "eventtitle", "institution", "school", "publisher", "howpublished")


def from_bibtex(text: str) -> tuple[list[Found], list[str]]:
    """The sources of a BibTeX file in its order, and what could not be read of it, a line each."""
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what it would say is returned
    library = parse_string(text)
    lost = [_lost(block) for block in library.failed_blocks if not isinstance(block, DuplicateFieldKeyBlock)]
    doubled = [block.ignore_error_block for block in library.failed_blocks if hasattr(block, "ignore_error_block")]
    entries = [*library.entries, *(entry for entry in doubled if isinstance(entry, Entry))]
    return [_found(entry) for entry in sorted(entries, key=lambda entry: entry.start_line or 0)], lost


def _lost(block: ParsingFailedBlock) -> str:
    first = (block.raw or "").strip().partition("\n")[0][:60]
    return f"line {(block.start_line or 0) + 1}: not readable as BibTeX, a brace or quote may be missing: {first}"


def _found(entry: Entry) -> Found:
    fields = {field.key.lower(): str(field.value) for field in entry.fields if field.value is not None}
    title = _title(fields)
    authors, others = _authors(fields.get("author", ""))
    found = Found(
        place=f"line {(entry.start_line or 0) + 1} ({entry.key})",
        title=as_text(title),
        authors=authors,
        others=others,
        issued=_issued(fields),
        doi=as_text(fields.get("doi", "")),
        url=_address(fields),
        arxiv=_eprint(fields),
    )
    venue = next((fields[name] for name in _VENUES if fields.get(name)), "")
    found = identified(
        found, venue, *(fields.get(name, "") for name in ("note", "eprint", "volume", "number", "pages"))
    )
    venue = "" if re.search(r"arxiv|\\url|https?:|\bcorr\b", venue, re.IGNORECASE) else as_text(venue)
    found = replace(found, container=venue, type=_type(entry.entry_type.lower(), found, venue))
    lost = unknown_commands(title + fields.get("author", ""))
    return found.noted(
        f"\\{lost[0]} is no command with a text: look at title and authors" if lost else "",
        "its title holds a formula: write it in words" if holds_formula(title) else "",
        "" if found.type else f"'{entry.entry_type}' is no type of the atlas: choose one",
    )


def _title(fields: Mapping[str, str]) -> str:
    title, subtitle = fields.get("title", ""), fields.get("subtitle", "")
    return f"{title}: {subtitle}" if title and subtitle else title


def _authors(text: str) -> tuple[tuple[Name, ...], bool]:
    """The authors, and whether there are others."""
    people = split_multiple_persons_names(" ".join(text.split()))
    named = [person for person in people if person.strip().lower() not in ("others", "")]
    return tuple(_name(person.strip()) for person in named), len(named) < len([person for person in people if person])


def _name(text: str) -> Name:
    """One name: in braces as a whole it is that of an organisation."""
    if text.startswith("{") and text.endswith("}") and _is_one_group(text):
        return Name(literal=as_text(text))
    try:
        parts = parse_single_name_into_parts(text)
    except InvalidNameError:
        return Name(literal=as_text(text))
    first, particle, last, suffix = (" ".join(words) for words in (parts.first, parts.von, parts.last, parts.jr))
    if not last:
        return Name(literal=as_text(text))
    if not first and not particle and (" " in last or text.startswith("{")):
        return Name(literal=as_text(last))
    return Name(*(as_text(part) for part in (last, first, particle, suffix)))


def _is_one_group(text: str) -> bool:
    """Whether the first brace of a text is closed by its last sign."""
    depth = 0
    for position, sign in enumerate(text):
        depth += (sign == "{") - (sign == "}")
        if depth == 0:
            return position == len(text) - 1
    return False


def _issued(fields: Mapping[str, str]) -> str:
    date = re.match(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", fields.get("date", "").strip())
    if date:
        return "-".join(part for part in date.groups() if part)
    year = re.search(r"\b(\d{4})\b", fields.get("year", ""))
    if year is None:
        return ""
    words = fields.get("month", "").strip('{} "').lower()
    named = (number for number, name in enumerate(_MONTHS, start=1) if words.startswith(name))
    number = int(words) if words.isdigit() else next(named, 0)
    day = re.fullmatch(r"\d{1,2}", fields.get("day", "").strip())
    month = f"-{number:02}" if 1 <= number <= 12 else ""
    return year[1] + month + (f"-{int(day[0]):02}" if day and month else "")


def _address(fields: Mapping[str, str]) -> str:
    texts = f"{fields.get('url', '')} {fields.get('howpublished', '')}".replace("\\", "")
    found = re.search(r"https?://[^\s{}]+", texts)
    return found[0] if found else ""


def _eprint(fields: Mapping[str, str]) -> str:
    """The arXiv number in the fields for electronic prints."""
    archive = (fields.get("archiveprefix") or fields.get("eprinttype") or "").lower()
    number = fields.get("eprint", "").strip()
    return re.sub(r"(?i)^arxiv:", "", number) if archive == "arxiv" else ""


def _type(name: str, found: Found, venue: str) -> str:
    """The type of a source: one that is on arXiv alone is a preprint, whatever the entry calls it."""
    if found.arxiv and not venue and name in ("article", "misc", "online", "unpublished", "techreport"):
        return "article"
    if name == "misc":
        return "webpage" if found.url else ""
    return TYPES.get(name, "")

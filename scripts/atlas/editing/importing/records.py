"""Sources from elsewhere as records: written where they are new, told where they are known, with what is to be done."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from atlas.editing.importing.found import Found, Name
from atlas.editing.importing.names import key_of
from atlas.editing.mechanical import identifier
from atlas.editing.skeleton import brief
from atlas.model import Citation
from atlas.model.citation import Author
from atlas.reading.fields import hints

_PLAIN = re.compile(r"[A-Za-zÀ-ɏ][^:#\n\"'\[\]{},&*!|>%@`]*")
_DOI = re.compile(r"10\.\d{4,}/[\w./()-]+")
_WORDS = frozenset(("true", "false", "null", "yes", "no", "on", "off"))


@dataclass(frozen=True)
class Import:
    """What becomes of sources from elsewhere: texts of new records by key, and a line to tell for each source."""

    records: Mapping[str, str]
    told: tuple[str, ...]


def imported(sources: Iterable[Found], known: Mapping[str, Citation], today: str) -> Import:
    """New records for the sources that no record has, by DOI and arXiv number; ``known`` are the records there are."""
    numbers = {number: key for key, source in known.items() for number in _numbers_of(source)}
    records: dict[str, str] = {}
    told: list[str] = []
    for source in sources:
        here = next((numbers[number] for number in sorted(source.numbers) if number in numbers), None)
        if here is not None:
            told.append(f"{source.place}: is here already as {here}")
            continue
        key = key_of(source, {*known, *records})
        records[key] = record(source, today)
        numbers |= dict.fromkeys(source.numbers, key)
        todo = [*source.notes, *_missing(source), *_like(source, known)]
        told.append(f"{source.place}: {key}" + (f": {'; '.join(todo)}" if todo else ""))
    return Import(records, tuple(told))


def record(source: Found, today: str) -> str:
    """The text of the record of a source; what it does not say is left empty."""
    arxiv = identifier("arxiv", hints(Citation)["arxiv"], source.arxiv) or source.arxiv
    given = {
        "title": scalar(source.title),
        "reviewed": today,
        "type": source.type,
        "authors": "".join(f"\n  - {_author(name)}" for name in source.authors),
        "others": "true" if source.others else "",
        "issued": f'"{source.issued}"' if len(source.issued) == 4 else source.issued,
        "container_title": scalar(source.container),
        "arxiv": f'"{arxiv}"' if arxiv else "",
        "doi": scalar(source.doi),
        "url": source.url,
    }
    known = {key: value for key, value in given.items() if value}
    reachable = source.arxiv or source.doi or source.url or source.type == "manuscript"
    return brief("citations", known, ("seen_at",) if reachable else ("seen_at", "url"))


def scalar(text: str) -> str:
    """A text as a YAML value: in quotes where it would be read as something else."""
    plain = (_PLAIN.fullmatch(text) or _DOI.fullmatch(text)) and text.lower() not in _WORDS and not text.endswith(" ")
    return text if plain or not text else json.dumps(text, ensure_ascii=False)


def _author(name: Name) -> str:
    """An author in braces, with the keys that the model has for the parts of a name."""
    if name.literal:
        return f"{{literal: {scalar(name.literal)}}}"
    if "non_dropping_particle" in Author.model_fields:
        parts = {"family": name.family, "given": name.given}
        parts |= {"non_dropping_particle": name.particle, "suffix": name.suffix}
    else:
        family = " ".join(part for part in (name.particle, name.family) if part)
        parts = {"family": family, "given": ", ".join(part for part in (name.given, name.suffix) if part)}
    return "{" + ", ".join(f"{key}: {scalar(value)}" for key, value in parts.items() if value) + "}"


def _numbers_of(source: Citation) -> frozenset[str]:
    return Found("", arxiv=source.arxiv or "", doi=source.doi or "").numbers


def _missing(source: Found) -> list[str]:
    """What the record needs and the source does not say."""
    wanted = {"title": source.title, "authors": source.authors, "issued": source.issued}
    missing = [name for name, value in wanted.items() if not value]
    if not (source.arxiv or source.doi or source.url or source.type == "manuscript"):
        missing.append("url")
    return [f"has no {', '.join(missing)}: fill it in"] if missing else []


def _like(source: Found, known: Mapping[str, Citation]) -> list[str]:
    """The key of a record with the same title, which may be the same source without a number in common."""
    title = re.sub(r"\W+", "", source.title).casefold()
    same = [key for key, other in known.items() if title and re.sub(r"\W+", "", other.title).casefold() == title]
    return [f"has the title of {same[0]}: look whether it is the same"] if same else []

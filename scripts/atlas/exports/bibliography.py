"""Sources as CSL-JSON and as RIS."""

from __future__ import annotations

from typing import Any

from atlas.evidence.citing import web_address
from atlas.exports.publication import Content, Publication, as_json
from atlas.model import Citation
from atlas.model.citation import Author

_RIS_TYPES = {
    "article": "UNPB",
    "article-journal": "JOUR",
    "paper-conference": "CONF",
    "report": "RPRT",
    "webpage": "ELEC",
    "post": "BLOG",
    "dataset": "DATA",
    "software": "COMP",
    "book": "BOOK",
    "manuscript": "UNPB",
}


def csl_json(found: Publication) -> dict[str, Content]:
    """All sources of others as CSL-JSON, in the order of their keys."""
    return {"citations.json": as_json([_csl(key, source) for key, source in _sources(found).items()])}


def ris(found: Publication) -> dict[str, Content]:
    """All sources of others as RIS, in the order of their keys."""
    return {"citations.ris": "\n".join(_ris(key, source) for key, source in _sources(found).items())}


def _sources(found: Publication) -> dict[str, Citation]:
    sources = found.view.catalog.of("citations", Citation)
    return {key: source for key, source in sources.items() if not source.own}


def _csl(key: str, source: Citation) -> dict[str, Any]:
    fields = {
        "id": key,
        "type": source.type,
        "title": source.title,
        "author": [_name(author) for author in source.authors],
        "issued": {"date-parts": [_parts(source.issued)]},
        "accessed": {"date-parts": [_parts(source.accessed)]},
        "container-title": source.container_title,
        "DOI": source.doi,
        "number": f"arXiv:{source.arxiv}" if source.arxiv else None,
        "URL": web_address(source),
    }
    return {name: value for name, value in fields.items() if value}


def _name(author: Author) -> dict[str, str]:
    names = {"literal": author.literal, "family": author.family, "given": author.given}
    return {part: name for part, name in names.items() if name}


def _parts(date: str) -> list[int]:
    return [int(part) for part in date.split("-")]


def _ris(key: str, source: Citation) -> str:
    """A source in RIS: a line a field, from its type to the end of the reference."""
    year, month, day = [*source.issued.split("-"), "", ""][:3]
    lines = [
        ("TY", _RIS_TYPES.get(source.type, "GEN")),
        ("ID", key),
        *(("AU", _inverted(author)) for author in source.authors),
        ("TI", source.title),
        ("T2", source.container_title),
        ("PY", year),
        ("DA", f"{year}/{month}/{day}/"),
        ("DO", source.doi),
        ("M1", f"arXiv:{source.arxiv}" if source.arxiv else None),
        ("UR", web_address(source)),
    ]
    return "".join(f"{tag}  - {' '.join(value.split())}\n" for tag, value in lines if value) + "ER  - \n"


def _inverted(author: Author) -> str:
    return author.literal or ", ".join(part for part in (author.family, author.given) if part)

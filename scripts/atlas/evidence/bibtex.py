"""Sources as BibTeX."""

from __future__ import annotations

from atlas.evidence.citing import web_address
from atlas.model.citation import Author, Citation

_TYPES = {
    "article": "misc",
    "article-journal": "article",
    "paper-conference": "inproceedings",
    "report": "techreport",
    "book": "book",
    "manuscript": "unpublished",
}
_ESCAPED = str.maketrans(
    {sign: f"\\{sign}" for sign in "&%$#_"}
    | {"{": r"\textbraceleft{}", "}": r"\textbraceright{}", "\\": r"\textbackslash{}"}
    | {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)


def as_bibtex(key: str, source: Citation) -> str:
    """A source as one BibTeX entry; types that BibTeX does not know become ``misc``."""
    venue = {"article-journal": "journal", "paper-conference": "booktitle", "report": "institution"}
    fields = {
        "author": " and ".join([_name(author) for author in source.authors] + (["others"] if source.others else [])),
        "title": "{" + in_bibtex(source.title) + "}",
        venue.get(source.type, "howpublished"): in_bibtex(source.container_title or ""),
        "year": source.issued[:4],
        "month": source.issued[5:7].lstrip("0"),
        "doi": source.doi or "",
        "eprint": source.arxiv or "",
        "archiveprefix": "arXiv" if source.arxiv else "",
        "url": web_address(source) or "",
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@{_TYPES.get(source.type, 'misc')}{{{key},\n" + ",\n".join(lines) + "\n}"


def in_bibtex(text: str) -> str:
    """A text in whose letters BibTeX reads no commands."""
    return text.translate(_ESCAPED)


def _name(author: Author) -> str:
    if author.literal:
        return "{" + in_bibtex(author.literal) + "}"
    parts = (author.surname, author.suffix, author.given)
    return ", ".join(in_bibtex(part) for part in parts if part)

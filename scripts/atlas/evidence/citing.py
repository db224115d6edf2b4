"""Sources in words: author-year labels and full references, in the atlas's own style."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from atlas.model.citation import Author, Citation

TYPE_NAMES = {
    "article": "preprint",
    "article-journal": "journal article",
    "paper-conference": "conference paper",
    "report": "report",
    "webpage": "web page",
    "post": "post",
    "dataset": "data set",
    "software": "software",
    "book": "book",
    "manuscript": "manuscript",
}


_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def type_name(citation: Citation) -> str:
    """What kind of text a source is, in words; a text of the atlas itself is an own estimate."""
    return "own estimate" if citation.own else TYPE_NAMES[citation.type]


def month(date: str) -> str:
    """A date to the month, as a reader says it: ``June 2026``; the year where the month is not known."""
    year, _, rest = date.partition("-")
    return f"{_MONTHS[int(rest[:2]) - 1]} {year}" if rest else year


def year(citation: Citation) -> str:
    """The year of publication."""
    return citation.issued[:4]


def author_label(citation: Citation) -> str:
    """The authors as a label says them: ``Bradley and Terry``, ``Hoffmann et al.``, ``DeepSeek-AI``."""
    names = [_short(author) for author in citation.authors]
    if citation.others or len(names) > 2:
        return f"{names[0]} et al."
    return " and ".join(names)


def labels(citations: Mapping[str, Citation]) -> dict[str, str]:
    """Key to label: author and year, or what it is for a text of the atlas itself; equal ones get a letter in order."""
    groups: dict[str, list[str]] = {}
    for key, citation in citations.items():
        groups.setdefault(_label(citation), []).append(key)
    named = {}
    for label, keys in groups.items():
        ordered = sorted(keys, key=lambda key: (citations[key].issued, key))
        for index, key in enumerate(ordered):
            named[key] = label if len(ordered) == 1 else f"{label}{_letter(index)}"
    return named


def reference(citation: Citation) -> str:
    """The full reference as plain text: authors, year, title, where it appeared and its numbers."""
    if citation.own:
        return f"This atlas's own estimate of {month(citation.issued)}, not a text of others."
    venue = citation.container_title if citation.container_title != "arXiv" else None
    numbers = [
        f"arXiv:{citation.arxiv}" if citation.arxiv else "",
        f"doi:{citation.doi}" if citation.doi else "",
    ]
    tail = ", ".join(part for part in [venue or "", *numbers] if part)
    title = citation.title.rstrip(".")
    return f"{authors(citation)} ({year(citation)}). {title}." + (f" {tail}." if tail else "")


_IN_DOIS = "/:().,-_~!*'$&+=@"
"""Signs of DOIs that stand for themselves in an address; of the others, ``<>[]#;?%`` occur in old ones."""


def web_address(citation: Citation) -> str | None:
    """Where the source can be read: its DOI, its arXiv page or its URL, in that order; None for manuscripts."""
    if citation.doi:
        return doi_address(citation.doi)
    if citation.arxiv:
        return arxiv_address(citation.arxiv)
    return citation.url


def doi_address(doi: str) -> str:
    """The address that leads on to the text with a DOI."""
    return f"https://doi.org/{quote(doi, safe=_IN_DOIS)}"


def arxiv_address(number: str) -> str:
    """The page of a text on arXiv."""
    return f"https://arxiv.org/abs/{number}"


def authors(citation: Citation) -> str:
    """All authors by full name, up to twelve."""
    names = [_full(author) for author in citation.authors]
    if citation.others or len(names) > 12:
        return ", ".join([*names[:12], "et al."])
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def _label(citation: Citation) -> str:
    if citation.own:
        return f"own estimate, {month(citation.issued)}"
    return f"{author_label(citation)} {year(citation)}"


def _short(author: Author) -> str:
    return author.surname


def _full(author: Author) -> str:
    return " ".join(part for part in (author.given, author.surname, author.suffix) if part)


def _letter(index: int) -> str:
    return chr(ord("a") + index % 26) * (index // 26 + 1)

"""Sources in words: author-year labels and full references, in the atlas's own style."""

from __future__ import annotations

from collections.abc import Mapping

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
    """Key to author-year label; labels that would be equal get a letter in order of date and key."""
    groups: dict[str, list[str]] = {}
    for key, citation in citations.items():
        groups.setdefault(f"{author_label(citation)} {year(citation)}", []).append(key)
    named = {}
    for label, keys in groups.items():
        ordered = sorted(keys, key=lambda key: (citations[key].issued, key))
        for index, key in enumerate(ordered):
            named[key] = label if len(ordered) == 1 else f"{label}{_letter(index)}"
    return named


def reference(citation: Citation) -> str:
    """The full reference as plain text: authors, year, title, where it appeared and its numbers."""
    venue = citation.container_title if citation.container_title != "arXiv" else None
    numbers = [
        f"arXiv:{citation.arxiv}" if citation.arxiv else "",
        f"doi:{citation.doi}" if citation.doi else "",
    ]
    tail = ", ".join(part for part in [venue or "", *numbers] if part)
    title = citation.title.rstrip(".")
    return f"{authors(citation)} ({year(citation)}). {title}." + (f" {tail}." if tail else "")


def web_address(citation: Citation) -> str | None:
    """Where the source can be read: its DOI, its arXiv page or its URL, in that order; None for manuscripts."""
    if citation.doi:
        return f"https://doi.org/{citation.doi}"
    if citation.arxiv:
        return f"https://arxiv.org/abs/{citation.arxiv}"
    return citation.url


def authors(citation: Citation) -> str:
    """All authors by full name, up to twelve."""
    names = [_full(author) for author in citation.authors]
    if citation.others or len(names) > 12:
        return ", ".join([*names[:12], "et al."])
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def _short(author: Author) -> str:
    return author.literal or author.family or ""


def _full(author: Author) -> str:
    return author.literal or " ".join(part for part in (author.given, author.family) if part)


def _letter(index: int) -> str:
    return chr(ord("a") + index % 26) * (index // 26 + 1)

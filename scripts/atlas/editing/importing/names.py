"""Keys of sources: made of the first author, the year and the first word of the title that says something."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from atlas.editing.importing.found import Found

_SMALL = frozenset(
    ("a", "an", "as", "the", "on", "of", "in", "for", "to", "and", "or", "with", "from", "by", "is", "are", "can",
     "how", "what", "why", "do", "does", "towards", "toward")
)  # fmt: skip
"""Words of a title that say nothing of it."""

_SPELLED = str.maketrans(
    {
        "ß": "ss",
        "ø": "o",
        "Ø": "o",
        "ł": "l",
        "Ł": "l",
        "æ": "ae",
        "œ": "oe",
        "đ": "d",
        "ı": "i",
        "\N{RIGHT SINGLE QUOTATION MARK}": "",
    }
)
"""Letters that have no plain letter inside them."""


def key_of(found: Found, taken: Collection[str]) -> str:
    """A key that no record has: ``hoffmann2022-training``; without author or year, of the number or the title."""
    author = found.authors[0] if found.authors else None
    name = plain((author.literal or author.family) if author else "")
    words = [word for word in plain(found.title).split("-") if re.search("[a-z]", word) and word not in _SMALL]
    if name and found.issued and words:
        key = f"{name.replace('-', '')}{found.issued[:4]}-{words[0]}"
    elif found.arxiv or found.doi:
        key = plain(f"arxiv-{re.sub('v[0-9]+$', '', found.arxiv)}" if found.arxiv else f"doi-{found.doi}")
    else:
        key = "-".join(words[:4]) or "source"
    options = (key, *(f"{key}-{word}" for word in words[1:2]), *(f"{key}-{number}" for number in range(2, 1000)))
    return next(option for option in options if option not in taken)


def plain(text: str) -> str:
    """A text in lower-case letters and digits of ASCII, with single hyphens between its words."""
    letters = unicodedata.normalize("NFKD", text.translate(_SPELLED)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", letters.lower().replace("'", "")).strip("-")

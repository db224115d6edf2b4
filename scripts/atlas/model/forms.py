"""The forms of texts: a pattern for the machine, words with an example for the editor, and how a slip is mended."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
DAY_PATTERN = r"^\d{4}-\d{2}-\d{2}$"
WHEN_PATTERN = r"^\d{4}(-\d{2}(-\d{2})?)?$"
URL_PATTERN = r"""^https?://[^\s<>"'`]+$"""
ADDRESS_PATTERN = r"^[a-z_]+/[a-z0-9-]+#[a-z0-9-]+$"
ARXIV_PATTERN = r"^(\d{4}\.\d{4,5}|[a-z-]+(\.[A-Z]{2})?/\d{7})(v[1-9]\d*)?$"
DOI_PATTERN = r"^10\.\d{4,}/\S+$"
RULE_PATTERN = r"^ATL\d{3}$"
EXPRESSION_PATTERN = r"^[a-z0-9_ .+*/()-]+$"
INPUT_PATTERN = r"^[a-z][a-z0-9_]*$"
SENTENCE_PATTERN = r"[.?!]\s*$"
ONE_LINE_PATTERN = r"^\s*[^\n]*\s*$"
ONE_SENTENCE_PATTERN = r"^\s*[^\n]*[.?!]\s*$"

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True)
class Form:
    """What a text must look like, in words with an example, and what a near miss was meant to be."""

    words: str
    mend: Callable[[str], str | None] = lambda text: None


def id_of(text: str) -> str | None:
    """An id made of a name: lower case, with single hyphens for what no id holds."""
    return re.sub(r"[^a-z0-9]+", "-", text.strip().lower()).strip("-") or None


def _date(text: str) -> str | None:
    """The date that a text in another order or with a month's name stands for, where only one is meant."""
    words = re.findall(r"[A-Za-z]+|\d+", text)
    numbers = [word for word in words if word.isdigit()]
    months = [_MONTHS.index(word[:3].lower()) + 1 for word in words if word[:3].lower() in _MONTHS]
    years = [number for number in numbers if len(number) == 4]
    others = [int(number) for number in numbers if len(number) <= 2]
    if len(years) != 1 or len(numbers) + len(months) != len(words) or len(months) > 1:
        return None
    if months:
        parts = [*months, *others]
    else:
        parts = others if numbers[0] == years[0] else others[::-1]
        if numbers[0] != years[0] and len(others) == 2 and max(others) <= 12 and "." not in text:
            return None  # day or month first: nobody can tell
        if len(parts) == 2 and parts[0] > 12:
            parts.reverse()
    if len(parts) > 2 or not all(part >= 1 for part in parts) or any(part > 12 for part in parts[:1]):
        return None
    return "-".join([years[0], *(f"{part:02}" for part in parts)])


def _arxiv(text: str) -> str | None:
    found = re.search(r"\d{4}\.\d{4,5}(v[1-9]\d*)?|[a-z-]+(\.[A-Z]{2})?/\d{7}(v[1-9]\d*)?", text)
    return found.group() if found else None


def _doi(text: str) -> str | None:
    found = re.search(r"10\.\d{4,}/\S+", text)
    return found.group() if found else None


def _url(text: str) -> str | None:
    bare = text.strip().strip("<>\"'`")
    guess = bare if "://" in bare else f"https://{bare}"
    return guess if re.fullmatch(URL_PATTERN[1:-1], guess) and "." in guess else None


def _rule(text: str) -> str | None:
    return text.upper() if re.fullmatch(r"(?i)atl\d{3}", text) else None


FORMS: dict[str, Form] = {
    ID_PATTERN: Form("lower-case letters, digits and single hyphens, such as reward-model", id_of),
    DAY_PATTERN: Form("a day as year, month and day, such as 2026-06-30", _date),
    WHEN_PATTERN: Form("a date as year, year and month, or a day, such as 2024-07", _date),
    URL_PATTERN: Form("a web address without spaces, such as https://example.org/page", _url),
    ADDRESS_PATTERN: Form("the address of a figure, kind/id#name, such as models/gpt3-175b#tokens"),
    ARXIV_PATTERN: Form('an arXiv number in quotes, such as "2203.15556" or "cs/9901001"', _arxiv),
    DOI_PATTERN: Form("a DOI without the resolver's address, such as 10.1145/3442188.3445922", _doi),
    RULE_PATTERN: Form("the id of a rule, ATL and three digits, such as ATL" + "069", _rule),
    EXPRESSION_PATTERN: Form("arithmetic over names in lower case and numbers, such as 6 * n * d"),
    INPUT_PATTERN: Form("a name that begins with a letter: lower-case letters, digits and _, such as n_tokens"),
}
"""Pattern to form, for every pattern that a text of a record must have."""


def mended(pattern: str, text: str) -> str | None:
    """What a text was meant to be, where that can be worked out and has the form."""
    guess = FORMS[pattern].mend(text)
    return guess if guess and guess != text and re.search(pattern, guess) else None

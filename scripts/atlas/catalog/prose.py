"""The two marks that prose may carry: citations ``[@key, locator]`` and links ``[[kind/id|text]]``."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(r"\[@(?P<cite>[^\[\]]+)\]|\[\[(?P<link>[^\[\]|]+)(?:\|(?P<text>[^\[\]]+))?\]\]")
_CODE = re.compile(r"(?ms)^(```|~~~).*?^\1[^\n]*$|`[^`\n]+`")


@dataclass(frozen=True)
class Cited:
    """One source inside a citation mark: its key and, where given, the place in it."""

    key: str
    at: str | None


@dataclass(frozen=True)
class Citation:
    """A citation mark in prose: its text, which occurrence of that text it is, and the sources it names."""

    text: str
    sources: tuple[Cited, ...]


@dataclass(frozen=True)
class Link:
    """A link mark in prose: the address ``kind/id`` or ``kind/id#figure``, and the words to show, if given."""

    text: str
    address: str
    words: str | None

    @property
    def record(self) -> str:
        """The address without the figure's name."""
        return self.address.partition("#")[0]

    @property
    def figure(self) -> str | None:
        """The figure's name, where the link points at a figure."""
        return self.address.partition("#")[2] or None


Mark = Citation | Link


@lru_cache(maxsize=1 << 16)
def marks(text: str) -> tuple[Mark, ...]:
    """Every citation and link of a piece of prose, in order; code is passed over."""
    if "[" not in text:
        return ()
    return tuple(_mark(match) for match in _TOKEN.finditer(without_code(text)))


def replace_marks(text: str, show: Callable[[Mark], str]) -> str:
    """The prose with each mark replaced by what ``show`` returns for it; code is left as it is."""
    if "[" not in text:
        return text
    hidden = without_code(text)
    pieces, position = [], 0
    for match in _TOKEN.finditer(hidden):
        pieces += [text[position : match.start()], show(_mark(match))]
        position = match.end()
    return "".join([*pieces, text[position:]])


def without_marks(text: str) -> str:
    """The prose without code, and with a space for each citation and link."""
    return _TOKEN.sub(" ", without_code(text)) if "[" in text else without_code(text)


def without_braces(text: str) -> str:
    """The prose with braces outside code as character references, so that no extension reads them as attributes."""
    if "{" not in text and "}" not in text:
        return text
    hidden = without_code(text)
    entities = {"{": "&#123;", "}": "&#125;"}
    return "".join(entities.get(shown, sign) for sign, shown in zip(text, hidden, strict=True))


def _mark(match: re.Match[str]) -> Mark:
    if match["link"] is not None:
        return Link(match.group(), match["link"].strip(), match["text"])
    sources = []
    for part in match["cite"].split(";"):
        key, _, at = part.strip().removeprefix("@").partition(",")
        sources.append(Cited(key.strip(), at.strip() or None))
    return Citation(match.group(), tuple(sources))


def without_code(text: str) -> str:
    """The text with code as spaces, so that places stay what they are."""
    if "`" not in text and "~~~" not in text:
        return text
    return _CODE.sub(lambda match: " " * len(match.group()), text)

"""One quick pass over HTML: its tags, and what stands between them, given to whoever reads it."""

from __future__ import annotations

import re
from typing import Protocol

_TAG = re.compile(r"<!--.*?-->|<(/?)([a-zA-Z][^\s/>]*)([^>]*)>", re.DOTALL)


class Reader(Protocol):
    """Whoever reads a text by its tags."""

    def data(self, text: str) -> None:
        """Take in what stands between two tags, which may be nothing."""

    def tag(self, name: str, attributes: str, *, closing: bool) -> None:
        """Take in a tag: its name in lower case, and its attributes as they are written."""


def read(text: str, reader: Reader) -> None:
    """Give a reader everything in a text, in order, but for comments."""
    first, *rest = _TAG.split(text)
    reader.data(first)
    for close, name, attributes, between in zip(*(rest[part::4] for part in range(4)), strict=True):
        if name:
            reader.tag(name.lower(), attributes, closing=bool(close))
        reader.data(between)

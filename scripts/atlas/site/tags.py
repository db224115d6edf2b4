"""One quick pass over HTML: its tags, and what stands between them, given to whoever reads it."""

from __future__ import annotations

import re
from typing import Protocol

_TAG = re.compile(r"<!--.*?-->|<(?P<close>/?)(?P<name>[a-zA-Z][^\s/>]*)(?P<attributes>[^>]*)>", re.DOTALL)


class Reader(Protocol):
    """Whoever reads a text by its tags."""

    def data(self, text: str) -> None:
        """Take in what stands between two tags, which may be nothing."""

    def tag(self, name: str, attributes: str, *, closing: bool) -> None:
        """Take in a tag: its name in lower case, and its attributes as they are written."""


def read(text: str, reader: Reader) -> None:
    """Give a reader everything in a text, in order, but for comments."""
    position = 0
    for tag in _TAG.finditer(text):
        reader.data(text[position : tag.start()])
        position = tag.end()
        if tag["name"]:
            reader.tag(tag["name"].lower(), tag["attributes"], closing=bool(tag["close"]))
    reader.data(text[position:])

"""Long blocks of raw HTML carried past Markdown: they are finished, and reading them again only takes time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

LONG = 400
"""Characters from which on a block is worth it."""

_START = re.compile(r"^<(div|figure|dl|ul|ol|table|details|section|nav|aside)\b[^>]*>", re.MULTILINE)
_READ_BY_MARKDOWN = re.compile(r"\smarkdown(?:[\s=>])")

_AFTER_FENCES = 22
"""Priority below that of fenced code (25), above that of what reads raw HTML (21 and 20)."""


class RawBlocks(Extension):
    """Puts whole elements of raw HTML, from a line on, where Markdown keeps what it does not read."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name that the library calls
        """Register the step before Markdown."""
        md.preprocessors.register(_Stash(md), "raw_blocks", _AFTER_FENCES)


class _Stash(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        pieces, position = [], 0
        for start, end in blocks(text):
            pieces += [text[position:start], self.md.htmlStash.store(text[start:end])]
            position = end
        return "".join([*pieces, text[position:]]).split("\n")


def blocks(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each long element that begins a line, ends one, and holds nothing that Markdown reads."""
    position = 0
    while found := _START.search(text, position):
        end = _end(text, found.start(), found[1])
        whole = text[found.start() : end]
        if end and len(whole) >= LONG and not _READ_BY_MARKDOWN.search(whole) and text[end : end + 1] in ("\n", ""):
            yield found.start(), end
            position = end
        else:
            position = found.end()


def _end(text: str, start: int, name: str) -> int:
    """Where the element that starts at a place ends; 0 where it does not."""
    depth = 0
    for tag in re.compile(rf"<(/?){name}\b[^>]*>").finditer(text, start):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return tag.end()
    return 0

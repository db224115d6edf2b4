"""A page in sections for the search: a title and plain text for each heading with an id, read in one pass."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from atlas.site.tags import read

_ID = re.compile(r'\sid="?([^"\s>]+)')
_HEADINGS = {f"h{level}" for level in range(1, 7)}
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_SILENT = {"script", "style", "object", "math"}
_INLINE = {"a", "abbr", "b", "em", "i", "mark", "small", "span", "strong"}
"""Elements that may stand inside a word: no space takes their place."""

EXCLUDED = "data-search-exclude"
"""The attribute of elements that no reader searches for."""


@dataclass
class Section:
    """A section as it is read: its id (None for the top of the page), and the pieces of its title and text."""

    id: str | None
    depth: int
    title: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


def sections(content: str) -> list[Section]:
    """The sections of the HTML content of a page, in their order; the first heading is that of the page."""
    reader = _Reader()
    read(content, reader)
    return reader.found


@dataclass
class _Reader:
    """Where the reading stands: the open elements, the open sections, and how deep it is in what is passed over."""

    found: list[Section] = field(default_factory=list)
    inside: list[Section] = field(default_factory=list)
    depth: int = 0
    silent: int = 0
    heading: int = 0
    permalink: int = 0

    def data(self, text: str) -> None:
        if not text or self.silent or self.permalink or (not self.inside and text.isspace()):
            return
        section = self._section()
        (section.title if self.heading else section.text).append(text)

    def tag(self, name: str, attributes: str, *, closing: bool) -> None:
        if name in _VOID or attributes.endswith("/"):
            return
        if name not in _INLINE:
            self.data(" ")
        if closing:
            self._close()
        else:
            self._open(name, attributes)

    def _open(self, name: str, attributes: str) -> None:
        self.depth += 1
        if self.silent:
            return
        if name in _SILENT or EXCLUDED in attributes:
            self.silent = self.depth
        elif name == "a" and "headerlink" in attributes:
            self.permalink = self.depth
        elif name in _HEADINGS and (id := _ID.search(attributes)):
            if name != "h1" and not self.found:
                self._section()
            self._begin(Section(id[1] if self.found else None, self.depth))
            self.heading = self.depth

    def _close(self) -> None:
        self.silent = 0 if self.silent == self.depth else self.silent
        self.permalink = 0 if self.permalink == self.depth else self.permalink
        self.heading = 0 if self.heading == self.depth else self.heading
        self.depth -= 1
        # A heading inside an element ends with it: what follows belongs to the section around it.
        while len(self.inside) > 1 and self.inside[-1].depth > self.depth + 1:
            self.inside.pop()

    def _begin(self, section: Section) -> None:
        self.found.append(section)
        while self.inside and self.inside[-1].depth >= section.depth:
            self.inside.pop()
        self.inside.append(section)

    def _section(self) -> Section:
        if not self.inside:
            self._begin(Section(None, 0))
        return self.inside[-1]

"""The shapes on a page: all that the rules of accessibility can tell apart, without the words.

Pages of one kind come from one template, so that most hold no shape that another page does not hold too. The shape
of an element is its name, classes and role with those of everything around it, and the names of its attributes. To it
belongs what the rules ask of a page as a whole: whether the element is empty, which heading stands before a heading,
whether a label was given before, and whether an id it refers to is there.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from html.parser import HTMLParser

from tests.texts import VOID

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
REFERRING = frozenset({"for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "headers"})
TOLD_BY_VALUE = frozenset({"class", "role", "type", "scope", "aria-hidden", "aria-current", "aria-live", "tabindex"})
NAMING = frozenset({"alt", "aria-label", "title"})

Attributes = list[tuple[str, str | None]]


class _Shapes(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.ids: set[str] = set()
        self.references: list[tuple[str, str]] = []
        self._open: list[tuple[str, str, int]] = []  # name, path, and how much content came before
        self._content = 0
        self._heading = ""
        self._labels: set[tuple[str, str]] = set()

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        values = {name: value or "" for name, value in attrs}
        around = self._open[-1][1] if self._open else ""
        classes = " ".join(sorted(values.get("class", "").split()))
        path = f"{around}/{tag}.{classes}.{values.get('role', '')}"
        self.found.add(f"{path} {_told(values)}")
        self._note_page(tag, path, values)
        self._content += any(values.get(name) for name in NAMING)
        if tag not in VOID:
            self._open.append((tag, path, self._content))

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in (name for name, _, _ in self._open):
            return
        while True:
            name, path, before = self._open.pop()
            if self._content == before:
                self.found.add(f"{path} is empty")
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        self._content += bool(data.strip())

    def _note_page(self, tag: str, path: str, values: Mapping[str, str]) -> None:
        """What an element is on its page: after which heading, labelled as another, referring to which ids."""
        if tag in HEADINGS:
            self.found.add(f"{path} after {self._heading}")
            self._heading = tag
        label = (tag, values.get("aria-label", ""))
        if label[1] and label in self._labels:
            self.found.add(f"{path} labelled as another")
        self._labels.add(label)
        self.ids.add(values.get("id", ""))
        self.references += [(path, id) for name in REFERRING & values.keys() for id in values[name].split()]


def _told(values: Mapping[str, str]) -> str:
    """The attributes in one order: with values where those are of a fixed set, else whether they are empty."""
    told = ((name, values[name] if name in TOLD_BY_VALUE else bool(values[name])) for name in sorted(values))
    return " ".join(f"{name}={value}" for name, value in told if name != "class")


def shapes(html: str) -> frozenset[str]:
    """Every shape on a page."""
    page = _Shapes()
    page.feed(html)
    page.close()
    dangling = {f"{path} refers to nothing" for path, id in page.references if id not in page.ids}
    return frozenset(page.found | dangling)


def of_new_shape(pages: Mapping[str, frozenset[str]]) -> list[str]:
    """Pages that between them hold every shape: each, richest first, that holds one which no page before it holds."""
    seen: set[str] = set()
    chosen = []
    for path in sorted(pages, key=lambda path: (-len(pages[path]), path)):
        if pages[path] - seen:
            chosen.append(path)
            seen |= pages[path]
    return chosen


def sampled(paths: list[str], count: int, seed: int) -> list[str]:
    """So many of the paths, or all if there are fewer; the same ones for the same seed and paths."""
    return random.Random(seed).sample(sorted(paths), min(count, len(paths)))  # noqa: S311  # a sample, no secret

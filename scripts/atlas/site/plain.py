"""A staged page as plain Markdown: what a reader sees, without the marks that only a browser needs."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from atlas.addresses import url_of

TWIN = "index.md"
"""The name of the plain text beside each page."""

_FRONT = re.compile(r"\A---\n(?P<front>.*?)^---\n", re.DOTALL | re.MULTILINE)
_TITLE = re.compile(r'^(?P<key>title|description): "(?P<text>.*)"$', re.MULTILINE)
_ATTRIBUTES = re.compile(r"^(#+ .*?) *\{[^{}]*\} *$", re.MULTILINE)
_ABBREVIATION = re.compile(r"^\*\[[^\]]+\]: .*\n?", re.MULTILINE)
_SILENT = {"svg", "script", "style", "template"}
_BLOCKS = {"p", "div", "figure", "figcaption", "section", "aside", "nav", "details", "summary", "dl", "blockquote", "tr"}
_MARKS = {"strong": "**", "b": "**", "em": "*", "code": "`"}


def twin_path(page: str) -> str:
    """Where the plain text of a staged page stands on the site."""
    return f"{url_of(page)}{TWIN}"


def plain(text: str, address: str) -> str:
    """The plain text of a staged page; ``address`` is where the page itself stands."""
    front = _FRONT.match(text)
    said = {found["key"]: html.unescape(found["text"]) for found in _TITLE.finditer(front["front"])} if front else {}
    body = text[front.end() :] if front else text
    body = _ABBREVIATION.sub("", _ATTRIBUTES.sub(r"\1", body))
    reader = _Reader()
    reader.feed(body)
    reader.close()
    written = _tidy(reader.text())
    head = f"# {said.get('title', '')}\n\n" if not re.search(r"^# ", written, re.MULTILINE) else ""
    return f"{head}{written}\n\nThis page as a web page: <{address}>\n"


def _tidy(text: str) -> str:
    lines = [line.rstrip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


@dataclass
class _Reader(HTMLParser):
    """Writes Markdown for the HTML in a text; what is Markdown already stays as it is."""

    parts: list[list[str]] = field(default_factory=lambda: [[]])
    silent: int = 0
    hrefs: list[str] = field(default_factory=list)
    row: list[str] = field(default_factory=list)
    heads: int = 0

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def text(self) -> str:
        return "".join(self.parts[0])

    def _say(self, words: str) -> None:
        if not self.silent:
            self.parts[-1].append(words)

    def handle_data(self, data: str) -> None:
        self._say(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in _SILENT or self.silent:
            self.silent += tag in _SILENT
        elif tag == "math":
            self._say(given.get("alttext") or "")
        elif tag == "a":
            self.hrefs.append(given.get("href") or "")
            self.parts.append([])
        elif tag in ("td", "th"):
            self.parts.append([])
        elif tag in _BLOCKS or tag in ("table", "ul", "ol", "pre"):
            self._say("\n\n")
        else:
            self._inline(tag)

    def _inline(self, tag: str) -> None:
        if tag == "li":
            self._say("\n- ")
        elif tag == "dt":
            self._say("\n- **")
        elif tag == "dd":
            self._say(" ")
        elif tag == "br":
            self._say("\n")
        elif len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self._say(f"\n\n{'#' * int(tag[1])} ")
        elif tag in _MARKS:
            self._say(_MARKS[tag])

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent -= 1
        elif self.silent:
            return
        elif tag == "a" and self.hrefs:
            words, href = " ".join("".join(self.parts.pop()).split()), self.hrefs.pop()
            self._say(f"[{words}]({href})" if href and words else words)
        elif tag in ("td", "th") and len(self.parts) > 1:
            self.row.append(" ".join("".join(self.parts.pop()).split()).replace("|", "\\|"))
        elif tag == "tr":
            self._end_row()
        elif tag == "dt":
            self._say(":**")
        elif tag in _MARKS:
            self._say(_MARKS[tag])
        elif tag in _BLOCKS or tag in ("table", "ul", "ol", "pre", "dd") or tag[:1] == "h":
            self._say("\n")

    def _end_row(self) -> None:
        """Write the row; the first one of a table is its head."""
        row, self.row = self.row, []
        self._say(f"| {' | '.join(row)} |\n")
        if self.heads == 0:
            self._say(f"|{' --- |' * len(row)}\n")
        self.heads += 1

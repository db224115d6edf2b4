"""A staged page as plain Markdown: what a reader sees, without the marks that only a browser needs."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from atlas.site.tags import read

TWIN = "index.md"
"""The name of the plain text beside each page."""

WHOLE = "llms-full.txt"
"""The plain texts of all pages in one file, but for those that only list again what others say."""

_REPEATS = re.compile(r"^citations/|/figures/")

_FRONT = re.compile(r"\A---\n(?P<front>.*?)^---\n", re.DOTALL | re.MULTILINE)
_TITLE = re.compile(r'^(?P<key>title|description): "(?P<text>.*)"$', re.MULTILINE)
_ATTRIBUTES = re.compile(r"^(#+ .*?) *\{[^{}]*\} *$", re.MULTILINE)
_ABBREVIATION = re.compile(r"^\*\[[^\]]+\]: .*\n?", re.MULTILINE)
_HREF = re.compile(r'\shref=(?:"([^"]*)"|([^"\s>]+))')
_SILENT = {"svg", "script", "style", "template"}
_BLOCKS = {
    "aside", "blockquote", "caption", "details", "div", "dl", "figcaption", "figure", "nav", "ol", "p", "pre",
    "section", "summary", "table", "ul",
}  # fmt: skip
_WORD_END = re.compile(r"[\w.,;:%)]$")
_HEADINGS = {f"h{level}": f"\n\n{'#' * level} " for level in range(1, 7)}
_MARKS = {"strong": "**", "b": "**", "em": "*", "code": "`"}
_BEFORE = {**dict.fromkeys(_BLOCKS, "\n\n"), **_HEADINGS, **_MARKS, "li": "\n- ", "dt": "\n- **", "dd": " ", "br": "\n"}
_AFTER = {**dict.fromkeys((*_BLOCKS, *_HEADINGS, "dd", "li"), "\n"), **_MARKS, "caption": "\n\n", "dt": ":**"}


def texts_beside(twins: Mapping[str, str]) -> dict[str, str]:
    """Every plain text of a site by its path, from the texts of pages by the paths of these, and all in one."""
    named = {f"{path.removesuffix('index.html')}{TWIN}": twins[path] for path in sorted(twins) if twins[path]}
    told = (text for path, text in named.items() if not _REPEATS.search(path))
    return {**named, WHOLE: "\n---\n\n".join(told)}


def plain(text: str, address: str) -> str:
    """The plain text of a staged page; ``address`` is where the page itself stands."""
    front = _FRONT.match(text)
    said = {found["key"]: html.unescape(found["text"]) for found in _TITLE.finditer(front["front"])} if front else {}
    body = text[front.end() :] if front else text
    body = _ABBREVIATION.sub("", _ATTRIBUTES.sub(r"\1", body))
    reader = _Reader()
    read(body, reader)
    written = _tidy(reader.text())
    head = f"# {said.get('title', '')}\n\n" if not re.search(r"^# ", written, re.MULTILINE) else ""
    return f"{head}{written}\n\nThis page as a web page: <{address}>\n"


def _tidy(text: str) -> str:
    lines = [line.rstrip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


@dataclass
class _Reader:
    """Writes Markdown for the HTML in a text; what is Markdown already stays as it is."""

    parts: list[list[str]] = field(default_factory=lambda: [[]])
    hrefs: list[str] = field(default_factory=list)
    row: list[str] = field(default_factory=list)
    rows: int = 0
    silent: int = 0
    in_table: bool = False
    in_formula: bool = False

    def text(self) -> str:
        """What was written."""
        return "".join(self.parts[0])

    def data(self, text: str) -> None:
        """Take in what stands between two tags."""
        if not (self.in_table and len(self.parts) == 1 and text.isspace()):
            self._say(html.unescape(text))

    def tag(self, name: str, attributes: str, *, closing: bool) -> None:
        """Take in a tag; one that closes itself opens nothing."""
        if not closing:
            self._start(name, attributes)
        if closing or attributes.endswith("/"):
            self._close(name)

    def _say(self, words: str) -> None:
        if words and (not self.silent or self.in_formula):
            self.parts[-1].append(words)

    def _said(self) -> str:
        """What was said since a cell or a link began, on one line."""
        return " ".join("".join(self.parts.pop()).split()) if len(self.parts) > 1 else ""

    def _start(self, tag: str, attributes: str) -> None:
        if tag == "math":
            self._say("$")
            self.silent += 1
        elif tag in _SILENT:
            self.silent += 1
        elif tag == "annotation":
            self.in_formula = True
        elif not self.silent:
            self._begin(tag, attributes)

    def _begin(self, tag: str, attributes: str) -> None:
        if tag == "a":
            href = _HREF.search(attributes)
            self.hrefs.append(html.unescape(href[1] or href[2] or "") if href else "")
        if tag in ("a", "td", "th"):
            if tag == "a" and _WORD_END.search("".join(self.parts[-1][-1:])):
                self._say(" ")  # a mark of evidence or a citation stands close to its word
            self.parts.append([])
            return
        if tag == "table":
            self.in_table, self.rows = True, 0
        self._say(_BEFORE.get(tag, ""))

    def _close(self, tag: str) -> None:
        if tag == "annotation":
            self.in_formula = False
        elif tag == "math":
            self.silent -= 1
            self._say("$")
        elif tag in _SILENT:
            self.silent -= 1
        elif not self.silent:
            self._end(tag)

    def _end(self, tag: str) -> None:
        if tag == "a":
            words, href = self._said(), self.hrefs.pop() if self.hrefs else ""
            self._say(f"[{words}]({href})" if href and words else words)
        elif tag in ("td", "th"):
            self.row.append(self._said().replace("|", "\\|"))
        elif tag == "tr":
            self._end_row()
        else:
            self.in_table = self.in_table and tag != "table"
            self._say(_AFTER.get(tag, ""))

    def _end_row(self) -> None:
        """Write the row; the first one of a table is its head."""
        row, self.row = self.row, []
        self._say(f"| {' | '.join(row)} |\n")
        if self.rows == 0:
            self._say(f"|{' --- |' * len(row)}\n")
        self.rows += 1

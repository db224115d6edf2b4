"""Rules of marks in prose: what looks like a citation, a link, code or a footnote is one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from atlas.catalog import prose
from atlas.catalog.catalog import Catalog
from atlas.checks.check import Atlas, Complaints, check
from atlas.model.types import ProseMark
from atlas.reading.document import Document

Dangers = Iterator[tuple[str, str]]
"""Fragments of a text that are no marks and look like some, each with the way out."""

_SUSPECT = re.compile(r"\[\[|\]\]|\[@|@[a-z0-9]|\[[a-z]")
_BRACKET = re.compile(r"\[\[[^\[\]\n]{0,80}|\[@[^\[\]\n]{0,80}|\]\]")
_SINGLE = re.compile(r"(?<![\[\]])\[(?P<name>[a-z][a-z0-9_/#-]*)(?P<rest>[,;|][^\[\]\n]*)?\](?![\[\](:])")
_BARE = re.compile(r"(?<![\w@\[.;/])@(?P<name>[a-z0-9-]*[a-z0-9])")
_ADDRESS = re.compile(r"(?<![\w<(/])(?:https?://|www\.)[^\s<>)\]]+")
_LINK = re.compile(r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)|^\s{0,3}\[[^\]\n]+\]:.*$", re.MULTILINE)
_FOOTNOTE = re.compile(r"\[\^(?P<name>[^\]\s]{1,40})\](?P<text>:)?")


@check("ATL085")
def check_marks_are_marks(atlas: Atlas) -> Complaints:
    """What looks like a citation or a link in prose is one, as [@key, place] or [[kind/id|text]]."""
    found = _Finder(atlas.catalog).false_marks
    yield from _in_prose(atlas, found, alone=False)
    for page in atlas.written:
        document = Document(page.source, page.text, None)
        for fragment, message in found(page.body):
            yield document.within((), fragment), message


class _Finder:
    """Finds false marks; it knows the records that a name can mean."""

    def __init__(self, catalog: Catalog) -> None:
        self.sources = catalog.by_kind["citations"]
        self.catalog = catalog

    def false_marks(self, text: str) -> Dangers:
        """What is left of brackets and keys when the marks and links are taken out."""
        rest = prose.without_marks(text)
        if not _SUSPECT.search(rest):
            return
        for match in _BRACKET.finditer(rest):
            yield match.group(), _unclosed(match.group())
        for match in _SINGLE.finditer(rest):
            if meant := self._meant(match["name"], match["rest"] or ""):
                yield match.group(), f"'{match.group()[:80]}' is no mark and is shown as it stands: write {meant}"
        for match in _BARE.finditer(rest):
            if match["name"] in self.sources:
                yield match.group(), f"'{match.group()}' stands outside of brackets: write [{match.group()}, place]"

    def _meant(self, name: str, rest: str) -> str | None:
        if name in self.sources:
            return f"[@{name}{rest}]"
        if self.catalog.find(name.partition("#")[0]):
            return f"[[{name}{rest}]]"
        kinds = [kind for kind, entries in self.catalog.by_kind.items() if name in entries and kind != "exemptions"]
        return f"[[{kinds[0]}/{name}{rest}]], or `[{name}]` where the brackets are meant" if kinds else None


def _unclosed(text: str) -> str:
    if text == "]]":
        return "']]' closes no mark: begin it with [[, or delete it"
    end = "]]" if text.startswith("[[") else "]"
    return f"'{text[:40]}' is no mark, as it is not closed: write {end} at its end, without brackets inside"


@check("ATL086")
def check_addresses_are_links(atlas: Atlas) -> Complaints:
    """A web address in prose stands in a link, as [words](https://...)."""
    return _in_prose(atlas, bare_addresses)


def bare_addresses(text: str) -> Dangers:
    """Web addresses outside links and code."""
    if "://" in text or "www." in text:
        for match in _ADDRESS.finditer(_LINK.sub(" ", prose.without_code(text))):
            address = match.group().rstrip(".,;:")
            yield address, f"'{address[:80]}' is shown as bare text: write [words]({address[:80]}), or cite a source"


@check("ATL087")
def check_emphasis_and_code_are_closed(atlas: Atlas) -> Complaints:
    """Code in backticks is closed in its line, and bold text in its paragraph."""
    return _in_prose(atlas, unclosed)


def unclosed(text: str) -> Dangers:
    """Backticks and pairs of stars without a partner."""
    if "`" not in text and "**" not in text:
        return
    rest = prose.without_code(text)
    if "`" in rest:
        yield _from("`", rest), "a backtick without a partner in its line: add one at the end of the code, or delete it"
    for paragraph in re.split(r"\n\s*\n", rest):
        if paragraph.count("**") % 2:
            yield _from("**", paragraph), "'**' without a partner in its paragraph: add one, or delete it"


def _from(sign: str, text: str) -> str:
    """The last place of a sign, with the words after it that tell it from others."""
    return text[text.rindex(sign) :].partition("\n")[0][:40].rstrip()


@check("ATL088")
def check_footnotes_have_texts(atlas: Atlas) -> Complaints:
    """Every footnote mark in prose has its text, and every text its mark."""
    return _in_prose(atlas, lone_footnotes)


def lone_footnotes(text: str) -> Dangers:
    """Footnote marks without a text, and texts without a mark."""
    if "[^" not in text:
        return
    found = list(_FOOTNOTE.finditer(prose.without_code(text)))
    texts = {match["name"] for match in found if match["text"]}
    used = {match["name"] for match in found if not match["text"]}
    for match in found:
        name = match["name"]
        if not match["text"] and name not in texts:
            yield match.group(), f"the footnote {name} has no text: add '[^{name}]: ...', or cite a source"
        elif match["text"] and name not in used:
            yield match.group(), f"nothing refers to the footnote {name}: add [^{name}] where it belongs"


def _in_prose(atlas: Atlas, dangers: Callable[[str], Dangers], *, alone: bool = True) -> Complaints:
    """Complaints of what a search finds in prose; one that looks at a text ``alone`` need not look at it again."""
    for entry, field in atlas.catalog.fields:
        if isinstance(field.marker, ProseMark) and not (alone and entry.passed):
            for fragment, message in dangers(field.value):
                yield entry.document.within(field.path, fragment), message

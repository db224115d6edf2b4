"""The text a reader sees of a page, and one spelling for all of it."""

import re
import unicodedata
from html.parser import HTMLParser

BREAK = "\0"
"""Stands between two blocks of text, so that no name is found across their border."""

TAG = re.compile(r"\w+")
INLINE = frozenset(
    TAG.findall(
        "a abbr b bdi bdo br cite code data del dfn em i ins kbd label mark q s samp small span strong sub "
        "sup time tspan u var wbr"
    )
)
VOID = frozenset(TAG.findall("area base br col embed hr img input link meta param source track wbr"))
UNREAD = frozenset(TAG.findall("math nav noscript script style template"))
FRAME = frozenset(TAG.findall("footer header"))
CONTENT = frozenset(TAG.findall("article main"))

ONE_SPELLING = str.maketrans(
    {
        **dict.fromkeys("-_\u2010\u2011\u2012\u2013\u2014\u2015\u2212", " "),
        **dict.fromkeys("\u2018\u2019\u02bc\u2032", "'"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", None),
        "\u03c4": "tau",
        "\u2265": ">=",
        "\u2264": "<=",
    }
)


class VisibleText(HTMLParser):
    """What a reader sees of one page, with BREAK between blocks, and the titles of its abbreviations."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.titles: list[str] = []
        self._unread = ""
        self._depth = 0
        self._content_depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element: skip it when it is not read, else mark where its text begins."""
        if self._unread:
            self._depth += tag == self._unread
            return
        attributes = dict(attrs)
        self._separate("note" if attributes.get("class") == "note" else tag)
        if tag in VOID:
            return
        if self._is_unread(tag, attributes):
            self._unread, self._depth = tag, 1
            return
        self._content_depth += tag in CONTENT
        if tag == "abbr" and attributes.get("title"):
            self.titles.append(attributes["title"] or "")

    def handle_endtag(self, tag: str) -> None:
        """End an element, and the skipping if it was the one skipped."""
        if self._unread:
            self._depth -= tag == self._unread
            if not self._depth:
                self._unread = ""
            return
        self._separate(tag)
        self._content_depth -= tag in CONTENT

    def handle_data(self, data: str) -> None:
        """Keep text that is read."""
        if not self._unread:
            self.parts.append(data)

    def _is_unread(self, tag: str, attributes: dict[str, str | None]) -> bool:
        """The frame around the content, scripts, formulas and hidden elements are no text of the page."""
        if "hidden" in attributes and attributes["hidden"] != "until-found":
            return True
        return tag in UNREAD or (tag in FRAME and not self._content_depth)

    def _separate(self, tag: str) -> None:
        if tag != "wbr":
            self.parts.append(" " if tag in INLINE else BREAK)


def visible_text(html: str) -> str:
    """The text a reader sees of a page, then the titles of its abbreviations."""
    page = VisibleText()
    page.feed(html)
    page.close()
    return BREAK.join(("".join(page.parts), *page.titles))


def normalise(text: str) -> str:
    """The text in one spelling: no case, hyphens as spaces, single spaces, percentages as `95%`."""
    folded = unicodedata.normalize("NFKC", text).casefold().translate(ONE_SPELLING)
    folded = re.sub(r"\b(?:per cent|percent)\b", "%", re.sub(r"\s+", " ", folded))
    return re.sub(r"(?<=[<>=]) (?=\d)| ?(?=%)| ?(/) ?", r"\1", folded).strip()

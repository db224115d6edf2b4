"""Pages as text: a path, a front matter and a Markdown body with addresses from the top of the site."""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from atlas.addresses import relative, resolve, url_of

_PERCENT = re.compile(r" %(?<=\d %)")
_CITED = re.compile(r'data-cite="([a-z0-9-]+)"')
_FIGURE = re.compile(r'class="fig fig--([a-z]+)(?: fig--long)?"><span class="fig__value">(.*?)</span>.*?href="([^"]*)"')


def unbroken(text: str) -> str:
    """The text with every percent sign bound to its number, so that no line ends between the two."""
    return _PERCENT.sub("\u00a0%", text)


WHOLE = "index"
"""The name of the picture of the whole site, which is that of its front page."""


def picture_led_by(path: str) -> str:
    """The name of the picture that is about a page, given its path or its address; empty where none is about it."""
    section, _, rest = path.removesuffix(".md").removesuffix("/index").strip("/").partition("/")
    if section == "stages" and rest and "/" not in rest:
        return f"{section}-{rest}"
    return "" if rest else section


@dataclass(frozen=True)
class Page:
    """A page before it is staged.

    ``path`` is its Markdown file below the staged folder, ``kind`` the kind of record it shows ("page" or "index" for
    others), ``source`` the file an editor changes to change it, relative to the root, and ``hide`` the sidebars that
    the theme leaves out, to give tables room. ``crumbs`` (address from the top, title) lead to it, and ``about`` says
    what it shows in the terms of schema.org.
    """

    path: str
    title: str
    description: str
    body: str
    kind: str
    source: str
    hide: tuple[str, ...] = ()
    reviewed: str | None = None
    crumbs: tuple[tuple[str, str], ...] = ()
    about: tuple[Mapping[str, Any], ...] = ()

    @property
    def kinds_of_evidence(self) -> Mapping[str, int]:
        """How many figures of each kind of evidence the page shows, each once, most frequent first."""
        figures = dict.fromkeys(_FIGURE.findall(self.body))
        return dict(Counter(kind for kind, _, _ in figures).most_common())

    @property
    def href(self) -> str:
        """The address of the page from the top of the site."""
        return f"@/{url_of(self.path)}"

    @property
    def cited(self) -> tuple[str, ...]:
        """Keys of the sources the page cites, in the order of their first mention."""
        return tuple(dict.fromkeys(_CITED.findall(self.body)))

    @property
    def picture(self) -> tuple[str, str]:
        """The picture that stands for the page where it is shared: its name, and what it is about (empty: the site).

        A page without one of its own has that of the nearest page above it that has one.
        """
        own = picture_led_by(self.path)
        if own:
            return own, self.title
        above = ((picture_led_by(href.removeprefix("@/")), title) for href, title in reversed(self.crumbs))
        return next(((name, title) for name, title in above if name), (WHOLE, ""))

    def with_body(self, body: str) -> Page:
        """The same page with another body."""
        return replace(self, body=body)

    def staged(self) -> str:
        """The whole Markdown file: front matter, escaped for the theme's templates, and the body with relative links.

        Themes put title and description into the HTML as they are, so they are escaped here.
        """
        front: dict[str, Any] = {
            "title": html.escape(self.title),
            "description": html.escape(self.description),
            "kind": self.kind,
            "source": self.source,
            "hide": self.hide,
            "image": self.picture[0],
            "image_of": html.escape(self.picture[1]),
            "crumbs": [(relative(self.path, href.removeprefix("@/")), html.escape(text)) for href, text in self.crumbs],
        }
        if self.about:
            front["about"] = _in_script(self.about)
        lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items()]
        body = re.sub(r"\n{3,}", "\n\n", resolve(self.body, self.path)).strip("\n")
        return unbroken("\n".join(["---", *lines, "---", "", body, ""]))


def _in_script(about: tuple[Mapping[str, Any], ...]) -> str:
    """What a page is about, as JSON that no HTML parser reads as the end of its script."""
    items = about[0] if len(about) == 1 else {"@graph": about}
    text = json.dumps({"@context": "https://schema.org", **items}, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")


@dataclass(frozen=True)
class Sheet:
    """A finished page: its path, title and description, the keys of the sources it cites, and its staged Markdown.

    ``reviewed`` is the day of its last review, where it has one of its own.
    """

    path: str
    title: str
    description: str
    href: str
    cited: tuple[str, ...]
    text: str
    reviewed: str | None = None

    @cached_property
    def digest(self) -> str:
        """What tells the text of the page from any other."""
        return hashlib.blake2b(self.text.encode(), digest_size=16).hexdigest()

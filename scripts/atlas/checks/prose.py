"""Rules of prose in data: Markdown without HTML, attribute lists, templates, images and unsafe links."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from atlas.catalog import prose
from atlas.checks.check import Atlas, Complaints, check
from atlas.model.types import ProseMark

_HTML = re.compile(r"<(?=[A-Za-z/!?])/?(?P<name>[A-Za-z0-9]*)[^>\n]*>?")
_LINK_TARGET = re.compile(r"\]\(\s*<?\s*(?P<inline>[^)\s]*)|^\s{0,3}\[[^\]^]+\]:\s*(?P<reference>\S+)", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\{[:#.][^{}\n]*\}|\{\s*on\w+\s*=[^{}\n]*\}")
_RECORD = re.compile(r"(?:^|/)(?P<kind>[a-z_]+)/(?P<id>[a-z0-9-]+)(?:\.yml|/?$)")
_IMAGE = re.compile(r"!\[[^\]\n]*\]?")
_FENCE = re.compile(r"(?m)^[ ]*(?:```|~~~)[^\n]*\{[^\n]*")
_TEMPLATE = re.compile(r"\{\{|\{%|\{#")

Dangers = Iterator[tuple[str, str]]
"""Fragments of a text that it must not hold, each with the way out."""


@check("ATL040")
def check_prose_holds_no_html(atlas: Atlas) -> Complaints:
    """Prose in data holds no HTML."""
    return _in_prose(atlas, html)


def html(text: str) -> Dangers:
    """Tags, comments and their like outside code; the end of a tag is told with its beginning."""
    opened: set[str] = set()
    for match in _HTML.finditer(prose.without_code(text)):
        name = match["name"].lower()
        if match.group().startswith("</") and name in opened:
            continue
        opened.add(name)
        yield match.group(), f"'{match.group()[:40]}' is HTML: write Markdown, or put code in backticks"


@check("ATL041")
def check_links_are_safe(atlas: Atlas) -> Complaints:
    """A link in prose goes to an https address or to a record."""
    return _in_prose(atlas, unsafe_links)


def unsafe_links(text: str) -> Dangers:
    """Links to anything but an https address."""
    for match in _LINK_TARGET.finditer(prose.without_code(text)):
        target = match["inline"] if match["inline"] is not None else match["reference"]
        if not re.match(r"https://[^\s\"'<>]+$", target):
            message = f"link to '{target[:80]}': {_way_out(target)}"
            yield target or match.group(), message


def _way_out(target: str) -> str:
    """What to write instead of a link to a place; a file of ``data/`` is a record of the atlas."""
    if record := _RECORD.search(target):
        return f"write [[{record['kind']}/{record['id']}|words]], which follows the record"
    return "use https://..., or [[kind/id]] for a page of the atlas"


@check("ATL042")
def check_prose_holds_no_attribute_lists(atlas: Atlas) -> Complaints:
    """Prose in data holds no attribute lists."""
    return _in_prose(atlas, attribute_lists)


def attribute_lists(text: str) -> Dangers:
    """Attribute lists of Markdown extensions, at fences of code too."""
    for match in _ATTRIBUTES.finditer(prose.without_code(text)):
        yield match.group(), f"'{match.group()[:40]}' is an attribute list: remove it"
    for match in _FENCE.finditer(text):
        yield match.group(), f"'{match.group()[:40]}' is an attribute list: name the language only"


@check("ATL043")
def check_prose_holds_no_templates(atlas: Atlas) -> Complaints:
    """Prose in data holds no template marks."""
    return _in_prose(atlas, templates)


def templates(text: str) -> Dangers:
    """Marks of the template engine outside code."""
    for match in _TEMPLATE.finditer(prose.without_code(text)):
        yield match.group(), "a template mark in data: templates run in docs/ only"


@check("ATL044")
def check_prose_holds_no_images(atlas: Atlas) -> Complaints:
    """Prose in data holds no images."""
    return _in_prose(atlas, images)


def images(text: str) -> Dangers:
    """Images outside code."""
    for match in _IMAGE.finditer(prose.without_code(text)):
        yield match.group(), "an image in data would be fetched from elsewhere: link to it instead"


def _in_prose(atlas: Atlas, dangers: Callable[[str], Dangers]) -> Complaints:
    for entry, field in atlas.catalog.fields:
        if isinstance(field.marker, ProseMark):
            for fragment, message in dangers(field.value):
                yield entry.document.within(field.path, fragment), message

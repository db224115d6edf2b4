"""Links of the built site: every address, id and image must lead somewhere."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import unquote

_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_HIDDEN = re.compile(r"(?s)<script\b.*?</script>|<style\b.*?</style>|<!--.*?-->")
_NAMED = re.compile(r'\s(id|(?:xlink:)?href|src)=(?:"([^"]*)"|([^"\s>]+))')
_OUTSIDE = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)


@dataclass(frozen=True)
class Anatomy:
    """What the check knows of one HTML file: its ids, those that stand twice, and the targets of its links."""

    ids: frozenset[str]
    twice: tuple[str, ...]
    targets: frozenset[str]


class Way(NamedTuple):
    """Where a link of the site leads: the files that may stand there, of which one must, and the id in it, if any."""

    target: str
    files: tuple[str, ...]
    fragment: str
    problem: str = ""


def anatomy(text: str) -> Anatomy:
    """The ids and link targets of an HTML text; scripts, styles and comments are passed over."""
    ids, twice, targets = set[str](), [], set[str]()
    for tag in _TAG.findall(_HIDDEN.sub("", text)):
        if "id=" not in tag and "href=" not in tag and "src=" not in tag:
            continue
        for name, quoted, bare in _NAMED.findall(tag):
            found = html.unescape(quoted or bare)
            if name != "id":
                targets.add(found)
            elif found in ids:
                twice.append(found)
            else:
                ids.add(found)
    return Anatomy(frozenset(ids), tuple(twice), frozenset(targets))


def ways(path: str, found: Anatomy, base: str) -> tuple[Way, ...]:
    """Where each link of a page inside the site leads, in the order of the targets, before anyone looks."""
    given = (way_of(path, target, base) for target in sorted(found.targets) if not is_outside(target))
    return tuple(_WAYS.setdefault(way, way) for way in given)


_WAYS: dict[Way, Way] = {}
"""Every way once: most pages share most of theirs, and what is one object is kept and read back once."""


def is_outside(target: str) -> bool:
    """Whether a link names another site, or something else that is no file of this one."""
    return bool(_OUTSIDE.match(target))


def way_of(path: str, target: str, base: str) -> Way:
    """Where a link of a page inside the site leads."""
    way, _, fragment = target.partition("#")
    way = unquote(way.partition("?")[0])
    if way.startswith("/"):
        if not way.startswith(base):
            return Way(target, (), "", f"leaves the site, which is at {base}")
        found = way.removeprefix(base)
    else:
        found = _from(posixpath.dirname(path), way) if way else path
    found = "" if found in (".", "/") else found.strip("/")
    index = f"{found}/index.html" if found else "index.html"
    return Way(target, (index,) if way.endswith("/") else (found, index), unquote(fragment))


@dataclass(frozen=True)
class Checked:
    """One HTML file as the check sees it: its ids, those that stand twice, and where its links lead."""

    ids: frozenset[str]
    twice: tuple[str, ...]
    ways: tuple[Way, ...]


def checked(path: str, text: str, base: str = "/") -> Checked:
    """What the check needs to know of the HTML file at a path, on a site at a base path."""
    found = anatomy(text)
    return Checked(found.ids, found.twice, ways(path, found, base))


def broken_links(files: Collection[str], pages: Mapping[str, Checked]) -> Iterator[str]:
    """One line for each link that leads nowhere and each id that stands twice; ``files`` are all paths of the site."""
    problems: dict[int, str] = {}  # of ways by what tells one object from another: most stand on many pages
    for path, page in sorted(pages.items()):
        yield from (f"{path}: the id '{found}' stands twice" for found in page.twice)
        for way in page.ways:
            if id(way) not in problems:
                problems[id(way)] = way.problem or _problem(way, files, pages)
            if problems[id(way)]:
                yield f"{path}: the link '{way.target}' {problems[id(way)]}"


def _problem(way: Way, files: Collection[str], pages: Mapping[str, Checked]) -> str:
    """What is wrong with a way; empty where nothing is."""
    name = next((file for file in way.files if file in files), None)
    if name is None:
        return "leads to no file"
    if way.fragment and name in pages and way.fragment not in pages[name].ids:
        return f"leads to no id in {name}"
    return ""


def _from(folder: str, way: str) -> str:
    """The path to which a way leads from a folder, both below the top of the site."""
    parts, rest = folder.split("/") if folder else [], way
    while rest.startswith("../") and parts:
        parts, rest = parts[:-1], rest[3:]
    if "./" in rest or "//" in rest or rest.endswith("."):
        return posixpath.normpath(posixpath.join(folder, way))
    return "/".join([*parts, rest])

"""Links of the built site: every address, id and image must lead somewhere."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_HIDDEN = re.compile(r"(?s)<script\b.*?</script>|<style\b.*?</style>|<!--.*?-->")
_ID = re.compile(r'\sid="?([^"\s>]+)')
_TARGET = re.compile(r'\s(?:(?:xlink:)?href|src)=(?:"([^"]*)"|([^"\s>]+))')
_OUTSIDE = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)


@dataclass(frozen=True)
class Anatomy:
    """What the check knows of one HTML file: its ids, those that stand twice, and the targets of its links."""

    ids: frozenset[str]
    twice: tuple[str, ...]
    targets: frozenset[str]


def anatomy(text: str) -> Anatomy:
    """The ids and link targets of an HTML text; scripts, styles and comments are passed over."""
    ids, twice, targets = set[str](), [], set[str]()
    for tag in _TAG.findall(_HIDDEN.sub("", text)):
        for found in map(html.unescape, _ID.findall(tag)):
            if found in ids:
                twice.append(found)
            ids.add(found)
        targets.update(html.unescape(quoted or bare) for quoted, bare in _TARGET.findall(tag))
    return Anatomy(frozenset(ids), tuple(twice), frozenset(targets))


@dataclass(frozen=True)
class Built:
    """A built site as the check sees it: all its paths, its HTML files, and the path under which it is served."""

    files: frozenset[str]
    pages: Mapping[str, Anatomy]
    base: str = "/"


def broken_links(site: Built) -> Iterator[str]:
    """One line for each link that leads nowhere and each id that stands twice."""
    for path, page in site.pages.items():
        yield from (f"{path}: the id '{found}' stands twice" for found in page.twice)
        for target in sorted(page.targets):
            reason = _broken(site, path, target)
            if reason:
                yield f"{path}: the link '{target}' {reason}"


def _broken(site: Built, path: str, target: str) -> str | None:
    if _OUTSIDE.match(target):
        return None
    way, _, fragment = target.partition("#")
    way = unquote(way.partition("?")[0])
    if way.startswith("/"):
        if not way.startswith(site.base):
            return f"leaves the site, which is at {site.base}"
        found = way.removeprefix(site.base)
    else:
        found = posixpath.normpath(posixpath.join(posixpath.dirname(path), way)) if way else path
    name = _file(found, way, site.files)
    if name is None:
        return "leads to no file"
    if fragment and name in site.pages and unquote(fragment) not in site.pages[name].ids:
        return f"leads to no id in {name}"
    return None


def _file(found: str, way: str, files: frozenset[str]) -> str | None:
    found = "" if found in (".", "/") else found.strip("/")
    index = f"{found}/index.html" if found else "index.html"
    if found in files and not way.endswith("/"):
        return found
    return index if index in files else None


def check_site(site: Path, base: str = "/") -> tuple[str, ...]:
    """Every broken link and doubled id of the site in a folder, one line each."""
    files = frozenset(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    pages = {
        name: anatomy((site / name).read_text(encoding="utf-8")) for name in sorted(files) if name.endswith(".html")
    }
    return tuple(broken_links(Built(files, pages, base)))

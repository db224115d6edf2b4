"""Addresses inside the site: written from the top as ``@/stages/sft/`` while rendering, relative in the end."""

from __future__ import annotations

import re
from functools import lru_cache
from posixpath import commonprefix

_FROM_TOP = re.compile(r'(?P<before>(?:href|src)=")@/(?P<path>[^"#]*)(?P<fragment>#[^"]*)?"')


def url_of(page_path: str) -> str:
    """The directory address of a page by its path: ``stages/sft.md`` is at ``stages/sft/``, ``index.md`` at the top."""
    stem = page_path.removesuffix(".md")
    if stem == "index" or stem.endswith("/index"):
        return stem.removesuffix("index")
    return f"{stem}/"


def relative(page_path: str, target: str) -> str:
    """The way from a page to an address from the top (without ``@/``), keeping its closing slash."""
    here, there = _parts(url_of(page_path)), _parts(target)
    shared = len(commonprefix((here, there)))
    way = "/".join((*[".."] * (len(here) - shared), *there[shared:])) or "."
    return f"{way}/" if target.endswith("/") or target == "" else way


@lru_cache(maxsize=1 << 12)
def _parts(address: str) -> tuple[str, ...]:
    return tuple(part for part in address.split("/") if part)


def resolve(text: str, page_path: str) -> str:
    """The text of a page with every ``@/`` address made relative to the page."""

    def way(match: re.Match[str]) -> str:
        path, fragment = match["path"], match["fragment"] or ""
        same_page = path == url_of(page_path) and fragment
        return f'{match["before"]}{fragment if same_page else relative(page_path, path) + fragment}"'

    return _FROM_TOP.sub(way, text)

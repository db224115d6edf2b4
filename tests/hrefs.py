"""Links of HTML files as a browser follows them on disk, read by a parser of their own."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname


class _Reader(HTMLParser):
    """Collects the ids and link targets of an HTML text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: set[str] = set()
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.ids |= {found["id"]} if "id" in found else set()
        self.targets += [found[name] for name in ("href", "src", "xlink:href") if name in found]


@cache
def _read(page: Path) -> _Reader:
    reader = _Reader()
    reader.feed(page.read_text(encoding="utf-8"))
    return reader


def lost_on_disk(page: Path) -> Iterator[str]:
    """One line for each link of a page that names no file, or no id in one; those to other sites are passed over."""
    for target in _read(page).targets:
        found = urlsplit(target)
        if found.scheme or found.netloc:
            continue
        file = (page.parent / url2pathname(found.path)).resolve() if found.path else page
        if found.path.startswith("/") or not file.is_file():
            yield f"{page}: {target} names no file"
        elif found.fragment and file.suffix == ".html" and unquote(found.fragment) not in _read(file).ids:
            yield f"{page}: {target} names no id"

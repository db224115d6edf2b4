"""How nginx serves a site: the same headers and redirects that other hosts read, in its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from atlas.site.headers import EVERYWHERE, Headers, Rules

RECIPE = "_nginx.conf"

_TYPES = {
    "text/html": "html",
    "text/css": "css",
    "text/csv": "csv",
    "text/javascript": "js",
    "text/markdown": "md",
    "text/plain": "txt",
    "text/xml": "xml",
    "application/gzip": "gz",
    "application/json": "json",
    "application/vnd.sqlite3": "sqlite",
    "application/x-bibtex": "bib",
    "application/x-research-info-systems": "ris",
    "application/zip": "zip",
    "font/woff2": "woff2",
    "image/png": "png",
    "image/svg+xml": "svg",
}
"""Type to the ending of the files that have it; said here, since the list of nginx itself lacks some."""

_OTHER_TYPES = {"feed.xml": "application/atom+xml"}

_SMALLER = re.compile(r"text/(?!html)|.*(?:json|xml|bibtex|systems)$")
"""The types worth compressing; nginx always compresses HTML, and warns where it is named."""

_OF_HOSTS = ("_headers", "_redirects", RECIPE)

_PLAIN = re.compile(r"[\w./~-]*(?:#[\w.~-]*)?")
"""An address in which nothing has a meaning for nginx; a page at any other one leads on by itself."""

_BRIEFLY = {"Cache-Control": "no-cache"}
"""A browser asks again each time and is told that nothing has changed: with no word it would guess, and mix builds."""


def as_nginx(found: Rules, redirects: str, base: str) -> str:
    """The recipe for a site at a path of its host, of its headers and the text of its ``_redirects``."""
    top = unquote(base)
    shared = {**_BRIEFLY, **found[EVERYWHERE]}
    lines = [
        f"# Made with the site. Include it in a server block in whose root the site stands at {base}.",
        f"location {_quoted(top)} {{",
        *_indented(_for_all(top, shared)),
        *_indented(_parts(found, top, shared)),
        *_indented(_ways_on(redirects)),
        "}",
    ]
    return "\n".join([*lines, ""])


def _for_all(top: str, shared: Headers) -> Iterator[str]:
    """What holds for all files of the site."""
    yield "index index.html;"
    yield f"error_page 403 404 =404 {_quoted(f'{top}404.html')};  # 403 is a folder without a page"
    yield "absolute_redirect off;  # whatever port or proxy stands before it"
    yield "types {"
    yield from (f"    {type} {ending};" for type, ending in _TYPES.items())
    yield "}"
    yield "default_type application/octet-stream;"
    texts = [type for type in _TYPES if type.startswith("text/") and type != "text/html"]
    yield "charset utf-8;"
    yield f"charset_types {' '.join(texts)};"
    smaller = [type for type in [*_TYPES, *_OTHER_TYPES.values()] if _SMALLER.match(type)]
    yield "gzip on;"
    yield "gzip_vary on;"
    yield "gzip_proxied any;"
    yield f"gzip_types {' '.join(smaller)};"
    yield from _told(shared)


def _parts(found: Rules, top: str, shared: Headers) -> Iterator[str]:
    """What holds for folders and files: all headers again, since nginx adds those of one level alone."""
    for path, headers in found.items():
        if path != EVERYWHERE:
            yield f"location ^~ {_quoted(top + path.removesuffix('*'))} {{"
            yield from _indented(_told({**shared, **headers}))
            yield "}"
    for path, type in _OTHER_TYPES.items():
        yield f"location = {_quoted(top + path)} {{ types {{ }} default_type {type}; }}"
    for path in _OF_HOSTS:
        yield f"location = {_quoted(top + path)} {{ return 404; }}"


def _ways_on(redirects: str) -> Iterator[str]:
    """A redirect for each former address, with its query; a browser keeps the fragment."""
    for former, present in read_redirects(redirects).items():
        if _PLAIN.fullmatch(former) and _PLAIN.fullmatch(present):
            path, hash, fragment = present.partition("#")
            yield f'location = "{former}" {{ return 301 "{path}$is_args$args{hash}{fragment}"; }}'


def read_redirects(text: str) -> Mapping[str, str]:
    """Former address to present one, of the text of ``_redirects``."""
    lines = (line.split() for line in text.splitlines())
    return {line[0]: line[1] for line in lines if len(line) == 3}


def _told(headers: Headers) -> Iterator[str]:
    return (f"add_header {name} {_quoted(value)} always;" for name, value in headers.items())


def _indented(lines: Iterator[str]) -> Iterator[str]:
    return (f"    {line}" for line in lines)


def _quoted(text: str) -> str:
    """A text as one word of the configuration."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

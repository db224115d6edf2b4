"""Redirects: pages at the former addresses of records, and lines for hosts that redirect by themselves."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from atlas.addresses import relative
from atlas.catalog.catalog import Catalog
from atlas.evidence.shown import folder, record_href

_SCRIPT = "assets/js/moved.js"

_KEEPING = (Path(__file__).parent / "templates" / "moved.js").read_text(encoding="utf-8")
"""Leads on with the query and the fragment of the former address, which a page without a script drops."""


def redirects(catalog: Catalog) -> dict[str, str]:
    """Former address to present one, both from the top, for each alias of a record."""
    return {
        f"{folder(entry.kind)}/{alias}/": record_href(entry.address).removeprefix("@/")
        for entry in catalog.entries
        for alias in entry.record.aliases
    }


def inside_file(ways: Mapping[str, str]) -> dict[str, str]:
    """The file by its path that leads scripts on from former addresses inside pages: no server sees their fragment."""
    return {"former.json": json.dumps(dict(sorted(ways.items())), separators=(",", ":")) + "\n"}


def redirect_files(ways: Mapping[str, str], site_url: str) -> dict[str, str]:
    """The files that redirect by path: an HTML page for each former address, their script, and ``_redirects``."""
    if not ways:
        return {}
    base = urlsplit(site_url).path or "/"
    lines = [f"{base}{former} {base}{present} 301" for former, present in sorted(ways.items())]
    pages = {f"{former}index.html": _page(former, present, site_url) for former, present in ways.items()}
    return {**pages, _SCRIPT: _KEEPING, "_redirects": "\n".join([*lines, ""])}


def _page(former: str, present: str, site_url: str) -> str:
    here = f"{former.removesuffix('/')}.md"
    path, _, fragment = present.partition("#")
    way = html.escape(relative(here, path) + (f"#{fragment}" if fragment else ""))
    canonical = html.escape(urljoin(site_url, present)) if site_url else way
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>This page has moved</title>\n'
        '<link rel="icon" href="data:,">\n'
        f'<script src="{relative(here, _SCRIPT)}"></script>\n'
        f'<noscript><meta http-equiv="refresh" content="0; url={way}"></noscript>\n'
        f'<link rel="canonical" href="{canonical}">\n'
        '<meta name="robots" content="noindex">\n</head>\n'
        f'<body>\n<p>This page is now <a id="moved" href="{way}">here</a>.</p>\n</body>\n</html>\n'
    )

"""Redirects: pages at the former addresses of records."""

from __future__ import annotations

import html

from atlas.addresses import relative
from atlas.catalog.catalog import Catalog
from atlas.evidence.shown import folder, record_href


def redirect_pages(catalog: Catalog) -> dict[str, str]:
    """HTML files by path, one for each alias of a record, that lead to its present address."""
    return {
        f"{folder(entry.kind)}/{alias}/index.html": _page(
            f"{folder(entry.kind)}/{alias}.md", record_href(entry.address)
        )
        for entry in catalog.entries
        for alias in entry.record.aliases
    }


def _page(former: str, href: str) -> str:
    path, _, fragment = href.removeprefix("@/").partition("#")
    way = html.escape(relative(former, path) + (f"#{fragment}" if fragment else ""))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>This page has moved</title>\n'
        f'<meta http-equiv="refresh" content="0; url={way}">\n<link rel="canonical" href="{way}">\n'
        f'<meta name="robots" content="noindex">\n</head>\n<body>\n<p>This page is now <a href="{way}">here</a>.</p>\n'
        "</body>\n</html>\n"
    )

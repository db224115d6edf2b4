"""The last step on the built site: the search index, the security policy, and the files an engine leaves out."""

from __future__ import annotations

import gzip
import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from atlas.addresses import url_of
from atlas.site.assets import own_version, with_version
from atlas.site.headers import as_headers, rules
from atlas.site.manifest import Manifest
from atlas.site.nginx import RECIPE, as_nginx
from atlas.site.plain import plain, texts_beside
from atlas.site.search import WORKER, slim, with_worker
from atlas.site.security import inline_scripts, policy, with_policy
from atlas.site.staging import write_with_folder

INDEX = Path("search", "search_index.json")

_EMPTY_LINES = re.compile(r"\n\s*\n")
_GENERATOR = re.compile(r'\s*<meta name="generator"[^>]*>')


def finish(site: Path, staged: Path, manifest: Manifest, site_url: str) -> None:
    """Complete the site in a folder, in place, as MkDocs alone has left it of staged pages.

    Raises:
        Unsafe: a page would break the security policy.
    """
    worker = has_worker(site)
    if worker and (site / INDEX).is_file():
        write(site / INDEX, slim((site / INDEX).read_text(encoding="utf-8"), manifest.findables))
    pages = {path: mended(path.read_text(encoding="utf-8"), worker=worker) for path in sorted(site.rglob("*.html"))}
    names = {path: path.relative_to(site).as_posix() for path in pages}
    found = policy((names[path], inline_scripts(names[path], text)) for path, text in pages.items())
    twins = {}
    for page in manifest.days:
        text = (staged / page).read_text(encoding="utf-8")
        twins[f"{url_of(page)}index.html"] = plain(text, urljoin(site_url, url_of(page)))
    complete(site, Whole({names[path]: text for path, text in pages.items()}, twins, found), manifest.days, site_url)


@dataclass(frozen=True)
class Whole:
    """All pages of a site by path, finished but for the policy; the plain texts of those made from text; the policy."""

    pages: Mapping[str, str]
    twins: Mapping[str, str]
    policy: str


def complete(site: Path, whole: Whole, days: Mapping[str, str], site_url: str) -> None:
    """Write the pages of a site, and all that stands beside them, into the folder that holds its other files."""
    version = own_version(site)
    for path, text in whole.pages.items():
        write(site / path, with_version(with_policy(text, whole.policy), version))
    for path, text in texts_beside(whole.twins).items():
        write(site / path, text)
    _write_beside(site, whole.policy, site_url, days)


def has_worker(site: Path) -> bool:
    """Whether the site has a search script of its own; without it the search of the theme stays, with its index."""
    return (site / WORKER).is_file()


def mended(text: str, *, worker: bool) -> str:
    """A page without what the theme writes and HTML does not allow, asking the right script for its search.

    The head loses its empty lines and the name of the program, which no reader needs.
    """
    head, end, rest = text.partition("</head>")
    text = _GENERATOR.sub("", _EMPTY_LINES.sub("\n", head)) + end + rest
    text = text.replace(' tabindex=""', "")  # on labels of the theme's navigation
    return with_worker(text) if worker else text


def _write_beside(site: Path, found: str, site_url: str, days: Mapping[str, str]) -> None:
    """Write the files that stand beside the pages: headers with the policy, and what crawlers and hosts look for."""
    base, headers = urlsplit(site_url).path or "/", rules(found)
    redirects = site / "_redirects"
    write(site / "_headers", as_headers(headers, base))
    write(site / RECIPE, as_nginx(headers, redirects.read_text(encoding="utf-8") if redirects.is_file() else "", base))
    write(site / "robots.txt", _robots(site_url))
    if site_url:
        sitemap = _sitemap(site_url, days)
        write(site / "sitemap.xml", sitemap)
        (site / "sitemap.xml.gz").write_bytes(gzip.compress(sitemap.encode(), 9, mtime=0))
    write(site / ".nojekyll", "")  # keeps GitHub Pages from running Jekyll


def write(path: Path, text: str) -> None:
    """Write a file of the site, with its folder."""
    write_with_folder(path, text.encode())


def _robots(site_url: str) -> str:
    lines = ["User-agent: *", "Allow: /"]
    if site_url:
        lines.append(f"Sitemap: {site_url.rstrip('/')}/sitemap.xml")
    return "\n".join([*lines, ""])


def _sitemap(site_url: str, days: Mapping[str, str]) -> str:
    """The addresses of all pages, each with the day of its last review."""
    lines = [
        f"<url><loc>{html.escape(urljoin(site_url, url_of(page)))}</loc>{_day(day)}</url>" for page, day in days.items()
    ]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return "\n".join([head, *lines, "</urlset>", ""])


def _day(day: str) -> str:
    return f"<lastmod>{day}</lastmod>" if day else ""

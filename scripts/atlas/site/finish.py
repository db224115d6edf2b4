"""The last step on the built site: the search index, the security policy, and the files an engine leaves out."""

from __future__ import annotations

import gzip
import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from atlas.addresses import url_of
from atlas.site.assets import own_version, with_version
from atlas.site.headers import as_headers, rules
from atlas.site.manifest import Manifest
from atlas.site.nginx import RECIPE, as_nginx
from atlas.site.output import Output
from atlas.site.plain import plain, texts_beside
from atlas.site.search import WORKER, slim, with_worker
from atlas.site.security import inline_scripts, policy, with_policy

INDEX = Path("search", "search_index.json")

_REDIRECTS = "_redirects"

_EMPTY_LINES = re.compile(r"\n\s*\n")
_GENERATOR = re.compile(r'\s*<meta name="generator"[^>]*>')


def finish(site: Path, staged: Path, manifest: Manifest, site_url: str) -> None:
    """Complete the site in a folder, in place, as MkDocs alone has left it of staged pages.

    Raises:
        Unsafe: a page would break the security policy.
    """
    worker = has_worker(site)
    output = Output(site)
    output.adopt()
    if worker and (site / INDEX).is_file():
        index = slim((site / INDEX).read_text(encoding="utf-8"), manifest.findables)
        output.write(INDEX.as_posix(), index.encode())
    pages = {path: mended(path.read_text(encoding="utf-8"), worker=worker) for path in sorted(site.rglob("*.html"))}
    names = {path: path.relative_to(site).as_posix() for path in pages}
    found = policy((names[path], inline_scripts(names[path], text)) for path, text in pages.items())
    twins = {}
    for page in manifest.days:
        text = (staged / page).read_text(encoding="utf-8")
        twins[f"{url_of(page)}index.html"] = plain(text, urljoin(site_url, url_of(page)))
    texts = {names[path]: partial(str, text) for path, text in pages.items()}
    complete(output, Whole(texts, twins, found, manifest.days, site_url))


@dataclass(frozen=True)
class Whole:
    """All pages of a site by path, finished but for the policy, and what they have in common.

    ``twins`` are the plain texts of those made from text, and ``days`` the days of the last review of these. ``before``
    tells what digest the file of a page has, where that is known.
    """

    pages: Mapping[str, Callable[[], str]]
    twins: Mapping[str, str]
    policy: str
    days: Mapping[str, str]
    site_url: str
    before: Mapping[str, str] = field(default_factory=dict)


def complete(output: Output, whole: Whole) -> None:
    """Write the pages of a site, and all that stands beside them, into the folder where its other files were put."""
    version = own_version(output.folder, output.digests)
    for path, text in whole.pages.items():
        if not output.share(path, whole.before.get(path, "")):
            output.write(path, with_version(with_policy(text(), whole.policy), version).encode())
    for path, twin in texts_beside(whole.twins).items():
        output.write(path, twin.encode())
    for path, content in _beside(output, whole).items():
        output.write(path, content)


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


def _beside(output: Output, whole: Whole) -> dict[str, bytes]:
    """The files that stand beside the pages: headers with the policy, and what crawlers and hosts look for."""
    base, headers = urlsplit(whole.site_url).path or "/", rules(whole.policy)
    led = (output.folder / _REDIRECTS).read_text(encoding="utf-8") if _REDIRECTS in output.digests else ""
    texts = {
        "_headers": as_headers(headers, base),
        RECIPE: as_nginx(headers, led, base),
        "robots.txt": _robots(whole.site_url),
        ".nojekyll": "",  # keeps GitHub Pages from running Jekyll
    }
    files = {name: text.encode() for name, text in texts.items()}
    if whole.site_url:
        sitemap = _sitemap(whole.site_url, whole.days).encode()
        files |= {"sitemap.xml": sitemap, "sitemap.xml.gz": gzip.compress(sitemap, 9, mtime=0)}
    return files


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

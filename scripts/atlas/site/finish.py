"""The last step on the built site: the search index, the security policy, and the files an engine leaves out."""

from __future__ import annotations

from pathlib import Path

from atlas.site.manifest import Manifest
from atlas.site.search import WORKER, slim, with_worker
from atlas.site.security import HEADERS, inline_scripts, policy, with_policy

INDEX = Path("search", "search_index.json")


def finish(site: Path, manifest: Manifest, site_url: str) -> None:
    """Complete the site in a folder, in place, as MkDocs alone has left it.

    Raises:
        Unsafe: a page would break the security policy.
    """
    worker = has_worker(site)
    if worker and (site / INDEX).is_file():
        write(site / INDEX, slim((site / INDEX).read_text(encoding="utf-8"), manifest.findables))
    pages = {path: mended(path.read_text(encoding="utf-8"), worker=worker) for path in sorted(site.rglob("*.html"))}
    names = {path: path.relative_to(site).as_posix() for path in pages}
    found = policy((names[path], inline_scripts(names[path], text)) for path, text in pages.items())
    for path, text in pages.items():
        write(path, with_policy(text, found))
    write_beside(site, found, site_url)


def has_worker(site: Path) -> bool:
    """Whether the site has a search script of its own; without it the search of the theme stays, with its index."""
    return (site / WORKER).is_file()


def mended(text: str, *, worker: bool) -> str:
    """A page without what the theme writes and HTML does not allow, asking the right script for its search."""
    text = text.replace(' tabindex=""', "")  # on labels of the theme's navigation
    return with_worker(text) if worker else text


def write_beside(site: Path, found: str, site_url: str) -> None:
    """Write the files that stand beside the pages: headers with the policy, and what crawlers and hosts look for."""
    write(site / "_headers", HEADERS.format(policy=found))
    write(site / "robots.txt", _robots(site_url))
    write(site / ".nojekyll", "")  # keeps GitHub Pages from running Jekyll


def write(path: Path, text: str) -> None:
    """Write a file of the site, with its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def _robots(site_url: str) -> str:
    lines = ["User-agent: *", "Allow: /"]
    if site_url:
        lines.append(f"Sitemap: {site_url.rstrip('/')}/sitemap.xml")
    return "\n".join([*lines, ""])

"""The last step on the built site: the search index, the security policy, and the files an engine leaves out."""

from __future__ import annotations

from pathlib import Path

from atlas.site.manifest import Manifest
from atlas.site.search import WORKER, slim, with_worker
from atlas.site.security import HEADERS, policy, with_policy

INDEX = Path("search", "search_index.json")


def finish(site: Path, manifest: Manifest, site_url: str) -> None:
    """Complete the site in a folder, in place.

    Raises:
        Unsafe: a page would break the security policy.
    """
    pages = {path: _mended(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}
    if (site / WORKER).is_file():  # a root without the script keeps the search of the theme, and its index
        index = site / INDEX
        index.write_text(slim(index.read_text(encoding="utf-8"), manifest.findables), encoding="utf-8", newline="\n")
        pages = {path: with_worker(text) for path, text in pages.items()}
    found = policy((path.relative_to(site).as_posix(), text) for path, text in pages.items())
    for path, text in pages.items():
        path.write_text(with_policy(text, found), encoding="utf-8", newline="\n")
    (site / "_headers").write_text(HEADERS.format(policy=found), encoding="utf-8", newline="\n")
    (site / "robots.txt").write_text(_robots(site_url), encoding="utf-8", newline="\n")
    (site / ".nojekyll").write_bytes(b"")  # keeps GitHub Pages from running Jekyll


def _mended(text: str) -> str:
    """A page without what the theme writes and HTML does not allow: an empty tabindex on labels of its navigation."""
    return text.replace(' tabindex=""', "")


def _robots(site_url: str) -> str:
    lines = ["User-agent: *", "Allow: /"]
    if site_url:
        lines.append(f"Sitemap: {site_url.rstrip('/')}/sitemap.xml")
    return "\n".join([*lines, ""])

"""What a visitor is answered: status, type, headers, compression, caching, redirects, and the page where nothing is."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator

import pytest

from tests.rehearsal.server import Hosted

TYPES = {
    ".bib": "application/x-bibtex",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".gz": "application/gzip",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".png": "image/png",
    ".ris": "application/x-research-info-systems",
    ".sqlite": "application/vnd.sqlite3",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
    ".xml": "text/xml; charset=utf-8",
    ".zip": "application/zip",
}
OF_HOSTS = {"_headers", "_redirects", "_nginx.conf"}
PACKED = {".gz", ".png", ".sqlite", ".woff2", ".zip"}


def files(host: Hosted) -> Iterator[tuple[str, bytes]]:
    """The path and content of each file that a visitor can ask for; pages by their address."""
    moved = {line.split()[0] for line in (host.site / "_redirects").read_text("utf-8").splitlines()}
    for path in sorted(host.site.rglob("*")):
        name = path.relative_to(host.site).as_posix()
        address = re.sub(r"(^|/)index\.html$", r"\1", name)
        if path.is_file() and name not in OF_HOSTS and host.base + address not in moved:
            yield address, path.read_bytes()


def shipped_headers(host: Hosted, path: str) -> dict[str, str]:
    """The headers that ``_headers`` tells for a path, as a host reads it."""
    found: dict[str, str] = {}
    holds = False
    for line in (host.site / "_headers").read_text("utf-8").splitlines():
        if line.startswith(" "):
            name, _, value = line.strip().partition(": ")
            found |= {name.lower(): value} if holds else {}
        else:
            holds = (host.base + path).startswith(line[:-1]) if line.endswith("*") else host.base + path == line
    return found


def test_every_file_is_answered_whole_with_its_type_and_the_shipped_headers(host: Hosted) -> None:
    wrong = []
    asked = 0
    for path, content in files(host):
        answer = host.ask(path)
        ending = ".html" if path == "" or path.endswith("/") else f".{path.rpartition('.')[2]}"
        type = {"feed.xml": "application/atom+xml", ".nojekyll": "application/octet-stream"}.get(path) or TYPES[ending]
        if (answer.status, answer.body, answer.headers["content-type"]) != (200, content, type):
            wrong.append((path, answer.status, answer.headers))
        shipped = {"cache-control": "no-cache", **shipped_headers(host, path)}
        if not shipped.items() <= answer.headers.items():
            wrong.append((path, answer.status, answer.headers))
        asked += 1
    assert wrong == []
    assert asked > 1800


def test_the_shipped_headers_hold_the_policy_and_long_caching(host: Hosted) -> None:
    page, script = shipped_headers(host, "models/"), shipped_headers(host, "assets/js/atlas.js")
    assert page["content-security-policy"].startswith("default-src 'none'; script-src 'self' 'sha256-")
    assert page["content-security-policy"].endswith("; frame-ancestors 'none'")
    assert page["x-content-type-options"] == "nosniff"
    assert "cache-control" not in page
    assert "immutable" in script["cache-control"]
    assert shipped_headers(host, "api/v1/index.json")["access-control-allow-origin"] == "*"
    assert "access-control-allow-origin" not in page


def test_what_is_kept_for_long_is_asked_for_by_its_version(host: Hosted) -> None:
    """By every page, by those that only lead on too, and by scripts of one another."""
    pages = "".join(path.read_text("utf-8") for path in host.site.rglob("*.html"))
    asked = set(re.findall(r'(?:href|src)="?[^">\s]*?(assets/(?:css|js|javascripts|stylesheets)/[^">\s]+)', pages))
    scripts = "".join(path.read_text("utf-8") for path in (host.site / "assets" / "js").glob("*.js"))
    asked |= {f"assets/js/{name}" for name in re.findall(r'["\']\./([\w-]+\.js[^"\']*)', scripts)}
    assert len(asked) > 10
    for address in sorted(asked):
        assert re.search(r"\?v=[0-9a-f]{10}$|\.[0-9a-f]{8}\.min\.(js|css)$", address), address
        assert "immutable" in host.ask(address).headers["cache-control"]


def test_texts_come_compressed_to_whoever_takes_it(host: Hosted) -> None:
    for path, content in files(host):
        if len(content) < 200:
            continue
        answer = host.ask(path, Accept_Encoding="br, gzip")
        if any(path.endswith(ending) for ending in PACKED):
            assert "content-encoding" not in answer.headers, path
            assert answer.body == content
        else:
            assert answer.headers["content-encoding"] == "gzip", path
            assert answer.headers["vary"] == "Accept-Encoding"
            assert gzip.decompress(answer.body) == content
            assert len(answer.body) < len(content)


@pytest.mark.parametrize("path", ["", "models/", "api/v1/index.json", "assets/js/atlas.js", "feed.xml"])
def test_a_browser_that_has_a_file_is_not_sent_it_again(host: Hosted, path: str) -> None:
    for encoding in ("identity", "gzip"):
        first = host.ask(path, Accept_Encoding=encoding)
        again = host.ask(path, Accept_Encoding=encoding, If_None_Match=first.headers["etag"])
        assert (again.status, again.body) == (304, b"")
        assert again.headers["cache-control"] == first.headers["cache-control"]


def test_a_part_of_the_database_can_be_asked_for(host: Hosted) -> None:
    answer = host.ask("api/v1/atlas.sqlite", Range="bytes=0-15")
    assert (answer.status, answer.body) == (206, b"SQLite format 3\0")


@pytest.mark.parametrize(
    "path",
    ["nothing", "nothing/", "models/nothing/", "models/dpo.html", "assets/js/gone.js", "api/", "api/v1/", *OF_HOSTS],
)
def test_where_nothing_stands_the_page_for_lost_addresses_is_answered(host: Hosted, path: str) -> None:
    answer = host.ask(path)
    assert (answer.status, answer.body) == (404, (host.site / "404.html").read_bytes())
    assert answer.headers["cache-control"] == "no-cache", "nobody keeps for long that a file is missing"
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert shipped_headers(host, "404.html").items() <= answer.headers.items()


def test_a_page_without_its_slash_leads_to_it(host: Hosted) -> None:
    for path in ("models", "models/deepseek-v3"):
        answer = host.ask(f"{path}?from=here")
        assert (answer.status, answer.headers["location"]) == (301, f"{host.base}{path}/?from=here")


def test_former_addresses_lead_on_with_their_query(host: Hosted) -> None:
    lines = (host.site / "_redirects").read_text("utf-8").splitlines()
    assert lines
    for line in lines:
        former, present, status = line.split()
        answer = host.ask_host(f"{former}?from=here")
        assert (answer.status, answer.headers["location"]) == (int(status), f"{present}?from=here")
        assert host.ask_host(present).status == 200
        bare = host.ask_host(former.rstrip("/"))
        assert (bare.status, bare.headers["location"]) == (301, former)


def test_outside_of_the_site_nothing_of_it_is_answered(host: Hosted) -> None:
    for path in ("/%2e%2e/", "/..%2f", "//etc/passwd"):
        assert host.ask_host(f"{host.base.rstrip('/')}{path}").status in (400, 403, 404)
    if host.base != "/":
        assert host.ask_host("/models/").status == 404
        bare = host.ask_host(host.base.rstrip("/"))
        assert (bare.status, bare.headers["location"]) == (301, host.url)

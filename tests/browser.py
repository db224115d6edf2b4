"""A real Chromium over a real HTTP server on loopback, with a record of what pages ask for and complain of."""

from __future__ import annotations

import functools
import http.server
import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from types import MappingProxyType
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, Request

WIDE, NARROW = 1280, 360
SCHEMES = ("default", "slate")
NOTHING: Mapping[str, bytes] = MappingProxyType({})


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *args: Any, instead: Mapping[str, bytes], directory: str) -> None:
        self._instead = instead
        super().__init__(*args, directory=directory)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def end_headers(self) -> None:
        """Say what the shipped headers say of fonts: one that is stale at once is loaded twice, with a complaint."""
        if self.path.startswith("/assets/fonts/"):
            self.send_header("Cache-Control", "public, max-age=604800")
        super().end_headers()

    def do_GET(self) -> None:
        content = self._instead.get(self.path)
        if content is None:
            super().do_GET()
            return
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(self.path))
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@contextmanager
def served(site: Path, port: int = 0, instead: Mapping[str, bytes] = NOTHING) -> Iterator[str]:
    """The address of a server over a folder, on a port (any, if 0), with other content for some paths."""
    handler = functools.partial(_Quiet, directory=str(site), instead=instead)
    with http.server.ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def launch(playwright: Playwright) -> Browser:
    """The Chromium that the entry point found or installed."""
    return playwright.chromium.launch(executable_path=os.environ["ATLAS_CHROMIUM"], args=["--no-sandbox"])


@dataclass
class Watch:
    """What went wrong while pages were open: complaints of the console and requests to other origins."""

    origin: str
    complaints: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    def console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.type}: {message.text}")

    def request(self, request: Request) -> None:
        if not request.url.startswith((self.origin, "data:", "blob:")):
            self.elsewhere.append(request.url)


def watched(context: BrowserContext, origin: str) -> tuple[Page, Watch]:
    """A new page, and the record of what goes wrong on it."""
    page, watch = context.new_page(), Watch(origin)
    page.on("console", watch.console)
    page.on("pageerror", lambda error: watch.complaints.append(f"uncaught: {error}"))
    page.on("request", watch.request)
    return page, watch


def addresses(site: Path) -> list[str]:
    """The address of every page of a site, from the top."""
    pages = (path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html")))
    return [path.removesuffix("index.html") for path in pages]


def file_of(site: Path, address: str) -> Path:
    """The file behind the address of a page."""
    return site / address if address.endswith(".html") else site / address / "index.html"

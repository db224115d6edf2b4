"""A real Chromium over a real HTTP server on loopback, with a record of what pages ask for and complain of."""

from __future__ import annotations

import functools
import http.server
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, Request

WIDE, NARROW = 1280, 360
SCHEMES = ("default", "slate")


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def served(site: Path, port: int = 0) -> Iterator[str]:
    """The address of a server over a folder, on a port (any, if 0), for as long as the block runs."""
    handler = functools.partial(_Quiet, directory=str(site))
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

"""A finished site in the browser of whoever built it."""

from __future__ import annotations

import json
import threading
import webbrowser
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from atlas.site.identity import IDENTITY


def show(site: Path, *, from_disk: bool) -> None:
    """Open a site in the browser: from disk, or from a server on this machine that runs until it is interrupted."""
    if from_disk:
        return _open((site / "index.html").as_uri())
    with _server(site) as server:
        serving = threading.Thread(target=server.serve_forever, daemon=True)
        serving.start()  # before the browser, of which some end only when the reader has read
        try:
            _open(f"http://127.0.0.1:{server.server_port}{_base(site)}", " (Ctrl-C ends it)")
            serving.join()
        except KeyboardInterrupt:
            print()
        server.shutdown()
    return None


def _open(address: str, said: str = "") -> None:
    print(f"Showing {address}{said}", flush=True)
    if not webbrowser.open(address):
        print("No browser was found on this machine: open the address in one.", flush=True)


def _server(site: Path) -> ThreadingHTTPServer:
    handler = partial(_Handler, directory=str(site), base=_base(site))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    return server


def _base(site: Path) -> str:
    """The path under which a site expects to be served."""
    made_from = json.loads((site / IDENTITY).read_text(encoding="utf-8"))
    return f"/{urlsplit(made_from.get('site_url') or '/').path.strip('/')}/".replace("//", "/")


class _Handler(SimpleHTTPRequestHandler):
    """Files of a folder under a path, and the page for lost addresses of the site."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: object, base: str, directory: str) -> None:
        self.base = base
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]  # as the server gives them

    def translate_path(self, path: str) -> str:
        """The file for an address; one that is outside of the site stands for no file."""
        inside = path.startswith(self.base)
        return super().translate_path(f"/{path.removeprefix(self.base)}" if inside else f"/{IDENTITY}/none")

    def end_headers(self) -> None:
        """End the headers, with the one that lets a browser show each build anew."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the page of the site where there is no such address."""
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            return super().send_error(code, message, explain)
        content = page.read_bytes()
        self.send_response(code, message)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)
        return None

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing: what happens is seen in the browser."""

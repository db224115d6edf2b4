"""The server of the preview: pages from memory, and a line on which browsers wait for what comes next."""

from __future__ import annotations

import json
import mimetypes
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

OWN = "__atlas__"
"""The folder of addresses that belong to the preview and not to the site."""

_WAIT = 20.0
"""Seconds that a browser waits for an answer before it asks again."""

_OPEN = 4
"""Pages that count as open: those that were asked for last."""

Files = Mapping[str, Callable[[], bytes]]
"""Path to what gives the bytes of the file when someone asks for it."""


@dataclass
class State:
    """What the preview shows: its files and their version, and the complaint about the last edit, if there is one.

    ``said`` counts the complaints, so that a browser hears of each once; ``asked`` holds the pages that browsers asked
    for last, the newest at the end.
    """

    files: Files = field(default_factory=dict)
    version: int = 0
    complaint: str = ""
    said: int = 0
    asked: tuple[str, ...] = ()
    changed: threading.Condition = field(default_factory=threading.Condition)

    def ask(self, path: str) -> None:
        """Note that a browser shows a page."""
        with self.changed:
            self.asked = (*(other for other in self.asked if other != path), path)[-_OPEN:]

    def show(self, files: Files) -> None:
        """Swap the files in, all at once, and let the browsers load them where a page that is open is another one."""
        with self.changed:
            last, self.files = self.files, files
            if any(_bytes(last, path) != _bytes(files, path) for path in self.asked):
                self.version += 1
            if self.complaint:
                self.complaint = ""
                self.said += 1
            self.changed.notify_all()

    def complain(self, complaint: str) -> None:
        """Go on with the files as they are, and tell the browsers what is wrong; nothing for an empty complaint."""
        with self.changed:
            self.complaint = complaint
            self.said += 1
            self.changed.notify_all()

    def news(self, version: int, said: int) -> dict[str, int | str]:
        """The state once it is another than a browser knows, or after a while."""
        with self.changed:
            self.changed.wait_for(lambda: (self.version, self.said) != (version, said), timeout=_WAIT)
            return {"version": self.version, "complaint": self.complaint, "said": self.said}


def serve(state: State, port: int) -> ThreadingHTTPServer:
    """A server on 127.0.0.1 that runs until it is shut down."""

    class Handler(_Handler):
        preview = state

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


class _Handler(BaseHTTPRequestHandler):
    preview: State
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer with a file of the site, or with one of the preview."""
        address = urlsplit(self.path)
        path = unquote(address.path).removeprefix("/")
        if path == f"{OWN}/state":
            asked = parse_qs(address.query)
            if "page" in asked:
                self.preview.ask(_page_at(asked["page"][0]))
            known = {key: int(values[0]) for key, values in asked.items() if values[0].isdigit()}
            news = self.preview.news(known.get("version", -1), known.get("said", -1))
            return self._answer(HTTPStatus.OK, "application/json", json.dumps(news).encode())
        if path in (f"{OWN}/preview.js", f"{OWN}/preview.css"):
            content = Path(__file__).with_name(path.rpartition("/")[2]).read_bytes()
            return self._answer(HTTPStatus.OK, _type_of(path), content)
        return self._file(path)

    do_HEAD = do_GET  # noqa: N815 - the name that the library calls

    def _file(self, path: str) -> None:
        state = self.preview
        page = _page_at(path)
        if page.endswith(".html"):
            state.ask(page)
        files, version = state.files, state.version
        if page != path:
            path = page
        elif path not in files and f"{path}/index.html" in files:
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", f"/{path}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return None
        status = HTTPStatus.OK if path in files else HTTPStatus.NOT_FOUND
        path = path if path in files else "404.html"
        content = files[path]() if path in files else b"Nothing stands at this address"
        if path.endswith(".html"):
            content = _with_script(content, version)
        return self._answer(status, _type_of(path), content)

    def _answer(self, status: HTTPStatus, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: what happens is told once an edit, not once a file."""


def _page_at(path: str) -> str:
    """The file of the site for a path of an address."""
    path = path.removeprefix("/")
    return f"{path}index.html" if path.endswith("/") or not path else path


def _bytes(files: Files, path: str) -> bytes | None:
    return files[path]() if path in files else None


def _with_script(page: bytes, version: int) -> bytes:
    script = f'<script src="/{OWN}/preview.js" data-version="{version}"></script></body>'
    return page.replace(b"</body>", script.encode(), 1)


def _type_of(path: str) -> str:
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or kind.endswith("javascript") else kind

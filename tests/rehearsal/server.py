"""A site served by nginx on loopback, by the recipe that the page on contributing gives."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from tests.atlases import ROOT

_TRIES, _PAUSE = 200, 0.05

_SETTINGS = """
{user}
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log notice;
events {{ }}
http {{
    access_log {folder}/access.log;
    client_body_temp_path {folder}/client;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{server}
}}
"""


@dataclass(frozen=True)
class Answer:
    """What a server has answered: its status, its headers in lower case, and the body as it came."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Hosted:
    """A site as it is served: the folder, the address it was built for, and the one at which it stands here."""

    site: Path
    built_for: str
    url: str

    @property
    def base(self) -> str:
        """The path of the site on its host."""
        return urlsplit(self.url).path

    @property
    def origin(self) -> str:
        """The host, without the path of the site."""
        return self.url.removesuffix(self.base)

    def here(self, address: str) -> str:
        """The path from the top of the site of an address that it gives as its own."""
        assert address.startswith(self.built_for), address
        return address.removeprefix(self.built_for)

    def ask(self, path: str, **headers: str) -> Answer:
        """The answer at a path from the top of the site; ``_`` in names of headers stands for a hyphen."""
        return self.ask_host(self.base + path, **headers)

    def ask_host(self, path: str, **headers: str) -> Answer:
        """The answer at a path from the top of the host; nothing is followed."""
        connection = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=30)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request("GET", path.partition("#")[0], headers={"Accept-Encoding": "identity", **named})
            answer = connection.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            assert len(found) == len(answer.getheaders()), "a header stands twice"
            return Answer(answer.status, found, answer.read())
        finally:
            connection.close()


def recipe() -> str:
    """The server block on the page on contributing."""
    (block,) = re.findall(r"```nginx[^\n]*\n(.*?)```", (ROOT / "docs" / "publish.md").read_text("utf-8"), re.DOTALL)
    return str(block)


@contextmanager
def hosted(program: str, site: Path, built_for: str, folder: Path) -> Iterator[Hosted]:
    """A site served by nginx, which keeps its own files in a folder, and ends with the block.

    The recipe stands as it is, but for its port and its folders.
    """
    base = urlsplit(built_for).path
    top = Path(str(site).removesuffix(base.rstrip("/")))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{free.getsockname()[1]}"
    server = recipe()
    for old, new in {
        "listen 80;": f"listen {host};",
        "root /srv/atlas/site;": f"root {top};",
        "include /srv/atlas/site/": f"include {site}/",
    }.items():
        assert old in server
        server = server.replace(old, new)
    # Workers of a server that root starts would be another user, who may not read this folder.
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(_SETTINGS.format(user=user, folder=folder, server=server), encoding="utf-8")
    command = [program, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    tested = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert tested.returncode == 0, tested.stderr
    assert "[warn]" not in tested.stderr, tested.stderr
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        try:
            _wait_for(host, process)
            yield Hosted(site, built_for, f"http://{host}{base}")
        finally:
            process.send_signal(signal.SIGQUIT)  # the master ends its workers
            process.wait()
    told = (folder / "error.log").read_text(encoding="utf-8")
    assert not re.search(r"\[(warn|crit|alert|emerg)\]", told), told


def _wait_for(host: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until a server answers."""
    name, _, port = host.partition(":")
    for _ in range(_TRIES):
        assert process.poll() is None, "nginx has ended"
        try:
            socket.create_connection((name, int(port))).close()
        except ConnectionRefusedError:
            time.sleep(_PAUSE)
        else:
            return
    raise AssertionError(f"nothing answers at {host}")

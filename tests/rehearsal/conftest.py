"""The real site behind nginx, at the top of a host and at a path of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import bootstrap
import pytest

from tests.atlases import run_atlas
from tests.rehearsal.server import Hosted, hosted


@pytest.fixture(scope="session")
def nginx() -> str:
    """The program; the tests that need it are left out, with the way to get it, where there is none."""
    found = bootstrap.find_nginx()
    if found is None:
        pytest.skip(bootstrap.HOW_TO_GET_NGINX)
    return found


@pytest.fixture(scope="session", params=["/", "/atlas/"])
def host(
    request: pytest.FixtureRequest, nginx: str, *, built_site: Path, port: int, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Hosted]:
    """The site behind nginx."""
    built_for, site = f"http://127.0.0.1:{port}{request.param}", built_site
    if request.param != "/":
        site = tmp_path_factory.mktemp("www") / request.param.strip("/")
        done = run_atlas("build", "--site", str(site), "--site-url", built_for)
        assert done.returncode == 0, done.stdout + done.stderr
    with hosted(nginx, site, built_for, tmp_path_factory.mktemp("nginx")) as found:
        yield found

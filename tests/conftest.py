"""What tests are given: a mini atlas to change, the built site, pages of a browser, and whether to bless."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Page, sync_playwright

from tests.atlases import build, copy_of_the_mini_atlas, run_atlas
from tests.browser import NARROW, WIDE, launch, served, watched

# A busy machine is no fault of the code, and a test gives the same answer on each run.
settings.register_profile("atlas", deadline=None, derandomize=True)
settings.load_profile("atlas")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bless", action="store_true", help="write the output as it is now as the expected output")


@pytest.fixture
def bless(request: pytest.FixtureRequest) -> bool:
    """Whether expected output is to be written instead of compared."""
    return bool(request.config.getoption("--bless"))


@pytest.fixture
def mini(tmp_path: Path) -> Path:
    """A copy of the mini atlas that a test may change, with what its configuration inherits."""
    return copy_of_the_mini_atlas(tmp_path / "repository")


@pytest.fixture(scope="session")
def mini_as_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the mini atlas with its site, built once in fixed surroundings; no test changes it."""
    copy = copy_of_the_mini_atlas(tmp_path_factory.mktemp("mini"))
    build(copy, TZ="UTC", LC_ALL="C", PYTHONHASHSEED="1")
    return copy


@pytest.fixture
def built_mini(mini_as_built: Path, mini: Path) -> Path:
    """A copy of the mini atlas that a test may change, with its site as a build has left it."""
    for name in ("build", "site"):
        shutil.copytree(mini_as_built / name, mini / name)
    return mini


@pytest.fixture(scope="session")
def port() -> int:
    """A port of this machine that is free, for the server of the real site."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory, port: int) -> Path:
    """The real site for the address at which the browser tests serve it, built once for all tests that read it."""
    site = tmp_path_factory.mktemp("site") / "site"
    done = run_atlas("build", "--fresh", "--site", str(site), "--site-url", f"http://127.0.0.1:{port}/")
    assert done.returncode == 0, done.stdout + done.stderr
    return site


@pytest.fixture(scope="session")
def zensical_site(built_site: Path, port: int, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site for the same address by the other engine, built once, from the pages that the first has staged."""
    site = tmp_path_factory.mktemp("zensical") / "site"
    assert built_site.is_dir()
    address = f"http://127.0.0.1:{port}/"
    done = run_atlas("build", "--engine", "zensical", "--site", str(site), "--site-url", address)
    assert done.returncode == 0, done.stdout + done.stderr
    return site


@pytest.fixture(scope="session")
def origin(built_site: Path, port: int) -> Iterator[str]:
    """The address under which the real site is served."""
    with served(built_site, port) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all flows."""
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture
def wide(browser: Browser, origin: str) -> Iterator[Page]:
    """A wide page; the test fails when it complained or asked another origin for anything."""
    context = browser.new_context(viewport={"width": WIDE, "height": 900}, reduced_motion="reduce", base_url=origin)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page, watch = watched(context, origin)
    yield page
    context.close()
    assert (watch.complaints, watch.elsewhere) == ([], [])


@pytest.fixture
def narrow(browser: Browser, origin: str) -> Iterator[Page]:
    """A narrow page with touch, watched like the wide one."""
    context = browser.new_context(
        viewport={"width": NARROW, "height": 780}, has_touch=True, reduced_motion="reduce", base_url=origin
    )
    page, watch = watched(context, origin)
    yield page
    context.close()
    assert (watch.complaints, watch.elsewhere) == ([], [])

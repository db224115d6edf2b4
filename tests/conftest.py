"""What the tests share: the repository, the mini atlas, the built site, and blessing of expected output."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import NARROW, WIDE, launch, served, watched
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
MINI = ROOT / "tests" / "mini"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bless", action="store_true", help="write the output as it is now as the expected output")


@pytest.fixture
def bless(request: pytest.FixtureRequest) -> bool:
    """Whether expected output is to be written instead of compared."""
    return bool(request.config.getoption("--bless"))


def run_atlas(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """The finished `atlas` command, its output as text, with variables set over those of this process."""
    command = [sys.executable, "-m", "atlas", *arguments]
    variables = {**os.environ, **environ}
    return subprocess.run(command, capture_output=True, text=True, env=variables, cwd=ROOT, check=False)


@pytest.fixture
def mini(tmp_path: Path) -> Path:
    """A copy of the mini atlas that a test may change, with what its configuration inherits."""
    copy = tmp_path / "repository" / "tests" / "mini"
    shutil.copytree(MINI, copy, ignore=shutil.ignore_patterns("build", "site", ".site*"))
    for name in ("mkdocs.yml", "overrides", "scripts"):
        (copy.parent.parent / name).symlink_to(ROOT / name)
    return copy


def copy_of_the_atlas(root: Path) -> Path:
    """The real atlas in a folder, with records and pages that a test may change; returns the folder."""
    for name in ("data", "docs"):
        shutil.copytree(ROOT / name, root / name)
    for name in ("mkdocs.yml", "overrides", "scripts"):
        (root / name).symlink_to(ROOT / name)
    return root


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
    done = run_atlas("build", "--site", str(site), "--site-url", f"http://127.0.0.1:{port}/")
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

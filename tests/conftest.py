"""What the tests share: the repository, the mini atlas, the built site, and blessing of expected output."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

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

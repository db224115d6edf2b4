"""Small disks and disks that can only be read, in a view of the system that ends with the program that sees it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.atlases import ROOT


def _alone() -> list[str]:
    """The command before one that may mount disks: what it mounts is gone when it ends, and nobody else sees it."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return []
    for command in ([unshare, "--mount"], [unshare, "--mount", "--map-root-user"]):
        mount = [*command, "mount", "-t", "tmpfs", "none", "/mnt"]
        tried = subprocess.run(mount, capture_output=True, check=False)
        if tried.returncode == 0:
            return command
    return []


def with_disk(script: str, disk: Path, root: Path) -> subprocess.CompletedProcess[str]:
    """A finished shell script that may mount at ``$disk``, and run ``$atlas`` on ``$root``.

    The test is left out where no disk can be mounted.
    """
    alone = _alone()
    if not alone:
        pytest.skip("no disk can be mounted here: it takes unshare, and the right to mount")
    disk.mkdir(exist_ok=True)
    environ = {**os.environ, "disk": str(disk), "root": str(root), "atlas": f"{sys.executable} -m atlas"}
    command = [*alone, "sh", "-eu", "-c", script]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environ, cwd=ROOT)

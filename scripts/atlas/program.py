"""What program this is: a digest that changes with its code, its templates and every installed package."""

from __future__ import annotations

import sys
import sysconfig
from functools import cache
from pathlib import Path

from atlas.files import all_below, digest_of_files

_PACKAGE = Path(__file__).parent


@cache
def program() -> str:
    """The digest of the program as it was when this process first asked."""
    return program_now()


def program_now() -> str:
    """The digest of the package with all that is no Python in it, of the hook, and of what is installed by its name."""
    installed = sorted(path.name for path in Path(sysconfig.get_path("purelib")).glob("*.dist-info"))
    files = [path for path in all_below(_PACKAGE) if path.endswith((".py", ".j2", ".yml", ".txt", ".js", ".css"))]
    return digest_of_files([*files, str(_PACKAGE.parent / "mkdocs_hook.py")], [sys.version, *installed])

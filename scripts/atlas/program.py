"""What program this is: a digest that changes with its code, its templates and every installed package."""

from __future__ import annotations

import hashlib
import sys
import sysconfig
from collections.abc import Iterable
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parent


@cache
def program() -> str:
    """The digest of the package with all that is no Python in it, of the hook, and of what is installed by its name."""
    installed = sorted(path.name for path in Path(sysconfig.get_path("purelib")).glob("*.dist-info"))
    files = [path for path in _PACKAGE.rglob("*") if path.suffix in {".py", ".j2", ".yml", ".txt", ".js", ".css"}]
    return digest_of_files([*files, _PACKAGE.parent / "mkdocs_hook.py"], [sys.version, *installed])


def digest_of_files(paths: Iterable[Path], words: Iterable[str] = ()) -> str:
    """A digest of the names and contents of files, in the order of their names, and of words."""
    found = hashlib.blake2b("\0".join(words).encode(), digest_size=16)
    for path in sorted(paths):
        content = path.read_bytes()
        found.update(f"\0{path}\0{len(content)}\0".encode())
        found.update(content)
    return found.hexdigest()

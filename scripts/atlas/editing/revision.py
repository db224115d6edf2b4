"""A former state of the atlas, read from the repository without touching the work tree."""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from atlas.editing.notdone import NotDone

_KEPT = ("data", "docs", "mkdocs.yml")


@contextmanager
def revision(root: Path, name: str) -> Iterator[Path]:
    """A temporary folder with the records and pages of an atlas as they were at a revision. Raises NotDone."""
    archive = _git(root, "archive", "--format=tar", _commit(root, name))
    with TemporaryDirectory(prefix="atlas-") as folder, tarfile.open(fileobj=io.BytesIO(archive)) as files:
        for member in files:
            content = files.extractfile(member) if member.isfile() else None
            if content is not None and member.name.split("/")[0] in _KEPT:
                path = Path(folder) / member.name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content.read())
        yield Path(folder)


def commit(root: Path, name: str) -> tuple[str, str]:
    """The full name of a revision, and its day. Raises NotDone."""
    found = _commit(root, name)
    return found, _git(root, "show", "--no-patch", "--format=%cs", found).decode().strip()


def _commit(root: Path, name: str) -> str:
    return _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}").decode().strip()


def _git(root: Path, *arguments: str) -> bytes:
    """What git answers in a folder; its complaint as a reason not to go on."""
    try:
        done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False)
    except FileNotFoundError as error:
        raise NotDone("git is not installed: without it no former state can be read") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise NotDone(said or _unknown(root, arguments[-1].removesuffix("^{commit}")))
    return done.stdout


def _unknown(root: Path, name: str) -> str:
    """What is said of a revision that is not there; a shallow clone may only lack it."""
    shallow = _git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"
    way = ", which holds the newest commits alone: get the others with 'git fetch --unshallow'" if shallow else ""
    return f"no revision '{name}' in the repository of {root}{way}"

"""``build.json``: what a site was made from, and which files the build has made."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from atlas.files import files_below
from atlas.site.output import write

if TYPE_CHECKING:
    from atlas.site.manifest import Manifest

IDENTITY = "build.json"

MKDOCS, ZENSICAL = ("mkdocs", "mkdocs-material"), ("zensical",)
"""The packages of each engine, the first of which is its name."""

_SHARED = ("Markdown", "pymdown-extensions", "vl-convert-python", "latex2mathml")
"""The other packages whose versions show in the bytes of a site."""

_MAKER = "training-lifecycle-atlas"


def write_identity(site: Path, root: Path, manifest: Manifest, site_url: str) -> None:
    """Write ``build.json`` into a site of MkDocs that is complete but for it."""
    claim(site, made_from(root, manifest, site_url, MKDOCS))


def made_from(root: Path, manifest: Manifest, site_url: str, engine: tuple[str, ...]) -> dict[str, object]:
    """What a site was made from; ``engine`` names the packages of its engine."""
    from importlib.metadata import version  # noqa: PLC0415 - who only looks at a site waits for none of it

    return {
        "site_url": site_url,
        "revision": revision_of(root),
        "data": manifest.data,
        "reviewed": manifest.reviewed,
        "engine": engine[0],
        "versions": {name: version(name) for name in (*engine, *_SHARED)},
    }


def claim(site: Path, made_from: Mapping[str, object] | None = None) -> None:
    """Write into a folder that all its files were made by a build, and what is known of what they were made from."""
    write(site / IDENTITY, claimed(files_below(site), made_from))


def claimed(names: Iterable[str], made_from: Mapping[str, object] | None = None) -> bytes:
    """What says of files by their paths that a build has made them, and what is known of what they were made from."""
    files = sorted({*names} - {IDENTITY})
    found = {"made_by": _MAKER, **(made_from or {}), "files": files}
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()


def files_of(site: Path) -> set[str] | None:
    """The paths of the files that the build of a site has made; None where the folder holds no site of an atlas."""
    try:
        found = json.loads((site / IDENTITY).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(found, dict) or found.get("made_by") != _MAKER or not isinstance(found.get("files"), list):
        return None
    return {IDENTITY, *map(str, found["files"])}


def revision_of(root: Path) -> str | None:
    """The commit of a repository, with ``-dirty`` where a tracked file differs from it; None without git."""
    command = ["git", "--no-optional-locks", "-C", str(root), "describe", "--always", "--dirty", "--abbrev=40",
               "--exclude=*"]  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace").strip() or None if done.returncode == 0 else None

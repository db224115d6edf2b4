"""Lets plain ``mkdocs build`` and ``mkdocs serve`` work: stages the pages first and points MkDocs at them."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import IO, Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

sys.path.insert(0, str(Path(__file__).parent))

from atlas.keeping import LOCK, MANIFEST, STAGED
from atlas.reading.problem import BrokenData, as_text
from atlas.settings import settings_in, wrong_settings
from atlas.site.driver import use_own_index
from atlas.site.engine import is_served, prepare
from atlas.site.failure import EngineFailed, disk_told
from atlas.site.finish import finish, has_worker
from atlas.site.identity import claim, write_identity
from atlas.site.lock import release, take
from atlas.site.manifest import read_manifest
from atlas.site.place import place
from atlas.site.security import Unsafe
from atlas.site.trimming import trim

_HELD: dict[Path, IO[str]] = {}
"""The locks that this process holds, by the root of the atlas."""

_SITE: dict[Path, Path] = {}
"""Where the site is built meanwhile."""


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """The configuration over the staged pages.

    A broken atlas stops a build with its problems. A preview tells them and goes on with the last good pages.
    """
    root = Path(config.config_file_path).parent
    if Path(config.docs_dir) != root / STAGED:
        wrong = wrong_settings(config)
        if wrong:
            raise PluginError("\n".join(wrong))
        _lock(root, config)
        _stage(root, config)
    prepare(config, root / STAGED, read_manifest(root / MANIFEST))
    return config


def _lock(root: Path, config: MkDocsConfig) -> None:
    """Keep other builds out until this one ends, and keep MkDocs from emptying a folder that is no site of ours."""
    try:
        with disk_told():
            if not is_served(config):
                place(Path(config.site_dir), root)
            _HELD[root], _SITE[root] = take(root / LOCK, str(root)), Path(config.site_dir)
    except EngineFailed as failed:
        raise PluginError(str(failed)) from None


def _unlock(root: Path) -> None:
    if root in _HELD:
        release(root / LOCK, _HELD.pop(root))


def on_build_error(**_: Any) -> None:
    """Let other builds in when this one has failed, and the next one into the folder that it had begun to fill."""
    for root in list(_HELD):
        if _SITE[root].is_dir():
            claim(_SITE[root])
        _unlock(root)


def _stage(root: Path, config: MkDocsConfig) -> None:
    from atlas.workshop import staged  # noqa: PLC0415 - `atlas build` stages before, and asks for none of this

    try:
        staged(root, settings_in(config))
    except BrokenData as broken:
        problems = "\n" + as_text(broken.problems, broken.texts)
        if not (is_served(config) and (root / MANIFEST).exists()):
            raise PluginError(problems) from None
        logging.getLogger("mkdocs").error("%s\nThe preview shows the last good pages.", problems)


def on_pre_build(config: MkDocsConfig) -> None:
    """Let the search index be filled with what the search of the atlas reads."""
    use_own_index(config)


def on_post_build(config: MkDocsConfig) -> None:
    """Finish the site that was built; a preview needs no finish, and its reload script would break the policy."""
    root = Path(config.config_file_path).parent
    try:
        if not is_served(config):
            manifest = read_manifest(root / MANIFEST)
            trim(config, worker=has_worker(Path(config.site_dir)))
            finish(Path(config.site_dir), root / STAGED, manifest, config.site_url or "")
            write_identity(Path(config.site_dir), root, manifest, config.site_url or "")
    except Unsafe as unsafe:
        raise PluginError(str(unsafe)) from None
    finally:
        _unlock(root)


def on_serve(server: Any, config: MkDocsConfig, **_: Any) -> Any:
    """The server, no longer watching the staged pages: staging them must not start another build."""
    server.unwatch(config.docs_dir)
    return server

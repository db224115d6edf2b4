"""Lets plain ``mkdocs build`` and ``mkdocs serve`` work: stages the pages first and points MkDocs at them."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

sys.path.insert(0, str(Path(__file__).parent))

from atlas.reading.problem import BrokenData, as_text
from atlas.settings import settings_in
from atlas.site.driver import use_own_index
from atlas.site.engine import is_served, prepare
from atlas.site.finish import finish
from atlas.site.manifest import read_manifest
from atlas.site.security import Unsafe
from atlas.workshop import MANIFEST, STAGED, staged


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """The configuration over the staged pages.

    A broken atlas stops a build with its problems. A preview tells them and goes on with the last good pages.
    """
    root = Path(config.config_file_path).parent
    if Path(config.docs_dir) != root / STAGED:
        _stage(root, config)
    prepare(config, root / STAGED, read_manifest(root / MANIFEST))
    return config


def _stage(root: Path, config: MkDocsConfig) -> None:
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
    if is_served(config):
        return
    manifest = read_manifest(Path(config.config_file_path).parent / MANIFEST)
    try:
        finish(Path(config.site_dir), manifest, config.site_url or "")
    except Unsafe as unsafe:
        raise PluginError(str(unsafe)) from None


def on_serve(server: Any, config: MkDocsConfig, **_: Any) -> Any:
    """The server, no longer watching the staged pages: staging them must not start another build."""
    server.unwatch(config.docs_dir)
    return server

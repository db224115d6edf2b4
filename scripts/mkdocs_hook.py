"""Lets plain ``mkdocs build`` and ``mkdocs serve`` work: stages the pages first and points MkDocs at them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

sys.path.insert(0, str(Path(__file__).parent))

from atlas.engine import prepare
from atlas.problem import BrokenData, as_text
from atlas.settings import settings_in
from atlas.workshop import STAGED, staged


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """The configuration over the staged pages; a broken atlas stops the build with its problems."""
    root = Path(config.config_file_path).parent
    if Path(config.docs_dir) == root / STAGED:
        return config  # staged already, by `atlas build`
    try:
        result, _ = staged(root, settings_in(config))
    except BrokenData as broken:
        raise PluginError("\n" + as_text(broken.problems, broken.texts)) from None
    prepare(config, result.catalog, root / STAGED)
    return config


def on_serve(server: Any, config: MkDocsConfig, **_: Any) -> Any:
    """The server, no longer watching the staged pages: staging them must not start another build."""
    server.unwatch(config.docs_dir)
    return server

"""Zensical, the other engine: a program of its own that reads the same staged pages and overrides.

It takes a configuration of MkDocs for its own, but passes over what it does not know without a word. So it is given
one of what it does know, and what it leaves undone is done where its pages are finished.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from material.plugins.search.plugin import SearchPlugin  # type: ignore[import-untyped]  # has no types
from mkdocs.config.defaults import MkDocsConfig

from atlas.site.failure import EngineFailed
from atlas.site.zensical.as_staged import AsStaged

VERSION = "0.0.73"
"""The one version whose templates and search the overrides and the finish are written for."""

_KEPT = ("site_name", "site_description", "site_author", "site_url", "use_directory_urls", "copyright", "nav")
"""Settings of MkDocs that mean the same here, as the driver of MkDocs is given them."""

_PREFIX = "zensical-"

_PROGRAMS = Path(__file__).parents[3]
"""The folder in which this package stands."""

_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_STACK = re.compile(r"^Traceback \(most recent call last\):\n(?:[ \t].*\n)*", re.MULTILINE)


def require() -> None:
    """Nothing where the engine is installed in its version; raises EngineFailed with the way to get it elsewhere."""
    try:
        found = importlib.metadata.version("zensical")
    except importlib.metadata.PackageNotFoundError:
        found = ""
    if found != VERSION:
        wrong = f"version {found} is installed" if found else "it is not installed"
        way = f"pip install zensical=={VERSION}"
        raise EngineFailed(
            f"--engine zensical: it needs zensical {VERSION}, but {wrong}: run '{way}', or build with --engine mkdocs"
        )


@contextmanager
def built(config: MkDocsConfig) -> Iterator[Path]:
    """A folder with the site of a configuration as the engine leaves it; it is gone when the block ends.

    The engine wants its configuration above the pages and above the site.

    Raises:
        EngineFailed: it stopped or warned.
    """
    above = Path(config.docs_dir).parent
    # A name of its own: the engine of a build that was killed may still be writing.
    site = above / f"{_PREFIX}{os.getpid()}"
    named = site.with_suffix(".yml")
    _clear(above)
    try:
        given = settings(config, site)
        # Every JSON is YAML; days and other values of YAML alone are written as they are shown.
        named.write_text(json.dumps(given, ensure_ascii=False, indent=1, default=str), encoding="utf-8")
        _run(named)
        yield site
    finally:
        _clear(above)


def _clear(above: Path) -> None:
    """Take away what this build or one that was killed has left of the engine, its cache too."""
    for path in (*above.glob(f"{_PREFIX}*"), above / ".cache"):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def settings(config: MkDocsConfig, site: Path) -> dict[str, Any]:
    """The settings of the engine for a site in a folder, from those of MkDocs."""
    extensions = [name if isinstance(name, str) else _name_of(type(name)) for name in config.markdown_extensions]
    theme = {name: config.theme[name] for name in config.theme if name != "locale"}
    return {
        **{name: config[name] for name in _KEPT if config[name] is not None},
        "extra": {**config.extra},
        # Beside the configuration; it stops at whole paths.
        "docs_dir": Path(config.docs_dir).name,
        "site_dir": site.name,
        # The classic look is that of Material, for which the styles of the atlas are written.
        "theme": {**theme, "variant": "classic", "custom_dir": config.theme.custom_dir},
        "extra_css": [str(name) for name in config.extra_css],
        "extra_javascript": [_script(script) for script in config.extra_javascript],
        "plugins": [{"search": _search(config)}],
        "markdown_extensions": [
            *({name: config.mdx_configs.get(name) or {}} for name in extensions),
            {_name_of(AsStaged): {}},
        ],
    }


def _name_of(extension: type) -> str:
    return f"{extension.__module__}:{extension.__qualname__}"


def _script(script: Any) -> dict[str, Any]:
    if isinstance(script, str):
        return {"path": script}
    return {"path": script.path, "type": script.type, "defer": script.defer, "async": script.async_}


def _search(config: MkDocsConfig) -> dict[str, Any]:
    found = next((plugin for plugin in config.plugins.values() if isinstance(plugin, SearchPlugin)), None)
    if found is None:
        return {"enabled": False}
    return {"separator": found.config.separator} if found.config.separator else {}


def _run(configuration: Path) -> None:
    command = [sys.executable, "-m", "zensical", "build", "--config-file", str(configuration), "--clean", "--strict"]
    # It loads the extensions of Markdown by their names, those of this package too.
    paths = [str(_PROGRAMS), *filter(None, [os.environ.get("PYTHONPATH")])]
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    done = subprocess.run(command, capture_output=True, env=environ, check=False)
    if done.returncode:
        said = words((done.stdout + done.stderr).decode("utf-8", "replace"))
        ended = f"was ended by signal {-done.returncode}" if done.returncode < 0 else "stopped"
        raise EngineFailed(f"Zensical {ended}:\n{said}" if said else f"Zensical {ended} and said nothing")


def words(output: str) -> str:
    """What the engine said, without colours and without where in its code it was."""
    return _STACK.sub("", _COLOURS.sub("", output)).strip()

"""The engine: MkDocs, run in this process over the staged pages."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from atlas.addresses import url_of
from atlas.settings import wrong_settings
from atlas.site.assets import STYLES
from atlas.site.failure import EngineFailed
from atlas.site.manifest import Manifest
from atlas.site.navigation import WALKTHROUGH, with_stages, without_walkthrough
from atlas.site.raw_blocks import RawBlocks
from atlas.site.security import Unsafe

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # an advertisement of the theme's successor on each build

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException


@dataclass
class _Warnings(logging.Handler):
    """Keeps what MkDocs warns of."""

    lines: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(logging.WARNING)

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())

    __hash__ = logging.Handler.__hash__


def load(root: Path, **settings: Any) -> MkDocsConfig:
    """The MkDocs configuration of a root, with settings in place of those in the file.

    Raises:
        EngineFailed: the file is missing or not valid, or a setting that should be an address is none.
    """
    with warnings_of(logging.getLogger("mkdocs")) as lines:
        try:
            config = load_config(str(root / "mkdocs.yml"), **settings)
        except (Abort, MkDocsException) as error:
            said = [line for line in lines if line.startswith("Config value")] or [*lines, str(error)]
            raise EngineFailed("\n".join(f"mkdocs.yml: {_with_way(line)}" for line in said)) from error
    wrong = wrong_settings(config)
    if wrong:
        raise EngineFailed("\n".join(wrong))
    return config


def _with_way(line: str) -> str:
    """A complaint of MkDocs about a setting; one about an address with an example of one."""
    return f"{line}: write it as https://example.org/atlas/" if "'site_url'" in line else line


def prepare(config: MkDocsConfig, staged: Path, manifest: Manifest) -> None:
    """Point a configuration at the staged pages and put the stages into its navigation."""
    config.docs_dir = str(staged)
    # The path of the site makes one of the theme's inline scripts the same on every page.
    config.extra["scope"] = urlsplit(config.site_url or "/").path or "/"
    # Without a date of its own a build would carry the day it ran on in sitemap.xml.
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(_seconds(manifest.reviewed)))
    if (staged / STYLES).is_file():
        # A name without a file stays, so that the check of links finds it.
        docs = Path(config.config_file_path).parent / "docs"
        config.extra_css = [STYLES, *(name for name in config.extra_css if not (docs / name).is_file())]
    config.markdown_extensions = [*config.markdown_extensions, RawBlocks()]  # type: ignore[list-item]  # Markdown takes both
    if config.nav is not None:
        has_walkthrough = url_of(WALKTHROUGH) in manifest.findables
        nav = config.nav if has_walkthrough else without_walkthrough(config.nav)
        config.nav = with_stages(nav, manifest.stages)


def is_served(config: MkDocsConfig) -> bool:
    """Whether MkDocs builds for its own preview server."""
    host, port = config.dev_addr
    return urlsplit(config.site_url or "").netloc == f"{host}:{port}"


def _seconds(day: str) -> int:
    return int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp()) if day else 0


@contextmanager
def strictly() -> Iterator[None]:
    """A block in which a warning of MkDocs is an error.

    Raises:
        EngineFailed: MkDocs stopped, or warned of anything, or a page would break the policy; other errors pass.
    """
    logger = logging.getLogger("mkdocs")
    with warnings_of(logger) as lines:
        try:
            yield
        except (Abort, MkDocsException) as error:
            raise EngineFailed("\n".join([*lines, str(error)])) from error
        except Unsafe as unsafe:
            raise EngineFailed(str(unsafe)) from unsafe
    if lines:
        raise EngineFailed("\n".join(lines))


@contextmanager
def warnings_of(logger: logging.Logger) -> Iterator[list[str]]:
    """What MkDocs warns of while a block runs; nothing of it is printed."""
    found = _Warnings()
    logger.addHandler(found)
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    try:
        yield found.lines
    finally:
        logger.removeHandler(found)

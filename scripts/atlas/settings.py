"""What a publisher sets in ``mkdocs.yml`` for the atlas itself, under ``extra.atlas``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Settings:
    """The settings of one site; each may be empty.

    ``site_url`` is the address of the site, ``learn_url`` the one under which the deployment topics stand (plain text
    without it), ``edit_url`` the one of the repository's files, to which a path is added, and ``report_url`` the one at
    which a problem is reported. ``styles`` are the style sheets of the site by their path in ``docs/``, in order.
    """

    site_url: str = ""
    learn_url: str = ""
    edit_url: str = ""
    report_url: str = ""
    styles: tuple[str, ...] = ()


def settings_in(config: Mapping[str, Any]) -> Settings:
    """The settings in a MkDocs configuration; what is not set is empty."""
    chosen = (config.get("extra") or {}).get("atlas") or {}
    return Settings(
        site_url=str(config.get("site_url") or ""),
        learn_url=str(chosen.get("learn_url") or ""),
        edit_url=str(chosen.get("edit_url") or ""),
        report_url=str(chosen.get("report_url") or ""),
        styles=tuple(str(name) for name in config.get("extra_css") or ()),
    )

"""What a publisher sets in ``mkdocs.yml`` for the atlas itself, under ``extra.atlas``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Settings:
    """The settings of one site.

    ``learn_url`` is the address under which the deployment topics stand; empty for plain text instead of links.
    """

    learn_url: str = ""


def settings_in(config: Mapping[str, Any]) -> Settings:
    """The settings in a MkDocs configuration; what is not set has its default."""
    chosen = (config.get("extra") or {}).get("atlas") or {}
    return Settings(learn_url=str(chosen.get("learn_url") or ""))

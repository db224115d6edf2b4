"""What the engine is told of a build: before it begins, and when the pages are staged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Plan:
    """What a site is built from, and where: an atlas, its staged pages and their manifest, and settings of one build.

    The ``last`` site stands in a folder, if there is one.
    """

    root: Path
    staged: Path
    manifest: Path
    site: Path
    last: Path
    settings: Mapping[str, object]


@dataclass(frozen=True)
class Staged:
    """What the engine needs to know of staged pages before it builds them; their manifest is told after that.

    ``digests`` tells their texts, by their paths; ``stages`` and ``reviewed`` are those of the manifest.
    """

    digests: Mapping[str, str]
    stages: tuple[tuple[str, str], ...]
    reviewed: str

"""Findings in words, and the texts of sources in a folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from atlas.editing.verify import Finding, SourceText, source_text

SHOWN = ("missing", "elsewhere")


def texts_in(folder: Path) -> dict[str, SourceText]:
    """Citation key to text, from the files ``<key>.txt`` of a folder; several parts of one are ``<key>.<part>.txt``."""
    parts: dict[str, list[str]] = {}
    for path in sorted(folder.glob("*.txt")):
        parts.setdefault(path.name.partition(".")[0], []).append(path.read_text(encoding="utf-8", errors="replace"))
    return {key: source_text("\n".join(found)) for key, found in parts.items()}


def findings_as_text(findings: Iterable[Finding]) -> str:
    """A line for each figure that was not found near its place, then the number of figures of each outcome."""
    found = list(findings)
    lines = [f"{item.outcome}: {item.address} in {item.cite}, {item.at}" for item in found if item.outcome in SHOWN]
    counts = Counter(item.outcome for item in found)
    return "\n".join([*sorted(lines), ", ".join(f"{number} {outcome}" for outcome, number in counts.most_common())])

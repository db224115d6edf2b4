"""The stages in their order, and what of them is shown elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from atlas.model import Stage


@dataclass(frozen=True)
class Face:
    """What other pages show of a stage: its names, its phase and its kind."""

    title: str
    short: str
    phase: str
    shape: str


def stage_order(stages: Mapping[str, Stage]) -> Iterator[tuple[str, Stage]]:
    """Ids and stages along ``follows``, from the one that follows none; then those that the chain does not reach."""
    after: dict[str | None, list[str]] = {}
    for id, stage in sorted(stages.items()):
        after.setdefault(stage.follows, []).append(id)
    seen: list[str] = []
    waiting = after.get(None, [])[:1]
    while waiting:
        id = waiting.pop(0)
        if id in seen:
            break
        seen.append(id)
        waiting = after.get(id, [])[:1]
    for id in [*seen, *(id for id in sorted(stages) if id not in seen)]:
        yield id, stages[id]

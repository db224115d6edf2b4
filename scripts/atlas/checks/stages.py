"""Rules of the order of stages: one chain, and feedback that goes back along it."""

from __future__ import annotations

from collections.abc import Mapping

from atlas.checks.check import Atlas, Complaints, check
from atlas.model import Stage


@check("ATL030")
def check_one_stage_is_first(atlas: Atlas) -> Complaints:
    """One stage follows none; every other follows one."""
    first = [id for id, before in _follows(atlas).items() if before is None]
    for id in first[1:]:
        where = atlas.catalog.by_kind["stages"][id].document.at(())
        yield where, f"'{id}' and '{first[0]}' both follow none: say what '{id}' follows"


@check("ATL031")
def check_stages_do_not_fork(atlas: Atlas) -> Complaints:
    """No two stages follow the same one."""
    taken: dict[str, str] = {}
    for id, before in _follows(atlas).items():
        if before in taken:
            where = atlas.catalog.by_kind["stages"][id].document.at(("follows",))
            yield where, f"'{id}' and '{taken[before]}' both follow '{before}': make a chain"
        if before is not None:
            taken.setdefault(before, id)


@check("ATL032")
def check_stages_form_no_circle(atlas: Atlas) -> Complaints:
    """Stages do not follow each other in a circle."""
    follows = _follows(atlas)
    for id in follows:
        circle = _circle(id, follows)
        if circle and id == min(circle):
            where = atlas.catalog.by_kind["stages"][id].document.at(("follows",))
            yield where, "stages follow each other in a circle: " + " -> ".join([*circle, circle[0]])


@check("ATL033")
def check_feedback_goes_back(atlas: Atlas) -> Complaints:
    """A stage feeds back only into stages before it."""
    order = [id for id, _ in atlas.catalog.stages]
    if not _is_chain(_follows(atlas)):  # then there is no order to go back along, and the other rules say why
        return
    for id, stage in atlas.catalog.of("stages", Stage).items():
        for index, earlier in enumerate(stage.feeds_back):
            if earlier in order and order.index(earlier) >= order.index(id):
                where = atlas.catalog.by_kind["stages"][id].document.at(("feeds_back", index))
                yield where, f"'{earlier}' does not come before '{id}': feedback goes to earlier stages"


def _follows(atlas: Atlas) -> dict[str, str | None]:
    return {id: stage.follows for id, stage in atlas.catalog.of("stages", Stage).items()}


def _is_chain(follows: Mapping[str, str | None]) -> bool:
    """Whether one stage is first and every other follows another one, in no circle."""
    return len(set(follows.values())) == len(follows) and not any(_circle(id, follows) for id in follows)


def _circle(start: str, follows: Mapping[str, str | None]) -> list[str]:
    """The stages of the circle in which a stage stands, from it backwards; empty where it stands in none."""
    trail = [start]
    while (before := follows.get(trail[-1])) is not None:
        if before == start:
            return trail
        if before in trail:
            return []
        trail.append(before)
    return []

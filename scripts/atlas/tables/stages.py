"""Tables of the stages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from atlas.evidence.shown import record_href
from atlas.model import Stage
from atlas.tables.pipeline import ORIGIN_WORDS, SHAPE_WORDS
from atlas.tables.table import Cell, Column, Row, Shown, Table, Tag, To, cell
from atlas.tables.view import View


@dataclass(frozen=True)
class _Place:
    """A stage in the lifecycle: its number, counted from 1, its id and its record."""

    number: int
    id: str
    stage: Stage


_Show = Callable[[View, _Place], Cell]


def _title(view: View, place: _Place) -> Cell:
    return _name(place, To(record_href(f"stages/{place.id}"), place.stage.title))


def _short(view: View, place: _Place) -> Cell:
    return _name(place, view.to("stages", place.id))


def _name(place: _Place, link: To) -> Cell:
    words = ORIGIN_WORDS[place.stage.origin]
    return cell(link, Tag("origin", place.stage.origin, words) if words else None, sort=place.number)


def _phase(view: View, place: _Place) -> Cell:
    stage = place.stage
    return cell(Tag("phase", stage.phase, stage.phase), Tag("shape", stage.shape, SHAPE_WORDS[stage.shape]))


def _share(view: View, place: _Place) -> Cell:
    share = view.typical(place.id)
    return cell(Shown(share) if share else "no estimate", sort=share.sort if share else None)


_SHARE = (Column("share", "Share of training compute"), _share)
_CHANGES = (Column("changes", "What it changes"), lambda view, place: cell(place.stage.changes))
_LABELS = (Column("labels", "Labels and time"), lambda view, place: cell(place.stage.labels))

_GLANCE: Sequence[tuple[Column, _Show]] = (
    (Column("stage", "Stage"), _title),
    (Column("phase", "Phase"), _phase),
    (Column("does", "What it does"), lambda view, place: cell(place.stage.does)),
    _SHARE,
    _CHANGES,
    _LABELS,
)

_COMPARED: Sequence[tuple[Column, _Show]] = (
    (Column("stage", "Stage"), _short),
    _SHARE,
    _LABELS,
    (Column("objectives", "Objectives"), lambda view, place: view.list("objectives", place.stage.objectives)),
    (Column("methods", "Methods"), lambda view, place: view.list("methods", place.stage.methods)),
    _CHANGES,
)


def _places(view: View) -> list[_Place]:
    return [_Place(number, id, stage) for number, (id, stage) in enumerate(view.catalog.stages, start=1)]


def glance(view: View) -> Table:
    """Every stage in order: what it does and changes, its estimated share of compute, its cost in labels."""
    places = _places(view)
    rows = tuple(
        Row(f"stage-{place.id}", tuple(show(view, place) for _, show in _GLANCE), (("phase", place.stage.phase),))
        for place in places
    )
    added = sum(place.stage.origin == "added" for place in places)
    caption = (
        f"The {len(rows)} stages in order; the shares are the atlas's own estimate of June 2026, "
        f"which names {len(rows) - added} of them."
    )
    return Table("glance", caption, tuple(column for column, _ in _GLANCE), rows, (("phase", "Phase"),))


def compared_stages(view: View) -> Table:
    """All stages side by side on compute, labels and effect: the two opposite orders."""
    rows = tuple(
        Row(f"compare-{place.id}", tuple(show(view, place) for _, show in _COMPARED)) for place in _places(view)
    )
    return Table("stages-compared", "The stages side by side", tuple(column for column, _ in _COMPARED), rows)

"""Where the parts of a schematic stand and how its flows run, in a wide and a narrow form; no SVG here."""

from __future__ import annotations

import itertools
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Side = Literal["left", "right", "top", "bottom"]
Point = tuple[float, float]

WIDTH, HEIGHT = 138, 86
"""Size of every box."""

LETTER, LINE = 6.0, 12.5
"""Room for a letter and for a line of the words of a flow, more than the fonts of the site need."""


@dataclass(frozen=True)
class Box:
    """A rectangle by its left upper corner."""

    x: float
    y: float
    width: float = WIDTH
    height: float = HEIGHT

    def at(self, side: Side, shift: float = 0) -> Point:
        """The middle of a side, moved along it."""
        middle_x, middle_y = self.x + self.width / 2, self.y + self.height / 2
        return {
            "left": (self.x, middle_y + shift),
            "right": (self.x + self.width, middle_y + shift),
            "top": (middle_x + shift, self.y),
            "bottom": (middle_x + shift, self.y + self.height),
        }[side]

    def overlaps(self, other: Box) -> bool:
        """Whether the two share more than an edge."""
        beside = self.x + self.width <= other.x or other.x + other.width <= self.x
        return not (beside or self.y + self.height <= other.y or other.y + other.height <= self.y)


@dataclass(frozen=True)
class Route:
    """How a flow runs: the sides that it leaves and enters with the distance from their middles, and where it turns.

    ``turns`` are the x or y at which it turns, in turn. ``words`` is the side of a piece on which its words stand:
    of the longest piece or of the ``piece`` given, at its middle or at the x or y of ``mark``.
    """

    leaves: tuple[Side, float]
    enters: tuple[Side, float]
    turns: tuple[float, ...] = ()
    words: Side = "right"
    piece: int | None = None
    mark: float | None = None


@dataclass(frozen=True)
class Layout:
    """A drawing board: its size, the box of each part, the route of each way, and where the key stands."""

    width: float
    height: float
    boxes: Mapping[str, Box]
    routes: Mapping[str, Route]
    letters: int


@dataclass(frozen=True)
class Line:
    """A drawn flow: its corners, and the lines of its words with the box that they fill."""

    points: tuple[Point, ...]
    words: tuple[str, ...]
    anchor: Literal["start", "middle", "end"]
    room: Box


def line(layout: Layout, way: str, what: str) -> Line:
    """The line of a flow in a layout."""
    route = layout.routes[way]
    start, _, end = way.partition(" to ")
    points = _corners(layout.boxes[start].at(*route.leaves), layout.boxes[end].at(*route.enters), route)
    pieces = tuple(itertools.pairwise(points))
    piece = max(pieces, key=_length) if route.piece is None else pieces[route.piece]
    words = tuple(textwrap.wrap(what, layout.letters, break_long_words=False))
    anchor, room = _room(_beside(piece, route.mark), words, route.words)
    return Line(points, words, anchor, room)


def _length(piece: tuple[Point, Point]) -> float:
    (x, y), (other_x, other_y) = piece
    return abs(x - other_x) + abs(y - other_y)


def _corners(start: Point, end: Point, route: Route) -> tuple[Point, ...]:
    """The corners of a line of horizontal and vertical pieces."""
    points = [start]
    upright = route.leaves[0] in ("top", "bottom")
    for turn in route.turns:
        points.append((points[-1][0], turn) if upright else (turn, points[-1][1]))
        upright = not upright
    points.append((points[-1][0], end[1]) if upright else (end[0], points[-1][1]))
    return tuple(dict.fromkeys([*points, end]))


def _beside(piece: tuple[Point, Point], mark: float | None) -> Point:
    """The point of a piece at which words stand: its middle, or where it passes the mark."""
    (x, y), (other_x, other_y) = piece
    if mark is None:
        return ((x + other_x) / 2, (y + other_y) / 2)
    return (x, mark) if x == other_x else (mark, y)


def _room(point: Point, words: tuple[str, ...], side: Side) -> tuple[Literal["start", "middle", "end"], Box]:
    """How the words beside a point are anchored, and the rectangle they fill."""
    x, y = point
    width, height = LETTER * max(map(len, words), default=0), LINE * len(words)
    if side == "right":
        return "start", Box(x + 5, y - height / 2, width, height)
    if side == "left":
        return "end", Box(x - 5 - width, y - height / 2, width, height)
    return "middle", Box(x - width / 2, y - 4 - height if side == "top" else y + 4, width, height)


_X = [4 + number * (WIDTH + 66) for number in range(4)]
_Y = [4, 4 + HEIGHT + 50, 4 + 2 * HEIGHT + 108]
_PLACES = {
    "labeller": (0, 0), "data": (1, 0), "scorer": (2, 0), "reward": (3, 0),
    "prompts": (0, 1), "policy": (1, 1), "samples": (2, 1), "loss": (3, 1),
    "reference": (1, 2), "value model": (2, 2),
}  # fmt: skip
_UPPER, _LOWER, _LOWEST, _UNDER = _Y[0] + HEIGHT + 25, _Y[1] + HEIGHT + 20, _Y[1] + HEIGHT + 42, _Y[2] + HEIGHT + 20
_ACROSS = Route(("right", 0), ("left", 0), words="top")

WIDE = Layout(
    width=_X[3] + WIDTH + 24,
    height=_UNDER + 4,
    boxes={part: Box(_X[column], _Y[row]) for part, (column, row) in _PLACES.items()},
    routes={
        "labeller to data": _ACROSS,
        "data to scorer": _ACROSS,
        "scorer to data": Route(("left", 0), ("right", 0), words="top"),
        "samples to data": Route(("top", -45), ("bottom", 45), (_UPPER,), "top"),
        "data to policy": Route(("bottom", 0), ("top", 0)),
        "prompts to policy": _ACROSS,
        "policy to samples": _ACROSS,
        "policy to loss": Route(("bottom", 45), ("bottom", -45), (_LOWER,), "top"),
        "samples to scorer": Route(("top", 0), ("bottom", 0)),
        "samples to loss": _ACROSS,
        "scorer to reward": _ACROSS,
        "scorer to loss": Route(("bottom", 50), ("top", -40), (_UPPER,), "top"),
        "reward to loss": Route(("bottom", 0), ("top", 0)),
        "reference to reward": Route(("bottom", 0), ("right", 0), (_UNDER, _X[3] + WIDTH + 18), "top", 1),
        "reference to loss": Route(("bottom", 0), ("bottom", 50), (_UNDER,), "top"),
        "value model to loss": Route(("right", 0), ("bottom", 20), (), "top", 0),
        "loss to policy": Route(("bottom", -20), ("bottom", 0), (_LOWEST,), "top"),
        "loss to value model": Route(("bottom", -20), ("top", 0), (_LOWEST,), "right", 2),
        "loss to scorer": Route(("top", -40), ("bottom", 50), (_UPPER,), "top"),
    },
    letters=11,
)
"""Four columns: labels and prompts come from the left, the loss stands at the right."""

_NARROW_X = [4, 4 + WIDTH + 66]
_NARROW_Y = [4 + number * (HEIGHT + 42) for number in range(5)]
_GAPS = [y + HEIGHT + 21 for y in _NARROW_Y]
_NARROW_PLACES = {
    "labeller": (0, 0), "prompts": (1, 0),
    "data": (0, 1), "policy": (1, 1),
    "scorer": (0, 2), "samples": (1, 2),
    "reward": (0, 3), "loss": (1, 3),
    "reference": (0, 4), "value model": (1, 4),
}  # fmt: skip
_DOWN, _DOWN_LEFT = Route(("bottom", 0), ("top", 0)), Route(("bottom", 0), ("top", 0), words="left")
_LEFT, _MIDDLE, _RIGHT = ((4 + WIDTH + 33.0 + shift,) for shift in (-14, 0, 14))
_MARGIN = (_NARROW_X[1] + WIDTH + 14.0,)

NARROW = Layout(
    width=_NARROW_X[1] + WIDTH + 20,
    height=_NARROW_Y[4] + HEIGHT + 4,
    boxes={part: Box(_NARROW_X[column], _NARROW_Y[row]) for part, (column, row) in _NARROW_PLACES.items()},
    routes={
        "labeller to data": _DOWN,
        "data to scorer": _DOWN_LEFT,
        "scorer to data": Route(("top", 0), ("bottom", 0)),
        "samples to data": Route(("left", -28), ("right", 28), _LEFT, "left", 1),
        "data to policy": Route(("right", 0), ("left", 0), words="top"),
        "prompts to policy": _DOWN_LEFT,
        "policy to samples": _DOWN_LEFT,
        "policy to loss": Route(("left", 30), ("left", -30), _RIGHT, "left", 1, _GAPS[2]),
        "samples to scorer": Route(("left", 0), ("right", 0), words="top", mark=_MIDDLE[0] - 9),
        "samples to loss": _DOWN_LEFT,
        "scorer to reward": _DOWN,
        "scorer to loss": Route(("right", 30), ("left", -30), _MIDDLE, "left", 1, _GAPS[2]),
        "reward to loss": Route(("right", 0), ("left", 0), words="top"),
        "reference to reward": Route(("top", 0), ("bottom", 0)),
        "reference to loss": Route(("right", 0), ("left", 30), _MIDDLE, "left", 1, _GAPS[3]),
        "value model to loss": Route(("top", 10), ("bottom", 10)),
        "loss to policy": Route(("right", 0), ("right", 0), _MARGIN, "left", 1, _GAPS[1]),
        "loss to value model": Route(("bottom", -10), ("top", -10), words="left"),
        "loss to scorer": Route(("left", -30), ("right", 30), _MIDDLE, "left", 1, _GAPS[2]),
    },
    letters=11,
)
"""Two columns, read from top to bottom: data and verdicts at the left, the policy and its answers at the right."""

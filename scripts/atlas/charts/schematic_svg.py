"""A schematic as SVG: boxes, lines and words, all by class names that the style sheet gives colours."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from markupsafe import escape

from atlas.charts.schematic_boxes import Content
from atlas.charts.schematic_layout import LINE, Box, Layout, Line, Point, line
from atlas.model.schematic import Flow

LETTERS = 20
"""Letters in a line of a box."""

_HEAD = 5.0
_FIRST, _NEXT = 19, 13.5


def svg(layout: Layout, boxes: tuple[Content, ...], flows: tuple[Flow, ...]) -> str:
    """The drawing in a layout as one line of SVG."""
    size = f"0 0 {_number(layout.width)} {_number(layout.height)}"
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}" aria-hidden="true" class="schematic">']
    for flow in flows:
        parts += _line(line(layout, flow.way, flow.what), gradient=flow.ends[0] == "loss")
    for content in boxes:
        parts += _box(layout.boxes[content.part], content)
    return "".join([*parts, "</svg>"])


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _line(drawn: Line, *, gradient: bool) -> Iterator[str]:
    kind = " schematic__flow--gradient" if gradient else ""
    path = "M" + "L".join(f"{_number(x)} {_number(y)}" for x, y in drawn.points)
    yield f'<path class="schematic__flow{kind}" d="{path}"/>'
    yield f'<path class="schematic__head" d="{_head(*drawn.points[-2:])}"/>'
    x = {"start": drawn.room.x, "middle": drawn.room.x + drawn.room.width / 2, "end": drawn.room.x + drawn.room.width}
    for number, words in enumerate(drawn.words):
        place = (x[drawn.anchor], drawn.room.y + LINE * (number + 0.8))
        yield _text(place, words, "schematic__what", drawn.anchor)


def _head(before: Point, end: Point) -> str:
    """The head of an arrow, its point at the end of the line."""
    (x, y), size = end, _HEAD
    along = (x > before[0]) - (x < before[0]), (y > before[1]) - (y < before[1])
    back = x - along[0] * 2 * size, y - along[1] * 2 * size
    corners = [
        end,
        (back[0] + along[1] * size, back[1] + along[0] * size),
        (back[0] - along[1] * size, back[1] - along[0] * size),
    ]
    return "M" + "L".join(f"{_number(x)} {_number(y)}" for x, y in corners) + "Z"


def _text(place: Point, words: str, kind: str, anchor: str = "start") -> str:
    anchored = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text class="{kind}" x="{_number(place[0])}" y="{_number(place[1])}"{anchored}>{escape(words)}</text>'


def _box(box: Box, content: Content) -> Iterator[str]:
    marks = {"unused": not content.used, "trained": content.trained, "optional": content.optional}
    kinds = [f"schematic__box--{mark}" for mark, holds in marks.items() if holds]
    kinds += [f"schematic__box--{content.shape}"] if content.used else []
    yield f'<path class="{" ".join(["schematic__box", *kinds])}" d="{_outline(box, content)}"/>'
    if content.frozen:
        inner = Box(box.x + 4, box.y + 4, box.width - 8, box.height - 8)
        yield f'<path class="schematic__inner" d="{_rectangle(inner)}"/>'
    if content.shape == "program":
        bars = (
            f"M{_number(box.x + 7)} {_number(box.y)}v{_number(box.height)}m{_number(box.width - 14)} 0V{_number(box.y)}"
        )
        yield f'<path class="schematic__inner" d="{bars}"/>'
    yield from _words(box, content)


def _words(box: Box, content: Content) -> Iterator[str]:
    middle = box.x + box.width / 2
    muted = "" if content.used else " schematic__title--unused"
    yield _text((middle, box.y + _FIRST), content.title, f"schematic__title{muted}", "middle")
    under = [content.state] if content.state else []
    for number, words in enumerate(under):
        yield _text((middle, box.y + _FIRST + 15 + number * _NEXT), words, "schematic__state", "middle")
    first = box.y + _FIRST + 15 + (_NEXT if content.state else 0)
    for number, words in enumerate(textwrap.wrap(content.note, LETTERS, break_long_words=False)):
        yield _text((middle, first + number * _NEXT), words, "schematic__note", "middle")
    if content.kl:
        width = 6 * len(content.kl) + 14
        pill = Box(middle - width / 2, box.y + box.height - 21, width, 17)
        yield f'<path class="schematic__kl" d="{_rectangle(pill, 8)}"/>'
        yield _text((middle, pill.y + 12.5), content.kl, "schematic__kl-words", "middle")


def _outline(box: Box, content: Content) -> str:
    """The shape of a box: round for people, a sheet with a cut corner for data, a rectangle for the rest."""
    if content.used and content.shape == "people":
        return _rectangle(box, 26)
    if content.used and content.shape == "data":
        x, y, cut = box.x, box.y, 14
        right, bottom = x + box.width, y + box.height
        corners = [(x, y), (right - cut, y), (right, y + cut), (right, bottom), (x, bottom)]
        return "M" + "L".join(f"{_number(x)} {_number(y)}" for x, y in corners) + "Z"
    return _rectangle(box, 14 if content.shape == "loss" else 2)


def _rectangle(box: Box, round: float = 0) -> str:
    """A rectangle with round corners as a path."""
    across, down, corner = _number(box.width - 2 * round), _number(box.height - 2 * round), _number(round)
    start = f"M{_number(box.x + round)} {_number(box.y)}"
    if not round:
        return f"{start}h{across}v{down}h-{across}Z"
    arc = f"a{corner} {corner} 0 0 1"
    return (
        f"{start}h{across}{arc} {corner} {corner}v{down}{arc} -{corner} {corner}"
        f"h-{across}{arc} -{corner} -{corner}v-{down}{arc} {corner} -{corner}Z"
    )

"""The picture that a link to a page shows in a conversation: what the page is about, and where in the lifecycle."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 1200, 630

INK, SOFT, PAPER = "#1c2127", "#545d68", "#fbfaf7"
COLOURS = {
    "pre-training": "#2a5ea8",
    "mid-training": "#0f6f67",
    "post-training": "#9a4a11",
    "safety": "#852d78",
    "evaluation": "#556015",
    "release": "#4b5563",
}
"""The colours of the light scheme, which a picture has to name; a test holds them against its styles."""

_LEFT, _ROOM = 80, 1040
_SERIF, _SANS = "Atlas Serif SemiBold", "Atlas Sans"
_TITLES = ((84, 22, 2), (64, 30, 3), (50, 38, 4))
"""Sizes of the title, each with the letters that surely fit a line, so that none is measured, and the most lines."""
_LINE = 70
"""Letters that surely fit the line below the title; what is longer is left out rather than cut."""
_MORE_LETTERS = "×äèéöü–—‘’“”…−"
"""Letters of the fonts beside those of ASCII."""


@dataclass(frozen=True)
class Social:
    """What the picture says: the name of the site, the title, what stands above it and below it, and the stages.

    ``phases`` are those of the stages in order, ``here`` is the place of the one that the picture is about.
    """

    site: str
    title: str
    above: str
    below: str
    phases: tuple[str, ...]
    here: int | None = None


def social_svg(shown: Social) -> str:
    """The picture as SVG that uses no font but those of this folder."""
    colour = SOFT if shown.here is None else COLOURS[shown.phases[shown.here]]
    lines = "".join((*_words(shown, colour), *_row(shown)))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<path fill="{PAPER}" d="M0 0h{WIDTH}v{HEIGHT}H0z"/>'
        f'<path fill="{colour}" d="M0 0h{WIDTH}v12H0z"/>{lines}</svg>'
    )


def _words(shown: Social, colour: str) -> Iterator[str]:
    yield _text(shown.site, 96, f'font-family="{_SANS}" font-weight="600" font-size="32" fill="{INK}"')
    yield _text(shown.above, 178, f'font-family="{_SANS}" font-weight="600" font-size="30" fill="{colour}"')
    title = drawable(shown.title)
    size, letters, most = next(
        (style for style in _TITLES if len(textwrap.wrap(title, style[1])) <= style[2]), _TITLES[-1]
    )
    y = 196 + size
    for line in _lines(title, letters, most):
        yield _text(line, y, f'font-family="{_SERIF}" font-weight="600" font-size="{size}" fill="{INK}"')
        y += size * 9 // 8
    if len(shown.below) <= _LINE:
        yield _text(shown.below, y, f'font-family="{_SANS}" font-weight="400" font-size="30" fill="{SOFT}"')


def _row(shown: Social) -> Iterator[str]:
    """The stages as a row of arrows; one of them full where the picture is about it, else all."""
    if not shown.phases:
        return
    gap = 6
    width = (_ROOM - gap * (len(shown.phases) - 1)) / len(shown.phases)
    for place, phase in enumerate(shown.phases):
        left = _LEFT + place * (width + gap)
        faint = "" if shown.here in (None, place) else ' fill-opacity="0.25"'
        path = f"M{left:.1f} 540h{width - 14:.1f}l14 17-14 17h-{width - 14:.1f}l14-17z"
        yield f'<path fill="{COLOURS[phase]}"{faint} d="{path}"/>'


def _text(words: str, y: int, looks: str) -> str:
    return f'<text x="{_LEFT}" y="{y}" {looks}>{escape(drawable(words))}</text>' if words else ""


def _lines(words: str, letters: int, most: int) -> Sequence[str]:
    """Words in lines of so many letters; what does not fit is cut off and the cut is shown."""
    return textwrap.wrap(words, letters, max_lines=most, placeholder=" …")


def drawable(words: str) -> str:
    """Words in the letters that the fonts have: accents go where they must, and what is left out is left out."""
    return "".join(_drawable(letter) for letter in words.replace("\N{NO-BREAK SPACE}", " "))


def _drawable(letter: str) -> str:
    if " " <= letter <= "~" or letter in _MORE_LETTERS:
        return letter
    return "".join(part for part in unicodedata.normalize("NFKD", letter) if " " <= part <= "~")

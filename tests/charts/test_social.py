"""The pictures that a shared link shows: small, of one size, in the letters of the shipped fonts alone."""

from __future__ import annotations

import re
import struct
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from atlas.charts.engine import FONTS
from atlas.charts.painting import paint, painted
from atlas.charts.social import COLOURS, HEIGHT, INK, PAPER, SOFT, WIDTH, Social, drawable, social_svg

from tests.atlases import ROOT

PHASES = ("pre-training", "mid-training", "post-training", "safety", "evaluation", "release")
SHOWN = Social("Training-Lifecycle Atlas", "Fine-tuning", "Stage 3 of 6, post-training", "A line below.", PHASES, 2)


def lines(svg: str) -> list[str]:
    """The lines of text of a picture."""
    return [element.text or "" for element in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def letters_of(font: Path) -> set[str]:
    """The letters that a font file has, by its table of characters (format 4)."""
    data = font.read_bytes()
    tables = {
        data[at : at + 4]: struct.unpack_from(">II", data, at + 8) for at in range(12, 12 + 16 * _count(data), 16)
    }
    start = tables[b"cmap"][0]
    places = [start + struct.unpack_from(">HHI", data, start + 4 + 8 * i)[2] for i in range(_count(data, start + 2))]
    table = next(place for place in places if _count(data, place) == 4)
    segments = _count(data, table + 6) // 2
    ends = struct.unpack_from(f">{segments}H", data, table + 14)
    starts = struct.unpack_from(f">{segments}H", data, table + 16 + 2 * segments)
    return {chr(code) for first, last in zip(starts, ends, strict=True) for code in range(first, last + 1)}


def _count(data: bytes, place: int = 4) -> int:
    return int(struct.unpack_from(">H", data, place)[0])


def test_a_picture_says_what_the_page_is_about_and_where_it_is() -> None:
    svg = social_svg(SHOWN)
    assert lines(svg) == ["Training-Lifecycle Atlas", "Stage 3 of 6, post-training", "Fine-tuning", "A line below."]
    assert svg.count('fill-opacity="0.25"') == len(PHASES) - 1
    assert social_svg(Social("A", "B", "", "", PHASES)).count("fill-opacity") == 0


def test_colours_are_those_of_the_light_scheme() -> None:
    theme = (ROOT / "docs/assets/css/theme.css").read_text(encoding="utf-8")
    light = theme[theme.index('[data-md-color-scheme="default"]') :]
    colours = dict(reversed(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", light[: light.index("}")])))
    assert {f"phase-{phase}": colour for phase, colour in COLOURS.items()}.items() <= colours.items()
    assert (colours["atlas-ink"], colours["atlas-soft"], colours["atlas-paper"]) == (INK, SOFT, PAPER)


@pytest.mark.parametrize("words", ["x" * 160, "Word " * 32, "Łódź, naïve – 北京", "<b>&amp;\"'"])
def test_any_title_is_drawn_in_letters_of_the_fonts_and_in_its_room(words: str) -> None:
    svg = social_svg(Social("Atlas", words, "", words, PHASES))
    known = set.intersection(*(letters_of(font) for font in FONTS.glob("*.ttf")))
    assert {letter for line in lines(svg) for letter in line} <= known
    assert len(lines(svg)) <= 6
    assert max(len(line) for line in lines(svg)) <= 70


def test_every_letter_that_is_drawn_is_in_every_font() -> None:
    candidates = {chr(code) for code in range(0x20, 0x2300)}
    drawn = {part for letter in candidates for part in drawable(letter)}
    assert len(drawn) > 100
    for font in FONTS.glob("*.ttf"):
        assert drawn - letters_of(font) == set(), font.name


def test_a_painted_picture_is_a_small_png_of_the_size_that_pages_tell(tmp_path: Path) -> None:
    image = painted(tmp_path)(social_svg(SHOWN))
    assert image.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack_from(">II", image, 16) == (WIDTH, HEIGHT)
    assert len(image) < 40_000
    (kept,) = tmp_path.glob("*.png")
    assert kept.read_bytes() == image == paint(social_svg(SHOWN))
    kept.write_bytes(b"kept")
    assert painted(tmp_path)(social_svg(SHOWN)) == b"kept"


def test_another_process_paints_the_same_bytes(tmp_path: Path) -> None:
    """Without the fonts of the user, in another language and zone, after a chart was drawn."""
    code = (
        "import sys; from atlas.charts.drawing import draw; from atlas.charts.painting import paint;"
        "draw({'data': {'values': [{'a': 1}]}, 'mark': 'point', 'encoding': {'x': {'field': 'a'}}});"
        "sys.stdout.buffer.write(paint(sys.stdin.read()))"
    )
    environ = {"PYTHONPATH": str(ROOT / "scripts"), "HOME": str(tmp_path), "LC_ALL": "C", "TZ": "Asia/Kolkata"}
    done = subprocess.run(
        [sys.executable, "-c", code], input=social_svg(SHOWN).encode(), capture_output=True, env=environ, check=True
    )
    assert done.stdout == paint(social_svg(SHOWN))

"""Fonts that no machine has, under the names of those that many have."""

from __future__ import annotations

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

NAMES = ("Liberation Sans", "Arial", "Helvetica", "sans-serif")


def machine_with_broad_fonts(folder: Path) -> dict[str, str]:
    """The variables of a process that finds only fonts of this folder, in which all letters are very broad."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in NAMES:
        broad_font(name).save(folder / f"{name}.ttf")
    return only_fonts_of(folder)


def only_fonts_of(folder: Path) -> dict[str, str]:
    """The variables of a process that finds only the fonts of a folder."""
    settings = folder / "fonts.conf"
    settings.write_text(f"<fontconfig><dir>{folder}</dir></fontconfig>", encoding="utf-8")
    return {"FONTCONFIG_FILE": str(settings)}


def broad_font(family: str) -> FontBuilder:
    """A font in which every letter is as broad as three."""
    letters = {code: f"u{code:04x}" for code in range(0x20, 0x17F)}
    glyphs = [".notdef", *letters.values()]
    font = FontBuilder(1000)
    font.setupGlyphOrder(glyphs)
    font.setupCharacterMap(letters)
    pen = TTGlyphPen(None)
    for number, corner in enumerate([(0, 0), (0, 700), (1800, 700), (1800, 0)]):
        (pen.lineTo if number else pen.moveTo)(corner)
    pen.closePath()
    font.setupGlyf(dict.fromkeys(glyphs, pen.glyph()))
    font.setupHorizontalMetrics(dict.fromkeys(glyphs, (1800, 0)))
    font.setupHorizontalHeader(ascent=900, descent=-300)
    font.setupNameTable({"familyName": family, "styleName": "Regular", "psName": family.replace(" ", "")})
    font.setupOS2(sTypoAscender=900, sTypoDescender=-300, usWidthClass=5)
    font.setupPost()
    return font

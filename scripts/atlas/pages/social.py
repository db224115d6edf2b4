"""Which picture a page shows where a link to it is shared: its own, or that of the section that holds it."""

from __future__ import annotations

from collections.abc import Iterable

from atlas.catalog.catalog import Catalog
from atlas.charts.social import Social
from atlas.exports.publication import NAME
from atlas.page import WHOLE, Sheet, picture_led_by


def social_file(name: str) -> str:
    """The path of a picture by its name."""
    return f"assets/social/{name}.png"


def social_pictures(catalog: Catalog, sheets: Iterable[Sheet]) -> dict[str, Social]:
    """Every picture that the pages ask for, by its name; there is one of the whole site without a front page too."""
    leading = {picture_led_by(sheet.path): sheet for sheet in sheets}
    return {name: _picture(catalog, name, leading.get(name)) for name in sorted({*leading, WHOLE} - {""})}


def _picture(catalog: Catalog, name: str, sheet: Sheet | None) -> Social:
    phases = tuple(face.phase for _, face in catalog.lifecycle)
    if sheet is None:
        return Social(NAME, NAME, "", "", phases)
    ids = [f"stages-{id}" for id, _ in catalog.lifecycle]
    if name not in ids:
        front = sheet.title == NAME  # the name stands above it already
        return Social(NAME, sheet.description if front else sheet.title, "", "" if front else sheet.description, phases)
    here = ids.index(name)
    return Social(NAME, sheet.title, f"Stage {here + 1} of {len(ids)}, {phases[here]}", sheet.description, phases, here)

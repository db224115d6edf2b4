"""Macros that show the schematics of records: one as a figure, several in a row, one small inside a table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from atlas.catalog.catalog import Catalog
from atlas.charts.schematic import Picture, picture_of, pictures
from atlas.reading.suggest import did_you_mean


def picture_macros(catalog: Catalog, jinja: Environment) -> dict[str, Callable[..., Any]]:
    """The macros over the pictures of a catalog, by name."""
    macros: dict[str, Any] = jinja.globals

    def drawn(address: str) -> Picture | None:
        return catalog.once(("picture", address), lambda: picture_of(catalog, address))

    def schematic(address: str) -> Any:
        """The picture of a record as a figure, in both widths; nothing where the record has no schematic."""
        found = drawn(address)
        return macros["schematic_figure"](*_shown(found)) if found else ""

    def schematics(*addresses: str) -> Any:
        """The pictures of several records side by side."""
        found = []
        for address in addresses:
            picture = drawn(address)
            if picture is None:
                raise LookupError(f"no schematic of '{address}'{did_you_mean(address, pictures(catalog))}")
            found.append(_shown(picture))
        return macros["schematic_row"](found)

    def schematic_in_cell(address: str) -> Any:
        """The picture of a record, small, for a cell of a table."""
        found = drawn(address)
        assert found is not None, f"{address} has a schematic"
        return macros["schematic_small"](*_shown(found))

    return {macro.__name__: macro for macro in (schematic, schematics, schematic_in_cell)}


def _shown(picture: Picture) -> tuple[Picture, Markup, Markup]:
    """A picture with its drawings as HTML."""
    return picture, inert(picture.wide), inert(picture.narrow)


def inert(svg: str) -> Markup:
    """A drawing as HTML in whose text no mark of prose is read; the drawing has escaped the signs of HTML."""
    return Markup(svg.replace("[", "&#91;"))  # noqa: S704 - made by our drawing

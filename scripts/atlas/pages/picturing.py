"""Macros that show the schematics of records: one as a figure, several in a row, one small inside a table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from atlas.catalog.catalog import Catalog
from atlas.charts.schematic import Picture, pictures
from atlas.reading.suggest import did_you_mean


def picture_macros(catalog: Catalog, jinja: SandboxedEnvironment) -> dict[str, Callable[..., Any]]:
    """The macros over the pictures of a catalog, by name."""
    drawn = pictures(catalog)
    macros: dict[str, Any] = jinja.globals

    def schematic(address: str) -> Any:
        """The picture of a record as a figure, in both widths; nothing where the record has no schematic."""
        return macros["schematic_figure"](*_shown(drawn[address])) if address in drawn else ""

    def schematics(*addresses: str) -> Any:
        """The pictures of several records side by side."""
        for address in addresses:
            if address not in drawn:
                raise LookupError(f"no schematic of '{address}'{did_you_mean(address, drawn)}")
        return macros["schematic_row"]([_shown(drawn[address]) for address in addresses])

    def schematic_in_cell(address: str) -> Any:
        """The picture of a record, small, for a cell of a table."""
        return macros["schematic_small"](*_shown(drawn[address]))

    return {macro.__name__: macro for macro in (schematic, schematics, schematic_in_cell)}


def _shown(picture: Picture) -> tuple[Picture, Markup, Markup]:
    """A picture with its drawings as HTML."""
    return picture, inert(picture.wide), inert(picture.narrow)


def inert(svg: str) -> Markup:
    """A drawing as HTML in whose text no mark of prose is read; the drawing has escaped the signs of HTML."""
    return Markup(svg.replace("[", "&#91;"))  # noqa: S704 - made by our drawing

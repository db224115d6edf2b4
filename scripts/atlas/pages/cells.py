"""Cells of tables as HTML: each part by the macro of its kind, and a part that stands in many cells drawn once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from atlas.tables.table import Drawing, Markdown, Part


def cell_macro(jinja: Environment) -> Callable[[Iterable[Part]], Markup]:
    """The macro ``parts``, which shows the parts of a cell: they are finished values, so each looks as it did before.

    Prose and drawings are looked up anew, since what they show is not in the part itself.
    """
    one: Any = jinja.get_template("macros/parts.md.j2").module.__dict__["part"]
    drawn: dict[tuple[Part, bool], Markup] = {}

    def parts(items: Iterable[Part]) -> Markup:
        """The parts of a cell, one after the other."""
        return Markup("".join([shown(item, first=place == 0) for place, item in enumerate(items)]))  # noqa: S704 - each is

    def shown(part: Part, *, first: bool) -> Markup:
        found = drawn.get((part, first))
        if found is None:
            found = Markup(one(part, first))  # noqa: S704 - what a template made
            if not isinstance(part, Markdown | Drawing):
                drawn[part, first] = found
        return found

    return parts

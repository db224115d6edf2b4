"""The page made from the model: the format of the records."""

from __future__ import annotations

import inspect

from atlas.editing.examples import example
from atlas.editing.typewords import keys, parts
from atlas.model import KINDS
from atlas.page import Page
from atlas.pages.renderer import Renderer


def format_page(render: Renderer) -> Page:
    """Every key of every kind of record."""
    kinds = [(kind, _sentence(model), keys(model), example(kind)) for kind, model in KINDS.items()]
    inner = {part.__name__: part for model in KINDS.values() for part in parts(model)}
    pieces = [(name, _sentence(part), keys(part)) for name, part in sorted(inner.items())]
    return Page(
        path="contribute/format.md",
        title="Format of the records",
        description="Every key of every kind of record, with its type and meaning.",
        body=render.body("format", kinds=kinds, pieces=pieces),
        kind="page",
        source="scripts/atlas/model",
        hide=("navigation",),
    )


def _sentence(model: type) -> str:
    return (inspect.getdoc(model) or "").partition("\n\n")[0].replace("\n", " ")

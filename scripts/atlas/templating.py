"""The template engine: sandboxed, strict about undefined names, escaping for HTML and Markdown at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import markdown
from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from atlas import prose
from atlas.evidence import KIND_WORDS, record_href
from atlas.formulas import mathml
from atlas.tables.view import View

TEMPLATES = Path(__file__).parent / "templates"

_ENTITIES = str.maketrans({sign: f"&#{ord(sign)};" for sign in "&<>\"'\\`*_[]{}|~^#!"})


def escape(value: object) -> Markup:
    """A value as text that neither HTML nor Markdown reads as markup, in text and in attributes alike."""
    if isinstance(value, Markup):
        return value
    return Markup(str(value).translate(_ENTITIES))  # noqa: S704 - this is the escaping


def environment(view: View) -> SandboxedEnvironment:
    """A template environment over one catalog, with the macros of ``templates/macros`` as globals."""
    jinja = SandboxedEnvironment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=escape,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    show = _shower(view, jinja)
    jinja.filters["prose"] = lambda text: Markup(prose.replace_marks(text, show).rstrip())  # noqa: S704 - checked prose
    jinja.filters["inline"] = lambda text: _inline(prose.replace_marks(text, show))
    jinja.filters["math"] = lambda latex: Markup(mathml(latex, block=True))  # noqa: S704 - made by our converter
    jinja.filters["symbol"] = lambda latex: Markup(mathml(latex, block=False))  # noqa: S704 - made by our converter
    jinja.filters["href"] = record_href
    jinja.globals["kind_words"] = KIND_WORDS
    for path in sorted((TEMPLATES / "macros").glob("*.j2")):
        module = jinja.get_template(f"macros/{path.name}").module
        jinja.globals.update({name: item for name, item in vars(module).items() if not name.startswith("_")})
    return jinja


def _shower(view: View, jinja: SandboxedEnvironment) -> Callable[[prose.Mark], str]:
    def show(mark: prose.Mark) -> str:
        macros: dict[str, Any] = jinja.globals
        if isinstance(mark, prose.Citation):
            return str(macros["cites"]([view.cite(source.key, source.at) for source in mark.sources]))
        if mark.figure is not None:
            return str(macros["figure"](view.figure(view.catalog.named_figures[mark.address])))
        entry = view.catalog.find(mark.record)
        assert entry is not None, f"{mark.record} passed the check of references"
        return str(macros["to"](record_href(mark.record), mark.words or entry.record.title))

    return show


def _inline(text: str) -> Markup:
    body = markdown.markdown(text.strip())
    return Markup(body.replace("\n", " ").removeprefix("<p>").removesuffix("</p>"))  # noqa: S704 - checked prose

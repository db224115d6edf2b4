"""The template engine: strict about undefined names, escaping for HTML and Markdown at once.

The templates of the package are trusted; hand-written pages run in a sandbox with the same macros and filters.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from atlas.catalog import prose
from atlas.catalog.formulas import mathml
from atlas.charts import Charts
from atlas.compiled import Compiled
from atlas.evidence.confidence import LEVELS
from atlas.evidence.shown import KIND_WORDS, record_href
from atlas.pages.cells import cell_macro
from atlas.pages.downloads import Downloads
from atlas.pages.page_macros import PageMacros, ShowMacro
from atlas.pages.picturing import inert, picture_macros
from atlas.reading.suggest import did_you_mean
from atlas.settings import Settings
from atlas.tables.view import View

TEMPLATES = Path(__file__).parent / "templates"

_ENTITIES = str.maketrans({sign: f"&#{ord(sign)};" for sign in "&<>\"'\\`*_[]{}|~^#!"})

_MACRO = re.compile(r"{%-? *macro +(\w+)")

_ADDRESS = re.compile(r"@/[A-Za-z0-9/#._-]*")


Show = Callable[[prose.Mark], str]


def escape(value: object) -> Markup:
    """A value as text that neither HTML nor Markdown reads as markup, in text and in attributes alike."""
    return value if isinstance(value, Markup) else _escaped(str(value))


@lru_cache(maxsize=1 << 15)
def _escaped(text: str) -> Markup:
    """The same words, such as the heads of columns, stand in many places of many pages."""
    if _ADDRESS.fullmatch(text):
        return Markup(text)  # noqa: S704 - nothing in an address of the site needs escaping
    return Markup(text.translate(_ENTITIES))  # noqa: S704 - this is the escaping


@dataclass(frozen=True)
class Templates:
    """The environment of the package's own templates, and the sandbox in which hand-written pages run."""

    own: Environment
    written: SandboxedEnvironment


@dataclass(frozen=True)
class Means:
    """What templates show and fill: the charts, the tables that are offered as files, and compiled templates."""

    charts: Charts
    downloads: Downloads
    compiled: Compiled | None = None


def templates(view: View, settings: Settings, means: Means) -> Templates:
    """The template environments over one catalog, with the macros of ``templates/macros`` as globals."""
    jinja = _strict(Environment)
    jinja.bytecode_cache = means.compiled
    _add_filters(view, jinja)
    jinja.globals["kind_words"] = KIND_WORDS
    jinja.globals["confidence_levels"] = LEVELS
    jinja.globals["csv_of"] = means.downloads.address
    # Before the macros, whose modules copy the globals.
    jinja.globals.update(picture_macros(view.catalog, jinja))
    jinja.globals["parts"] = cell_macro(jinja)
    for path in sorted((TEMPLATES / "macros").glob("*.j2")):
        module = jinja.get_template(f"macros/{path.name}").module
        jinja.globals.update({name: item for name, item in vars(module).items() if not name.startswith("_")})
    jinja.globals.update(PageMacros(view, settings, _shower(jinja)).by_name())
    jinja.globals["charts"] = means.charts
    jinja.globals["chart"] = _chart_macro(means.charts, jinja)
    sandbox = _strict(SandboxedEnvironment)
    sandbox.globals, sandbox.filters = jinja.globals, jinja.filters
    return Templates(jinja, sandbox)


def trial(view: View, settings: Settings) -> SandboxedEnvironment:
    """A sandbox that tells whether the macros of hand-written pages run, without making what they would show."""
    jinja = _strict(SandboxedEnvironment)
    _add_filters(view, jinja)
    for path in sorted((TEMPLATES / "macros").glob("*.j2")):
        jinja.globals.update(dict.fromkeys(_MACRO.findall(path.read_text(encoding="utf-8")), _unseen))
    jinja.globals.update(picture_macros(view.catalog, jinja))
    jinja.globals.update(PageMacros(view, settings, lambda name, make: "").by_name())
    charts = Charts(view, lambda spec: "")
    jinja.globals["charts"] = charts
    jinja.globals["chart"] = _chart_macro(charts, jinja)
    return jinja


def _unseen(*_: object, **__: object) -> str:
    return ""


def _shower(jinja: Environment) -> ShowMacro:
    macros: dict[str, Any] = jinja.globals
    return lambda name, make: macros[name](*make())


E = TypeVar("E", bound=Environment)


def _strict(shape: type[E]) -> E:
    return shape(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=escape,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )


def _add_filters(view: View, jinja: Environment) -> None:
    show, show_in_cell = mark_shower(view, jinja, "numbered"), mark_shower(view, jinja, "cites")
    found: dict[str, Callable[[str], Markup]] = {
        "prose": lambda text: Markup(prose.replace_marks(prose.without_braces(text), show).rstrip()),  # noqa: S704 - checked prose
        "inline": lambda text: _inline(prose.replace_marks(text, show_in_cell)),
        "math": lambda latex: Markup(mathml(latex, block=True)),  # noqa: S704 - made by our converter
        "symbol": lambda latex: Markup(mathml(latex, block=False)),  # noqa: S704 - made by our converter
        "lines": lambda text: Markup(str(escape(text)).replace("\n", "&#10;")),  # noqa: S704 - escaped before
    }
    jinja.filters.update(found)


def mark_shower(view: View, jinja: Environment, citation: str) -> Show:
    """What shows a mark of prose as HTML: citations by the macro named ``citation``, links, and figures.

    Text that is read from top to bottom has ``numbered`` citations; a cell of a table says its ``cites`` in words.
    """

    def once(key: object, make: Callable[[], object]) -> str:
        """What one figure or one citation looks like, drawn once."""
        return view.catalog.once(("shown", key), lambda: str(make()))

    def show(mark: prose.Mark) -> str:
        macros: dict[str, Any] = jinja.globals
        if isinstance(mark, prose.Citation):
            sources = mark.sources
            return once(
                (citation, sources), lambda: macros[citation]([view.cite(item.key, item.at) for item in sources])
            )
        if mark.figure is not None:
            address = mark.address
            return once(("marked", address), lambda: macros["marked"](view.figure(view.catalog.named_figures[address])))
        words = mark.words or view.catalog.name_of(mark.record)[0]
        return str(macros["to"](record_href(mark.record), words))

    return show


def _chart_macro(charts: Charts, jinja: Environment) -> Callable[[str], Any]:
    macros: dict[str, Any] = jinja.globals

    def chart(id: str) -> Any:
        """A chart by its id, with its data folded under it."""
        if id not in charts:
            raise LookupError(f"no chart '{id}', or it has no data{did_you_mean(id, charts)}")
        drawn = charts[id]
        return macros["chart_figure"](drawn.chart, drawn.role, inert(drawn.wide), inert(drawn.narrow))

    return chart


@cache
def _inline(text: str) -> Markup:
    import markdown  # noqa: PLC0415 - a check of the records needs none

    body = markdown.markdown(text.strip()).replace("\n", " ")
    if body.count("<p>") == 1:
        body = body.removeprefix("<p>").removesuffix("</p>")
    return Markup(body)  # noqa: S704 - checked prose

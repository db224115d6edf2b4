"""Parts of the theme that show nothing of a page but where it stands: rendered once for all pages of a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from jinja2 import Environment, Template, TemplateNotFound
from jinja2.runtime import Context
from mkdocs.structure.nav import Navigation

_PARTS = ("partials/nav.html", "partials/tabs.html")
"""Both show the navigation, with addresses as they are from the page, and mark the way to a page that stands in it."""

_Render = Callable[[Context], Iterator[str]]


def share_parts(environment: Environment, navigation: Navigation, custom_dir: str | None) -> None:
    """Let an environment render these parts once a folder, but for pages of the navigation.

    A part that the site has put in place of the theme's may show what it likes, and stays as it is.
    """
    addresses = tuple(page.url for page in navigation.pages)
    for name in _PARTS:
        with suppress(TemplateNotFound):  # another theme may have none
            part = environment.get_template(name)
            if not _is_below(part, custom_dir):
                part.root_render_func = once_a_folder(part.root_render_func, addresses)


def once_a_folder(render: _Render, addresses: tuple[str, ...]) -> _Render:
    """A rendering whose result is that of the first page of the same folder, where neither stands at the addresses.

    The way from a page to an address is that from its folder and one step more, unless the address lies below the page.
    """
    kept: dict[str, str] = {}

    def rendered(context: Context) -> Iterator[str]:
        page = context.get("page")
        here = page.url if page else ""
        if not here or any(address.startswith(here) for address in addresses):
            yield from render(context)
            return
        folder = here.rstrip("/").rpartition("/")[0]
        if folder not in kept:
            kept[folder] = "".join(render(context))
        yield kept[folder]

    return rendered


def _is_below(part: Template, folder: str | None) -> bool:
    return bool(folder and part.filename and Path(part.filename).is_relative_to(folder))

"""What a publisher sets in ``mkdocs.yml`` for the atlas itself, under ``extra.atlas``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urlsplit


@dataclass(frozen=True)
class Settings:
    """The settings of one site; each may be empty.

    ``site_url`` is the address of the site, ``learn_url`` the one under which the deployment topics stand (plain text
    without it), ``edit_url`` the one of the repository's files, to which a path is added, and ``report_url`` the one at
    which a problem is reported. ``styles`` are the style sheets of the site by their path in ``docs/``, in order.
    """

    site_url: str = ""
    learn_url: str = ""
    edit_url: str = ""
    report_url: str = ""
    styles: tuple[str, ...] = ()


_EXAMPLE = "such as https://example.org/atlas/"

_WHOLE = {"site_url": False, "learn_url": False, "edit_url": False, "report_url": True}
"""The settings that hold an address, and whether it may have a query."""


def wrong_address(text: str, *, query: bool = False) -> str:
    """What is wrong with the address of a site or page, and what would be right; empty where nothing is."""
    if not text:
        return f"it is empty: give an address, {_EXAMPLE}, or leave the setting out"
    if any(sign.isspace() or not sign.isprintable() for sign in text):
        return f"'{text}' has a space in it: take it out, or write it as %20"
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        return f"'{text}' is no address ({str(error).lower()}): give one {_EXAMPLE}"
    if parts.scheme not in ("http", "https"):
        way = f"write https://{text}" if "://" not in text else f"give one {_EXAMPLE}"
        return f"'{text}' begins with neither https:// nor http://: {way}"
    if not host:
        return f"'{text}' names no host: give an address {_EXAMPLE}"
    return _too_much(text, parts, query=query)


def _too_much(text: str, parts: SplitResult, *, query: bool) -> str:
    """What an address holds that no path can be added to."""
    if parts.username is not None:
        return f"'{text}' holds a name or password, which every page would show: take it out"
    if parts.fragment or text.endswith("#"):
        return f"'{text}' has a fragment: take out everything from '#' on"
    if not query and (parts.query or text.endswith("?")):
        return f"'{text}' has a query: take out everything from '?' on"
    return ""


def wrong_settings(config: Mapping[str, Any]) -> list[str]:
    """Each setting of a MkDocs configuration that is no address though it should be one, with what would be right."""
    chosen = _chosen(config)
    found = {name: wrong_address(text, query=_WHOLE[name]) for name, text in chosen.items() if text}
    return [f"mkdocs.yml: {_place(name)}: {wrong}" for name, wrong in found.items() if wrong]


def _place(name: str) -> str:
    return name if name == "site_url" else f"extra.atlas.{name}"


def _chosen(config: Mapping[str, Any]) -> dict[str, str]:
    extra = config.get("extra") or {}
    chosen = extra.get("atlas") if isinstance(extra, Mapping) else None
    given = {**(chosen if isinstance(chosen, Mapping) else {}), "site_url": config.get("site_url")}
    return {name: str(given.get(name) or "") for name in _WHOLE}


def settings_in(config: Mapping[str, Any]) -> Settings:
    """The settings in a MkDocs configuration; what is not set is empty."""
    chosen = _chosen(config)
    return Settings(
        site_url=_closed(chosen["site_url"]),
        learn_url=chosen["learn_url"],
        edit_url=_closed(chosen["edit_url"]),
        report_url=chosen["report_url"],
        styles=tuple(str(name) for name in config.get("extra_css") or ()),
    )


def _closed(address: str) -> str:
    """An address to which a path can be added."""
    return f"{address.rstrip('/')}/" if address else ""

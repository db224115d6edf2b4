"""The foot of a page: when it was reviewed, on what evidence it rests, where it comes from and how to cite it."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePosixPath
from urllib.parse import urlencode, urljoin

from atlas.addresses import url_of
from atlas.evidence.bibtex import in_bibtex
from atlas.page import Page
from atlas.pages.renderer import Renderer
from atlas.settings import Settings

SITE = "Training-Lifecycle Atlas"


def with_foot(render: Renderer, page: Page, settings: Settings) -> Page:
    """The page with its foot."""
    kinds = Counter(page.kinds_of_evidence)
    day = page.reviewed or render.view.catalog.newest_review
    foot = render.body(
        "foot",
        page=page,
        figures=kinds.total(),
        kinds=[(kind, count) for kind, count in kinds.most_common()],
        edit=_edit(page, settings),
        report=_report(page, settings),
        address=_address(page, settings),
        cite=_cite(page, day, settings),
        bibtex=_bibtex(page, day, settings),
    )
    return page.with_body(page.body.rstrip("\n") + "\n\n" + foot)


def _address(page: Page, settings: Settings) -> str:
    return urljoin(settings.site_url, url_of(page.path)) if settings.site_url else ""


def _edit(page: Page, settings: Settings) -> str | None:
    """Where the file of a page is changed; a page that is made from a whole folder has no such place."""
    is_file = bool(PurePosixPath(page.source).suffix)
    return settings.edit_url + page.source if settings.edit_url and is_file else None


def _report(page: Page, settings: Settings) -> str | None:
    if not settings.report_url:
        return None
    body = f"Page: {_address(page, settings)}\nFile: {page.source}\n\nWhat is wrong, and which source says so:\n"
    joined = "&" if "?" in settings.report_url else "?"
    return f"{settings.report_url}{joined}{urlencode({'title': f'{page.title}: ', 'body': body})}"


def _cite(page: Page, day: str, settings: Settings) -> str:
    address = _address(page, settings)
    reviewed = f", reviewed {page.reviewed}" if page.reviewed else ""
    return f"{SITE} ({day[:4] or 'n.d.'}). {page.title}{reviewed}." + (f" {address}" if address else "")


def _bibtex(page: Page, day: str, settings: Settings) -> str:
    key = "atlas-" + (url_of(page.path).strip("/").replace("/", "-") or "front-page")
    fields = {
        "author": "{" + SITE + "}",
        "title": in_bibtex(page.title),
        "year": day[:4],
        "note": f"reviewed {page.reviewed}" if page.reviewed else "",
        "url": _address(page, settings),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return "@misc{" + key + ",\n" + ",\n".join(lines) + "\n}"

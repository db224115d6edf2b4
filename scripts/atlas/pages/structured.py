"""What pages are about, in the terms of schema.org."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin

from atlas.evidence.citing import web_address
from atlas.exports.publication import LICENCE_URL, NAME
from atlas.model import Citation
from atlas.page import Page


def with_way(page: Page, site_url: str) -> Page:
    """The page with the way that leads to it; only an address of the site makes one, and a page below another."""
    if not site_url or not page.crumbs:
        return page
    way = [*page.crumbs, (page.href, page.title)]
    items = [
        {"@type": "ListItem", "position": place, "name": title, "item": urljoin(site_url, href.removeprefix("@/"))}
        for place, (href, title) in enumerate(way, start=1)
    ]
    return replace(page, about=(*page.about, {"@type": "BreadcrumbList", "itemListElement": items}))


def article(source: Citation) -> Mapping[str, Any]:
    """A source as a scholarly article, or as the work that it is."""
    kinds = {"dataset": "Dataset", "software": "SoftwareSourceCode", "book": "Book"}
    webs = {"webpage": "WebPage", "post": "BlogPosting"}
    found = {
        "@type": (kinds | webs).get(source.type, "ScholarlyArticle"),
        "name": source.title,
        "author": [_author(author.literal, author.family, author.given) for author in source.authors],
        "datePublished": source.issued,
        "url": web_address(source),
        "identifier": f"doi:{source.doi}" if source.doi else f"arXiv:{source.arxiv}" if source.arxiv else None,
        "isPartOf": {"@type": "CreativeWork", "name": source.container_title} if source.container_title else None,
    }
    return {name: value for name, value in found.items() if value}


def _author(literal: str | None, family: str | None, given: str | None) -> dict[str, str]:
    name = literal or " ".join(part for part in (given, family) if part)
    return {"@type": "Organization" if literal else "Person", "name": name}


def dataset(site_url: str, files: Mapping[str, str], newest: str) -> Mapping[str, Any]:
    """The open data as a data set, with the files by their path and type."""
    return {
        "@type": "Dataset",
        "name": NAME,
        "description": "How a language model is made: records and figures, each with its source and kind of evidence.",
        "license": LICENCE_URL,
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": "the atlas's authors"},
        "dateModified": newest,
        "url": urljoin(site_url, "data/"),
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": urljoin(site_url, path)}
            for path, kind in files.items()
        ],
    }

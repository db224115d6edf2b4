"""Commands that make the site: build and serve."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from atlas.inspection import counts
from atlas.progress import step
from atlas.settings import settings_in
from atlas.site.building import build_site
from atlas.site.engine import load
from atlas.site.swap import replacing
from atlas.workshop import STAGED, Rendered, kept, staged


def build(options: argparse.Namespace) -> int:
    """Check the atlas, build its site and put it in place."""
    started = time.perf_counter()
    root = options.root.resolve()
    site = (options.site or root / "site").resolve()
    settings = {"strict": True} | ({"site_url": options.site_url} if options.site_url else {})
    with kept(root, fresh=options.fresh) as store, replacing(site) as fresh:
        config = load(root, site_dir=str(fresh), **settings)
        with step("Reading, checking and rendering"):
            result = staged(root, settings_in(config), store)
        config.docs_dir = str(root / STAGED)  # tells the hook that the pages are staged
        with step(f"Building {result.pages} pages"):
            build_site(config, result.manifest, result.digests, store)
    print(_summary(result, site, time.perf_counter() - started))
    return 0


def _summary(result: Rendered, site: Path, seconds: float) -> str:
    return (
        f"{counts(result.catalog)}, {result.pages} pages, 0 warnings, {seconds:.1f} s\n"
        f"{site}: open {site / 'index.html'}, or preview with 'atlas serve'"
    )


def serve(options: argparse.Namespace) -> int:
    """Preview the atlas until it is interrupted."""
    from atlas.previewing import preview  # noqa: PLC0415 - a build watches nothing

    preview(options.root.resolve(), options.port)
    return 0

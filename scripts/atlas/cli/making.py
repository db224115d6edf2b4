"""Commands that make the site: build and serve."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from atlas.inspection import counts, store_of
from atlas.progress import step
from atlas.seal import seal

if TYPE_CHECKING:
    from atlas.workshop import Rendered


def build(options: argparse.Namespace) -> int:
    """Check the atlas, build its site and put it in place; nothing where it stands there already."""
    started = time.perf_counter()
    root = options.root.resolve()
    site = (options.site or root / "site").resolve()
    sealed = seal(root, store_of(root), site, options.site_url or "")
    told = None if options.fresh else sealed.unbroken()
    if told is None:
        told = _told(_made(options, root, site))
        sealed.set(told)
    else:
        print("nothing has changed", file=sys.stderr)
    print(f"{told}, {time.perf_counter() - started:.1f} s")
    print(f"{site}: open {site / 'index.html'}, or preview with 'atlas serve'")
    return 0


def _made(options: argparse.Namespace, root: Path, site: Path) -> Rendered:
    from atlas.settings import settings_in  # noqa: PLC0415 - the engine, which a build of the same does not need
    from atlas.site.building import build_site  # noqa: PLC0415
    from atlas.site.engine import load  # noqa: PLC0415
    from atlas.site.swap import replacing  # noqa: PLC0415
    from atlas.workshop import STAGED, kept, staged  # noqa: PLC0415

    settings = {"strict": True} | ({"site_url": options.site_url} if options.site_url else {})
    with kept(root, fresh=options.fresh) as store, replacing(site) as fresh:
        config = load(root, site_dir=str(fresh), **settings)
        with step("Reading, checking and rendering"):
            result = staged(root, settings_in(config), store)
        config.docs_dir = str(root / STAGED)  # tells the hook that the pages are staged
        with step(f"Building {result.pages} pages"):
            build_site(config, result.manifest, result.digests, store)
    return result


def _told(result: Rendered) -> str:
    return f"{counts(result.catalog)}, {result.pages} pages, 0 warnings"


def serve(options: argparse.Namespace) -> int:
    """Preview the atlas until it is interrupted."""
    from atlas.previewing import preview  # noqa: PLC0415 - a build watches nothing

    preview(options.root.resolve(), options.port)
    return 0

"""Commands that make the site: build and serve."""

from __future__ import annotations

import argparse
import gc
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from atlas.cli.arguments import ENGINES
from atlas.inspection import counts, store_of
from atlas.progress import step
from atlas.seal import seal
from atlas.settings import wrong_address
from atlas.site.failure import EngineFailed, disk_told
from atlas.site.identity import revision_of
from atlas.site.place import place

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs.config.defaults import MkDocsConfig

    from atlas.store import Store
    from atlas.workshop import Rendered

    Builder = Callable[[MkDocsConfig, Rendered, Store, Path], int]
    """Builds the site of a configuration from what was staged; the last one stands in a folder."""

_GARBAGE = 100_000
"""New objects after which a build looks for those that nothing needs."""


@disk_told()
def build(options: argparse.Namespace) -> int:
    """Check the atlas, build its site and put it in place; nothing where it stands there already."""
    started = time.perf_counter()
    root = options.root.resolve()
    site = place(options.site or root / ("site-offline" if options.offline else "site"), root)
    wrong = _wrong(options)
    if wrong:
        raise EngineFailed(wrong)
    given = f"{options.engine} {options.site_url} {options.offline} {revision_of(root)}"
    sealed = seal(root, store_of(root), site, given)
    told = None if options.fresh else sealed.unbroken()
    if told is None:
        told = _told(_made(options, root, site))
        sealed.set(told)
    else:
        print("nothing has changed", file=sys.stderr)
    print(f"{told}, {time.perf_counter() - started:.1f} s")
    if options.open:
        from atlas.site.showing import show  # noqa: PLC0415 - most builds show nothing

        show(site, from_disk=options.offline)
    elif options.offline:
        print(f"{site}: open {site / 'index.html'}")
    else:
        print(f"{site}: add --open to see it in a browser, or preview with 'atlas serve'")
    return 0


def _wrong(options: argparse.Namespace) -> str:
    """What cannot be built as it was asked for, with the way out; empty where everything can."""
    if options.offline and options.engine != ENGINES[0]:
        return f"--offline: only {ENGINES[0]} makes a site for the disk: leave --engine out"
    address = wrong_address(options.site_url) if options.site_url is not None else ""
    return f"--site-url: {address}" if address else ""


def _made(options: argparse.Namespace, root: Path, site: Path) -> Rendered:
    build_site = _with_zensical() if options.engine == "zensical" else _with_mkdocs()
    from atlas.settings import settings_in  # noqa: PLC0415 - the engine, which a build of the same does not need
    from atlas.site.engine import load  # noqa: PLC0415
    from atlas.site.lock import held  # noqa: PLC0415
    from atlas.site.swap import replacing  # noqa: PLC0415
    from atlas.workshop import LOCK, STAGED, kept, staged  # noqa: PLC0415

    gc.set_threshold(_GARBAGE)  # nearly all that a build makes is needed to its end
    settings = {"strict": True} | ({"site_url": options.site_url} if options.site_url else {})
    with held(root / LOCK, str(root)), kept(root, fresh=options.fresh) as store, replacing(site) as fresh:
        config = load(root, site_dir=str(fresh), **settings)
        with step("Reading, checking and rendering"):
            result = staged(root, settings_in(config), store)
        config.docs_dir = str(root / STAGED)  # tells the hook that the pages are staged
        with step(f"Building {result.pages} pages"):
            build_site(config, result, store, site)
        if options.offline:
            from atlas.site.offline import take_offline  # noqa: PLC0415 - for no other build

            with step("Making it work from disk"):
                take_offline(fresh)
    return result


def _with_mkdocs() -> Builder:
    from atlas.site.building import Staged, build_site  # noqa: PLC0415

    return lambda config, result, store, last: build_site(config, Staged(result.manifest, result.digests), store, last)


def _with_zensical() -> Builder:
    from atlas.site.zensical.building import build_site  # noqa: PLC0415
    from atlas.site.zensical.running import require  # noqa: PLC0415

    require()
    return lambda config, result, *_: build_site(config, result.manifest)


def _told(result: Rendered) -> str:
    return f"{counts(result.catalog, result.passed_over)}, {result.pages} pages, 0 warnings"


def serve(options: argparse.Namespace) -> int:
    """Preview the atlas until it is interrupted."""
    from atlas.previewing import preview  # noqa: PLC0415 - a build watches nothing

    preview(options.root.resolve(), options.port)
    return 0

"""Commands that make the site: build and serve."""

from __future__ import annotations

import argparse
import gc
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from atlas.cli.arguments import ENGINES
from atlas.keeping import LOCK, MANIFEST, SPARE, STAGED, kept, store_of
from atlas.progress import step
from atlas.seal import seal
from atlas.settings import wrong_address
from atlas.site.failure import EngineFailed, disk_told
from atlas.site.identity import revision_of
from atlas.site.place import place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from atlas.settings import Settings
    from atlas.site.plan import Plan
    from atlas.store import Store
    from atlas.workshop import Rendered

    Engine = Callable[[Plan, Store, Callable[[], Any]], Iterator[Settings | Mapping[str, str] | None]]
    """Gives the settings of a site, then nothing when it has looked at what was staged last.

    It hears what is staged now, and then its manifest, and gives digests of the files of the site, where it knows them.
    """

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
    store = store_of(root)
    sealed = seal(root, store, site, given)
    told = None if options.fresh else sealed.unbroken()
    if told is None:
        result, digests = _made(options, root, site)
        told = _told(result)
        if seal(root, store, site, given) == sealed:  # nothing was saved while it was built
            sealed.set(told, digests)
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


def _made(options: argparse.Namespace, root: Path, site: Path) -> tuple[Rendered, Mapping[str, str] | None]:
    """What was rendered of an atlas, and a digest of each file of the site built of it, where these are known."""
    from atlas.site.lock import held  # noqa: PLC0415 - a build of the same needs none of it
    from atlas.site.plan import Plan  # noqa: PLC0415
    from atlas.site.processes import another  # noqa: PLC0415
    from atlas.site.swap import replacing  # noqa: PLC0415

    gc.set_threshold(_GARBAGE)  # nearly all that a build makes is needed to its end
    engine, spare = (_with_zensical(), None) if options.engine == "zensical" else (_with_mkdocs, root / SPARE)
    settings = {"strict": True} | ({"site_url": options.site_url} if options.site_url else {})
    with held(root / LOCK, str(root)), kept(root, fresh=options.fresh) as store, replacing(site, spare) as fresh:
        plan = Plan(root, root / STAGED, root / MANIFEST, fresh, site, settings)
        with another(partial(engine, plan, store)) as talk:
            from atlas.site.manifest import write_manifest  # noqa: PLC0415 - the engine begins meanwhile
            from atlas.site.staging import stage  # noqa: PLC0415
            from atlas.workshop import rendered_for  # noqa: PLC0415

            with step("Reading, checking and rendering"):
                result = rendered_for(root, talk.told, store)
            with step(f"Building {result.pages} pages"):
                talk.told()  # that it has looked at what was staged last
                stage(plan.staged, result.files)
                talk.tell(result.staged)
                write_manifest(plan.manifest, result.manifest)
                talk.tell(result.manifest)
                result.keep()
                digests: Mapping[str, str] | None = talk.told()
        if options.offline:
            from atlas.site.offline import take_offline  # noqa: PLC0415 - for no other build

            with step("Making it work from disk"):
                take_offline(fresh)
            digests = None
    return result, digests


def _with_mkdocs(plan: Plan, store: Store, hear: Callable[[], Any]) -> Iterator[Settings | Mapping[str, str] | None]:
    from atlas.site.ahead import build_ahead  # noqa: PLC0415 - the engine, for the process that runs it

    return build_ahead(plan, store, hear)


def _with_zensical() -> Engine:
    from atlas.site.zensical.building import build_site  # noqa: PLC0415 - for no other build
    from atlas.site.zensical.running import require  # noqa: PLC0415

    require()
    return build_site


def _told(result: Rendered) -> str:
    from atlas.inspection import counts  # noqa: PLC0415 - all that reads records, which a build of the same does not need

    return f"{counts(result.catalog, result.passed_over)}, {result.pages} pages, 0 warnings"


def serve(options: argparse.Namespace) -> int:
    """Preview the atlas until it is interrupted."""
    from atlas.previewing import preview  # noqa: PLC0415 - a build watches nothing

    preview(options.root.resolve(), options.port)
    return 0

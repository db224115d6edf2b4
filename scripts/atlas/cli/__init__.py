"""The ``atlas`` command."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

from atlas.cli import mending, records, reviewing
from atlas.cli.mending import fix, shown
from atlas.editing.notdone import NotDone
from atlas.editing.root import root_above
from atlas.editing.sarif import as_sarif
from atlas.inspection import counts, inspected, store_of
from atlas.progress import step
from atlas.reading.problem import BrokenData
from atlas.settings import settings_in
from atlas.site.building import build_site
from atlas.site.engine import load, preview
from atlas.site.failure import EngineFailed
from atlas.site.swap import replacing
from atlas.workshop import STAGED, Rendered, kept, staged

FORMATS = ("text", "json", "github", "sarif")


def main(arguments: list[str] | None = None) -> int:
    """The exit status: 0 when all is well, 1 with problems, 2 for a wrong command line."""
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        options.root = options.root or _root_above(Path.cwd())
        return command(options)
    except NotDone as reason:
        print(reason, file=sys.stderr)
    except BrokenData as broken:
        print(shown(broken, getattr(options, "format", "text")))
    except EngineFailed as failed:
        print(f"The site could not be built; the last one is untouched.\n{failed}", file=sys.stderr)
    except KeyboardInterrupt:
        print("Stopped; nothing was published.", file=sys.stderr)
        return 130
    return 1


def _root_above(folder: Path) -> Path:
    """The atlas to work on where none is named; another folder than the current one is said first."""
    root = root_above(folder)
    if root != folder:
        print(f"in {root}", file=sys.stderr)
    return root


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="atlas", description="Check, build and preview the atlas.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, command: Callable[[argparse.Namespace], int], words: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=words, description=words)
        added.add_argument("--root", type=Path, help="the folder with data/ and docs/ (default: the nearest above)")
        added.set_defaults(command=command)
        return added

    check = add("check", _check, "validate everything, publish nothing")
    check.add_argument("--format", choices=FORMATS, default="text", help="how problems are shown")
    check.add_argument("--fix", action="store_true", help="first put right what is mechanical")
    build = add("build", _build, "check, build the site and put it in place")
    build.add_argument("--site", type=Path, help="where the site goes (default: site/ in the root)")
    build.add_argument("--site-url", help="the address where the site will live")
    build.add_argument("--fresh", action="store_true", help="take nothing from the store of earlier builds")
    serve = add("serve", _serve, "preview with live reload")
    serve.add_argument("--port", type=int, default=8000, help="the port on 127.0.0.1 (default: 8000)")
    records.add_commands(add)
    mending.add_commands(add)
    reviewing.add_commands(add)
    return parser


def _check(options: argparse.Namespace) -> int:
    started = time.perf_counter()
    if options.fix:
        fix(options.root)
    source = inspected(options.root, store_of(options.root))
    if options.format in ("json", "sarif"):
        print("[]" if options.format == "json" else as_sarif(()))
    elif options.format == "text":
        seconds = time.perf_counter() - started
        print(f"{counts(source.catalog, source.passed_over)}, no problem ({seconds:.1f} s)")
    return 0


def _build(options: argparse.Namespace) -> int:
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
            build_site(config, result.manifest, store)
    print(_summary(result, site, time.perf_counter() - started))
    return 0


def _summary(result: Rendered, site: Path, seconds: float) -> str:
    return (
        f"{counts(result.catalog, result.passed_over)}, {result.pages} pages, 0 warnings, {seconds:.1f} s\n"
        f"{site}: open {site / 'index.html'}, or preview with 'atlas serve'"
    )


def _serve(options: argparse.Namespace) -> int:
    preview(options.root.resolve(), options.port)
    return 0

"""The ``atlas`` command."""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from atlas.catalog.leftovers import told
from atlas.editing.findings import findings_as_text, texts_in
from atlas.editing.schemas import changed_schemas, schemas, write_schemas
from atlas.editing.skeleton import skeleton
from atlas.editing.verify import verify
from atlas.model import KINDS
from atlas.model.forms import ID_PATTERN
from atlas.progress import step
from atlas.reading.problem import BrokenData, as_github, as_json, as_text
from atlas.settings import Settings, settings_in
from atlas.site.engine import EngineFailed, load, preview, run
from atlas.site.links import check_site
from atlas.site.swap import replacing
from atlas.workshop import STAGED, Rendered, checked, rendered, staged

REPOSITORY = Path(__file__).resolve().parents[2]


def main(arguments: list[str] | None = None) -> int:
    """The exit status: 0 when all is well, 1 with problems, 2 for a wrong command line."""
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except BrokenData as broken:
        print(_shown(broken, getattr(options, "format", "text")))
    except EngineFailed as failed:
        print(f"The site could not be built; the last one is untouched.\n{failed}", file=sys.stderr)
    except KeyboardInterrupt:
        print("Stopped; nothing was published.", file=sys.stderr)
        return 130
    return 1


def _shown(broken: BrokenData, form: str) -> str:
    if form == "github":
        return as_github(broken.problems)
    return as_json(broken.problems) if form == "json" else as_text(broken.problems, broken.texts)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="atlas", description="Check, build and preview the atlas.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, command: Callable[[argparse.Namespace], int], words: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=words, description=words)
        added.add_argument("--root", type=Path, default=REPOSITORY, help="the folder with data/ and docs/")
        added.set_defaults(command=command)
        return added

    check = add("check", _check, "validate everything, publish nothing")
    check.add_argument("--format", choices=("text", "json", "github"), default="text", help="how problems are shown")
    build = add("build", _build, "check, build the site and put it in place")
    build.add_argument("--site", type=Path, help="where the site goes (default: site/ in the root)")
    build.add_argument("--site-url", help="the address where the site will live")
    serve = add("serve", _serve, "preview with live reload")
    serve.add_argument("--port", type=int, default=8000, help="the port on 127.0.0.1 (default: 8000)")
    new = add("new", _new, "write a commented record to fill in")
    new.add_argument("kind", choices=list(KINDS), help="the kind of record")
    new.add_argument("id", help="its id: lower-case words with hyphens")
    texts = add("verify", _verify, "look for every disclosed figure in the text of its source")
    texts.add_argument("texts", type=Path, help="a folder of plain texts named by citation key, such as a2024-x.txt")
    schema = add("schema", _schema, "write the JSON Schemas of the records")
    schema.add_argument("--check", action="store_true", help="only say whether they are current")
    return parser


def _check(options: argparse.Namespace) -> int:
    started = time.perf_counter()
    result = rendered(options.root, Settings())
    if options.format == "json":
        print("[]")
    elif options.format == "text":
        seconds = time.perf_counter() - started
        print(f"{_counts(result)}, no problem ({seconds:.1f} s)")
    return 0


def _build(options: argparse.Namespace) -> int:
    started = time.perf_counter()
    root = options.root.resolve()
    site = (options.site or root / "site").resolve()
    settings = {"strict": True} | ({"site_url": options.site_url} if options.site_url else {})
    with replacing(site) as fresh:
        config = load(root, site_dir=str(fresh), **settings)
        with step("Reading, checking and rendering"):
            result = staged(root, settings_in(config))
        config.docs_dir = str(root / STAGED)  # tells the hook that the pages are staged
        with step(f"Building {result.pages} pages"):
            run(config)
        with step("Checking links"):
            problems = check_site(fresh, urlsplit(config.site_url or "/").path or "/")
        if problems:
            raise EngineFailed("\n".join([*problems, f"{len(problems)} broken links"]))
    print(_summary(result, site, time.perf_counter() - started))
    return 0


def _summary(result: Rendered, site: Path, seconds: float) -> str:
    return (
        f"{_counts(result)}, {result.pages} pages, 0 warnings, {seconds:.1f} s\n"
        f"{site}: open {site / 'index.html'}, or preview with 'atlas serve'"
    )


def _counts(result: Rendered) -> str:
    """How many records there are, and how many figures of each kind of evidence."""
    total = len(result.catalog.figures)
    kinds = ", ".join(f"{count} {kind} ({count / total:.0%})" for kind, count in result.evidence.items())
    leftovers = f"{told(result.passed_over)}\n" if result.passed_over else ""
    return f"{leftovers}{len(result.catalog.entries)} records, {total} figures: {kinds}"


def _serve(options: argparse.Namespace) -> int:
    preview(options.root.resolve(), options.port)
    return 0


def _new(options: argparse.Namespace) -> int:
    path = options.root / "data" / options.kind / f"{options.id}.yml"
    if not re.fullmatch(ID_PATTERN, options.id):
        print(f"'{options.id}' is not an id: use lower-case letters, digits and single hyphens", file=sys.stderr)
        return 1
    if path.exists():
        print(f"{path} exists already", file=sys.stderr)
        return 1
    path.parent.mkdir(parents=True, exist_ok=True)
    today = datetime.now(tz=UTC).date().isoformat()
    path.write_text(skeleton(options.kind, today), encoding="utf-8", newline="\n")
    print(f"{path}: fill it in, then run 'atlas check'")
    return 0


def _verify(options: argparse.Namespace) -> int:
    if not options.texts.is_dir():
        print(f"{options.texts} is not a folder: name one that holds the texts of sources", file=sys.stderr)
        return 1
    print(findings_as_text(verify(checked(options.root).catalog, texts_in(options.texts))))
    return 0


def _schema(options: argparse.Namespace) -> int:
    if not options.check:
        written = write_schemas(options.root)
        print(f"{len(schemas())} schemas, {written} changed")
        return 0
    changed = changed_schemas(options.root)
    for path in changed:
        print(f"{path}: not current: run 'atlas schema'")
    return 1 if changed else 0

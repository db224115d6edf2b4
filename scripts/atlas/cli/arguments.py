"""The command line: every command with its arguments, and where it is carried out.

A command is named as ``module:function`` of this room and loaded when it is called, so that none waits for what only
another one needs.
"""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

FORMATS = ("text", "json", "github", "sarif")

ENGINES = ("mkdocs", "zensical")

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def parser(kinds: tuple[str, ...]) -> argparse.ArgumentParser:
    """The parser of the command line; ``kinds`` are the kinds of records."""
    whole = argparse.ArgumentParser(prog="atlas", description="Check, build and preview the atlas.")
    commands = whole.add_subparsers(required=True, metavar="COMMAND")
    _add_site(commands)
    _add_records(commands, kinds)
    _add_reviewing(commands)
    _add_links(commands)
    _add_publishing(commands)
    return whole


def _add_links(commands: Commands) -> None:
    words = "check the links inside, and on request ask the addresses outside whether they still answer"
    links = _add(commands, "links", "linking:links", words)
    links.add_argument("--online", action="store_true", help="ask each address outside that records and pages cite")
    links.add_argument("--report", type=Path, metavar="FILE", help="where the report goes (default: standard output)")
    words = "how long to wait for an answer (default: 30)"
    links.add_argument("--timeout", type=positive, metavar="SECONDS", default=30.0, help=words)
    words = "between two requests to one host (default: 3)"
    links.add_argument("--pause", type=positive, metavar="SECONDS", default=3.0, help=words)
    tries = range(1, 11)
    links.add_argument("--tries", type=int, choices=tries, default=3, metavar="N", help="per address (default: 3)")


def _add_publishing(commands: Commands) -> None:
    words = "add the addresses of all pages to the list of those that were published"
    addresses = _add(commands, "addresses", "publishing:addresses", words)
    addresses.add_argument("--check", action="store_true", help="only say whether the list has them all")
    words = "write what changed in the committed data into its log, of which the feed of the site is made"
    changes = _add(commands, "changes", "publishing:changes", words)
    changes.add_argument("--since", metavar="REVISION", help="where to begin (default: at the last entry)")


def _add(commands: Commands, name: str, command: str, words: str) -> argparse.ArgumentParser:
    added = commands.add_parser(name, help=words, description=words)
    added.add_argument("--root", type=Path, help="the folder with data/ and docs/ (default: the nearest above)")
    added.set_defaults(command=command)
    return added


def _add_site(commands: Commands) -> None:
    check = _add(commands, "check", "checking:check", "validate everything, publish nothing")
    check.add_argument("--format", choices=FORMATS, default="text", help="how problems are shown")
    check.add_argument("--fix", action="store_true", help="first put right what is mechanical")
    build = _add(commands, "build", "making:build", "check, build the site and put it in place")
    words = "where the site goes (default: site/ in the root, or site-offline/ with --offline)"
    build.add_argument("--site", type=Path, help=words)
    build.add_argument("--site-url", help="the address where the site will live")
    build.add_argument("--engine", choices=ENGINES, default=ENGINES[0], help=f"what builds it (default: {ENGINES[0]})")
    build.add_argument("--fresh", action="store_true", help="take nothing from the store of earlier builds")
    build.add_argument("--offline", action="store_true", help="make a site that works from disk, without a server")
    build.add_argument("--open", action="store_true", help="show the site in a browser until Ctrl-C")
    serve = _add(commands, "serve", "making:serve", "preview with live reload")
    serve.add_argument("--port", type=int, default=8000, help="the port on 127.0.0.1 (default: 8000)")


def _add_records(commands: Commands, kinds: tuple[str, ...]) -> None:
    new = _add(commands, "new", "records:new", "write a commented record to fill in")
    new.add_argument("kind", choices=kinds, help="the kind of record")
    new.add_argument("id", nargs="?", help="its id: lower-case words with hyphens")
    elsewhere = new.add_mutually_exclusive_group()
    elsewhere.add_argument("--arxiv", metavar="NUMBER", help="a source on arXiv, by its number or address")
    elsewhere.add_argument("--doi", metavar="DOI", help="a source by its DOI")
    elsewhere.add_argument("--bibtex", type=Path, metavar="FILE", help="the sources of a BibTeX file")
    elsewhere.add_argument("--csl", type=Path, metavar="FILE", help="the sources of a CSL-JSON file")
    new.add_argument("--today", type=day, help="the day of the review, YYYY-MM-DD (default: today)")
    rename = _add(commands, "rename", "records:rename", "give a record another id, and rename every mention of it")
    rename.add_argument("kind", choices=kinds, help="the kind of record")
    rename.add_argument("old", help="its id")
    rename.add_argument("new", help="the id that it gets; the old one stays as an alias")
    words = "delete a record, and let another take its mentions and its address"
    remove = _add(commands, "remove", "records:remove", words)
    remove.add_argument("kind", choices=kinds, help="the kind of record")
    remove.add_argument("id", help="its id")
    remove.add_argument("--to", required=True, metavar="OTHER", help="the record of the same kind that takes its place")
    remove.add_argument("--sources", action="store_true", help="delete the sources, too, that nothing else cites")
    schema = _add(commands, "schema", "records:schema", "write the JSON Schemas of the records")
    schema.add_argument("--check", action="store_true", help="only say whether they are current")
    words = "show what is mechanical in records and not in its form; --write puts it right"
    form = _add(commands, "format", "mending:form", words)
    form.add_argument("files", nargs="*", type=Path, help="files of records (default: all)")
    form.add_argument("--write", action="store_true", help="write the files")


def _add_reviewing(commands: Commands) -> None:
    words = "say in Markdown which figures, records, verdicts and pages changed since a revision"
    diff = _add(commands, "diff", "reviewing:diff", words)
    diff.add_argument("revision", nargs="?", default="HEAD", help="a commit, branch or tag (default: HEAD)")
    diff.add_argument("--name", help="what the heading calls the revision (default: as it was given)")
    old = _add(commands, "stale", "reviewing:old", "list what should be looked at again, oldest first")
    old.add_argument("--days", type=int, help="one threshold for everything, instead of those per kind")
    old.add_argument("--today", type=day, help="the day to count from, YYYY-MM-DD (default: today)")
    words = "say what a figure or record rests on, what follows from it and where it is shown"
    reasons = _add(commands, "why", "reviewing:reasons", words)
    reasons.add_argument("address", help="kind/id#figure, or kind/id")
    words = "look for every disclosed figure in the text of its source"
    texts = _add(commands, "verify", "reviewing:verified", words)
    texts.add_argument("texts", type=Path, help="a folder of plain texts named by citation key, such as a2024-x.txt")


def positive(text: str) -> float:
    """A number of seconds; raises ValueError for one that is not above 0, and for any other text."""
    seconds = float(text)
    if not 0 < seconds < float("inf"):
        raise ValueError(text)
    return seconds


def day(text: str) -> str:
    """A day as ``YYYY-MM-DD``; raises ValueError for any other text."""
    return date.fromisoformat(text).isoformat()

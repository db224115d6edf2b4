"""Looking at an atlas without making it: reading, checking, and trying the macros of hand-written pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from atlas.catalog.catalog import Catalog
from atlas.catalog.folders import Source, read_source
from atlas.catalog.leftovers import told
from atlas.catalog.remembering import remember
from atlas.checks.rules import problems_of
from atlas.reading.problem import BrokenData
from atlas.settings import Settings
from atlas.store import Store


def checked(root: Path, store: Store | None = None) -> Source:
    """The source of an atlas that has passed every check; a store remembers it.

    Raises:
        BrokenData: with all problems of the first phase that has any: syntax, shape, references, rules.
    """
    source = sound(root, store)
    if store is not None:
        remember(store, source.catalog.records)
    return source


def sound(root: Path, store: Store | None = None) -> Source:
    """The source of an atlas that has passed every check, which nobody remembers yet.

    Raises:
        BrokenData: as ``checked``.
    """
    source = read_source(root, store)
    problems = problems_of(source.catalog, source.written)
    if problems:
        raise BrokenData(problems, source.texts)
    return source


def inspected(root: Path, store: Store | None = None) -> Source:
    """The source of an atlas whose hand-written pages would run too; no page, chart or formula is made.

    Raises:
        BrokenData: as ``checked``, or where a macro of a hand-written page does not run.
    """
    from atlas.pages.all_pages import macro_problems  # noqa: PLC0415 - what only reads records loads no templates

    source = checked(root, store)
    problems = macro_problems(source.catalog, source.written, Settings())
    if problems:
        raise BrokenData(problems, source.texts)
    return source


def counts(catalog: Catalog, passed_over: Sequence[str] = ()) -> str:
    """How many records there are, and how many figures of each kind of evidence, most frequent first.

    Leftovers that were passed over are told in a line before.
    """
    total = len(catalog.figures)
    found = Counter(placed.figure.kind for placed in catalog.figures).most_common()
    kinds = ", ".join(f"{count} {kind} ({count / total:.0%})" for kind, count in found)
    leftovers = f"{told(passed_over)}\n" if passed_over else ""
    return f"{leftovers}{len(catalog.entries)} records, {total} figures: {kinds}"

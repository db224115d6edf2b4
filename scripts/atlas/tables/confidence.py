"""How sure the atlas is of a verdict, in words: the level, the counts that give it, and the sources one by one."""

from __future__ import annotations

from atlas.evidence.confidence import LEVELS, Confidence
from atlas.tables.table import Cell, Column, Row, Table, Tag, cell
from atlas.tables.view import View


def confidence_tag(found: Confidence) -> Tag:
    """The level as a word."""
    return Tag("sure", found.level.replace(" ", "-"), found.level)


def confidence_cell(found: Confidence) -> Cell:
    """The level as a word, in the order of the levels, the highest first."""
    return cell(confidence_tag(found), sort=list(LEVELS).index(found.level))


def confidence_words(found: Confidence) -> str:
    """The counts that give the level: ``6 sources from 5 labs; 4 labs with a primary text read; of 2022 to 2026``."""
    if not found.sources:
        return "no text of others among the evidence"
    sources, read = len(found.sources), len(found.read_labs)
    dates = sorted({found.sources[0].issued[:4], found.sources[-1].issued[:4]})
    return "; ".join(
        (
            f"{sources} source{_s(sources)} from {len(found.labs)} lab{_s(len(found.labs))}",
            f"{read} lab{_s(read)} with a primary text that an editor read",
            f"published {' to '.join(dates)}",
        )
    )


def confidence_sources(view: View, id: str, found: Confidence) -> Table:
    """The sources behind a claim, the newest first: who each counts as, and what an editor saw of it."""
    rows = tuple(
        Row(
            "",
            (
                cell(view.cite(source.key)),
                cell(source.lab),
                cell("primary" if source.is_primary else "secondary"),
                cell("read" if source.is_seen else "known through quotation"),
                cell(source.issued, sort=source.issued),
            ),
        )
        for source in reversed(found.sources)
    )
    columns = (
        Column("source", "Source"),
        Column("lab", "Counts as"),
        Column("tier", "Primary or secondary"),
        Column("seen", "Seen by an editor"),
        Column("date", "Date"),
    )
    return Table(f"sure-{id}", "The sources on both sides, newest first", columns, rows)


def _s(count: int) -> str:
    return "" if count == 1 else "s"

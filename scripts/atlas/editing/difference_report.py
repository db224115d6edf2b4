"""Differences as Markdown, for a pull request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from atlas.editing.differences import Change, Differences


def as_markdown(found: Differences, revision: str) -> str:
    """The differences since a revision under headings; parts without any are left out."""
    lines = [f"## What changes since `{revision}`", ""]
    parts = [*_figures(found.figures), *_records(found), *_verdicts(found.verdicts), *_pages(found)]
    if not parts:
        parts = ["No figure, record, verdict or page."]
    return "\n".join([*lines, *parts]).rstrip("\n") + "\n"


def _figures(changes: Iterable[Change]) -> Iterator[str]:
    rows = [f"| `{change.address}` | {_cell(change.before)} | {_cell(change.after)} |" for change in changes]
    if rows:
        yield from [f"### Figures ({len(rows)})", "", "| Figure | Before | After |", "| --- | --- | --- |", *rows, ""]


def _verdicts(changes: Iterable[Change]) -> Iterator[str]:
    rows = [f"| `{change.address}` | {_cell(change.before)} | {_cell(change.after)} |" for change in changes]
    if rows:
        yield from [f"### Verdicts ({len(rows)})", "", "| Claim | Before | After |", "| --- | --- | --- |", *rows, ""]


def _records(found: Differences) -> Iterator[str]:
    for word, records in (("added", found.added), ("removed", found.removed)):
        if records:
            yield from [f"### Records {word} ({len(records)})", ""]
            yield from [f"- `{address}`: {_text(title)}" for address, title in records]
            yield ""
    if found.edited:
        yield from [
            f"### Records edited ({len(found.edited)})",
            "",
            ", ".join(f"`{name}`" for name in found.edited),
            "",
        ]


def _pages(found: Differences) -> Iterator[str]:
    if found.lost:
        yield from [f"### Addresses that lead nowhere ({len(found.lost)})", ""]
        yield from [f"- `{address}`: give the record that takes its place an alias" for address in found.lost]
        yield ""
    if found.pages is None:
        yield from ["### Pages", "", "Not compared: one of the two states does not pass the checks of this version."]
    elif found.pages:
        new = sum(change.before is None for change in found.pages)
        gone = sum(change.after is None for change in found.pages)
        count = f"{len(found.pages)}, of them {new} new and {gone} gone"
        yield from [f"<details><summary>Pages that change ({count})</summary>", ""]
        yield from [f"- `{change.address}`{_fate(change)}" for change in found.pages]
        yield from ["", "</details>"]


def _fate(change: Change) -> str:
    return " (new)" if change.before is None else " (gone)" if change.after is None else ""


def _cell(text: str | None) -> str:
    return "none" if text is None else _text(text)


def _text(text: str) -> str:
    """Text for a cell of a Markdown table."""
    return "".join(f"\\{sign}" if sign in "\\|*_`[]<>" else sign for sign in text)

"""Glossary: terms that become hover text."""

from __future__ import annotations

from atlas.model.types import CitationKey, Label, Record, TermId


class Term(Record):
    """A term; its summary is the definition."""

    abbreviation: Label | None = None
    """Abbreviation in use; it becomes hover text on every page."""
    hover: bool = False
    """True where the full term, too, gets hover text; for rare terms only."""
    see_also: tuple[TermId, ...] = ()
    """Related terms."""
    cite: CitationKey | None = None
    """Source of the term, where it is owed to one."""

"""Data sets: open corpora for pre-training, with their sizes, licences and filters."""

from __future__ import annotations

from atlas.model.figure import Figures, Refers
from atlas.model.method import Use
from atlas.model.types import CitationKey, DatasetId, Label, Note, Prose, Record, Strict, When


class Licence(Strict):
    """The terms of a data set as its makers state them; the texts inside keep rights of their own."""

    name: Label
    """Name of the licence, or "not stated in the sources seen"."""
    cite: CitationKey | None = None
    """Source that states it."""
    at: Label | None = None
    """Place in the source."""


class Dataset(Record):
    """A corpus that others can download: who made it, from what, how large it is and what was filtered."""

    short: Label
    """Name for tables."""
    maker: Label
    """Who collected and published it."""
    released: When
    """First publication."""
    holds: Label
    """Kinds and languages of text."""
    licence: Licence
    """Terms of the collection."""
    derived_from: tuple[DatasetId, ...] = ()
    """Data sets of the atlas that it was made from."""
    figures: Figures
    """Published numbers: ``tokens``, ``documents``, ``bytes`` and others."""
    refers: Refers
    """Figures of other records that belong on this page too: the name they have here, and their address."""
    filters: tuple[Label, ...] = ()
    """What was done to the text, one step a line, in order."""
    used_by: tuple[Use, ...] = ()
    """Models trained on it."""
    cite: CitationKey
    """Paper, card or repository that describes it."""
    about: Prose
    """How it was made, what it is for and what is disputed about it."""
    cautions: tuple[Note, ...] = ()
    """What a user must know: rights, contamination, several ways to count."""

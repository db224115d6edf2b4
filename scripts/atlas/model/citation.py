"""Citations: the sources, in the field names of CSL."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from atlas.model.types import CitationKey, Day, Label, Prose, Record, StageId, Strict, Url, When

CitationType = Literal[
    "article",
    "article-journal",
    "paper-conference",
    "report",
    "webpage",
    "post",
    "dataset",
    "software",
    "book",
    "manuscript",
]


class Author(Strict):
    """A person by family and given name, or an organisation by its literal name."""

    family: Label | None = None
    """Family name of a person."""
    given: Label | None = None
    """Given names of a person."""
    literal: Label | None = None
    """Name of an organisation."""

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if (self.literal is None) == (self.family is None) or (self.literal and self.given):
            raise PydanticCustomError("author", "an author has either literal, or family with given")
        return self


class Landmark(Strict):
    """How a source that many others build on is named on the timeline."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=24)]
    """Short name under which it is known."""
    stages: Annotated[tuple[StageId, ...], Field(min_length=1)]
    """Stages in whose row of the timeline it is named; the pages of all of them cite it."""


class Citation(Record):
    """A source; its summary says what it is evidence for."""

    type: CitationType
    """Kind of text, in CSL's terms; a preprint is an ``article``."""
    authors: Annotated[tuple[Author, ...], Field(min_length=1)]
    """Authors in the order of the source."""
    others: bool = False
    """True where the source has more authors than are listed."""
    lab: Label | None = None
    """Organisation under whose name the text appeared, as its title page or the site that carries it says, where it
    is neither an author nor the maker of a model whose report this is; sources of one lab count once where claims are
    weighed."""
    issued: When
    """Date of publication, as exact as it is known."""
    container_title: Label | None = None
    """Journal, conference or site that carries it."""
    arxiv: Annotated[str, StringConstraints(pattern=r"^\d{4}\.\d{4,5}$")] | None = None
    """arXiv number, quoted."""
    doi: Annotated[str, StringConstraints(pattern=r"^10\.\d{4,}/\S+$")] | None = None
    """Digital object identifier, without the resolver's address."""
    url: Url | None = None
    """Web address; needed where there is neither arXiv number nor DOI, save for manuscripts."""
    tier: Literal["primary", "secondary"]
    """``primary`` for a text by those who did the work, ``secondary`` for an account of others' work."""
    seen: Literal["primary", "quoted"]
    """``primary`` where an editor read the text itself, whole or in the places below, in the original or in a copy
    word for word; ``quoted`` where it is known through a text quoting it."""
    seen_at: tuple[Label, ...] = ()
    """Places that an editor read, as far as recorded; every disclosed figure of the source is at one of them."""
    accessed: Day
    """Day on which the source was last consulted."""
    revised: When | None = None
    """Date of its newest version, where the text was issued again with other numbers."""
    own: bool = False
    """True for a text of the atlas itself: it is cited as an own estimate, never by author and year."""
    made: Prose | None = None
    """How a text of the atlas itself was made: from what, and what it can bear."""
    superseded_by: CitationKey | None = None
    """A later source by the same makers that states the same things anew; figures should move to it."""
    landmark: Landmark | None = None
    """Its name on the timeline, where it is one of the few papers that have one there."""

    @model_validator(mode="after")
    def _reachable(self) -> Self:
        if self.type != "manuscript" and not (self.arxiv or self.doi or self.url):
            raise PydanticCustomError("reachable", "a source needs an arxiv number, a doi or a url")
        return self

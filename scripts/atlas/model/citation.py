"""Citations: the sources, in the field names of CSL."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from atlas.model.conditions import AUTHOR, REACHABLE
from atlas.model.forms import ARXIV_PATTERN, DOI_PATTERN
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
    """A person by family and given name, with particle and suffix, or an organisation by its literal name."""

    model_config = ConfigDict(json_schema_extra=AUTHOR)

    family: Label | None = None
    """Family name of a person."""
    given: Label | None = None
    """Given names of a person."""
    non_dropping_particle: Label | None = None
    """Particle before the family name that is shown with it, such as ``von`` or ``de la``."""
    suffix: Label | None = None
    """What follows the name of a person, such as ``Jr.`` or ``III``."""
    literal: Label | None = None
    """Name of an organisation."""

    @property
    def surname(self) -> str:
        """The name under which a text is cited: the family name with its particle, or the name of an organisation."""
        if self.literal is not None:
            return self.literal
        return " ".join(part for part in (self.non_dropping_particle, self.family) if part)

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        parts = (self.given, self.non_dropping_particle, self.suffix)
        if (self.literal is None) == (self.family is None) or (self.literal and any(parts)):
            message = "an author is {literal: name of an organisation} or {family: ..., given: ...} of a person"
            raise PydanticCustomError("author", "{message}", {"message": message})
        return self


class Landmark(Strict):
    """How a source that many others build on is named on the timeline."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=24)]
    """Short name under which it is known."""
    stages: Annotated[tuple[StageId, ...], Field(min_length=1)]
    """Stages in whose row of the timeline it is named; the pages of all of them cite it."""


class Citation(Record):
    """A source; its summary says what it is evidence for."""

    model_config = ConfigDict(json_schema_extra=REACHABLE)

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
    arxiv: Annotated[str, StringConstraints(pattern=ARXIV_PATTERN)] | None = None
    """arXiv number, quoted, with the version where one is meant: ``"2203.15556"``, ``"2203.02155v2"``, or
    ``"cs/9901001"`` from before 2007."""
    doi: Annotated[str, StringConstraints(pattern=DOI_PATTERN)] | None = None
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

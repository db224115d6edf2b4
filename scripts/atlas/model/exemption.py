"""Exemptions: complaints that an editor has judged and keeps, with the reason and a date to look again."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from atlas.model.forms import RULE_PATTERN
from atlas.model.types import Deadline, Label, Record, Strict


class Case(Strict):
    """One place where the rule is set aside."""

    file: Label
    """File of the record or page, from the root of the repository."""
    words: Label
    """Words of the complaint that tell it from others of the same file."""


class Exemption(Record):
    """A rule set aside in some places; its summary is the reason."""

    rule: Annotated[str, StringConstraints(pattern=RULE_PATTERN)]
    """Id of the rule; only rules that ask for an editor's judgement can be set aside."""
    cases: Annotated[tuple[Case, ...], Field(min_length=1)]
    """Places to which the reason applies."""
    until: Deadline
    """Day from which the reason must be looked at again; counted against the newest review of a record."""

"""Rules: what records and pages must satisfy. Each stands beside the code that checks it."""

from __future__ import annotations

from dataclasses import dataclass

from atlas.reading.location import Location
from atlas.reading.problem import Problem


@dataclass(frozen=True)
class Rule:
    """A rule: its id, and its sentence, which is also its documentation."""

    id: str
    sentence: str

    def broken(self, where: Location, message: str) -> Problem:
        """The complaint that something at a place breaks this rule; the message says the way out."""
        return Problem(where, self.id, message)

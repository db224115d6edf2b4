"""Checks: functions over a whole atlas, each tied to the rule whose sentence is its docstring."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field

from atlas.catalog.catalog import Catalog
from atlas.catalog.written import Written
from atlas.reading.location import Location
from atlas.reading.problem import Problem
from atlas.reading.rule import Rule


@dataclass(frozen=True)
class Atlas:
    """What a check looks at: the records and the hand-written pages."""

    catalog: Catalog
    written: Collection[Written] = ()


Complaints = Iterator[tuple[Location, str]]
"""Places where a rule is broken, each with what is wrong and the way out."""


@dataclass(frozen=True)
class Check(Rule):
    """A rule with the function that finds where it is broken.

    ``first`` where the other checks rely on it, ``judged`` where an editor may set it aside by an exemption.
    """

    find: Callable[[Atlas], Complaints] = field(compare=False)
    first: bool = False
    judged: bool = False

    def problems(self, atlas: Atlas) -> Iterator[Problem]:
        """Every complaint of this rule."""
        return (self.broken(where, message) for where, message in self.find(atlas))


def check(id: str, *, first: bool = False, judged: bool = False) -> Callable[[Callable[[Atlas], Complaints]], Check]:
    """What makes a check of a function: its rule has this id, and the first line of the docstring as its sentence.

    Adding a rule takes such a function in a file of this folder, and a mistake in ``mistakes`` named by the id.
    """

    def checked(find: Callable[[Atlas], Complaints]) -> Check:
        return Check(id, (inspect.getdoc(find) or "").partition("\n")[0], find, first, judged)

    return checked

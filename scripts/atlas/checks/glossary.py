"""Rules of the glossary."""

from __future__ import annotations

from atlas.checks.check import Atlas, Complaints, check
from atlas.model import Term


@check("ATL084")
def check_abbreviations_mean_one_thing(atlas: Atlas) -> Complaints:
    """No two terms of the glossary have one abbreviation, which becomes hover text on every page."""
    owner: dict[str, str] = {}
    for id, term in atlas.catalog.of("glossary", Term).items():
        if term.abbreviation is None:
            continue
        first = owner.setdefault(term.abbreviation, id)
        if first != id:
            where = atlas.catalog.by_kind["glossary"][id].document.at(("abbreviation",))
            yield where, f"'{term.abbreviation}' is the abbreviation of '{first}' too: leave it to one of them"

"""Rules of sources."""

from __future__ import annotations

from itertools import chain

from atlas.catalog.written import cited_in
from atlas.checks.check import Atlas, Complaints, check
from atlas.model import Citation


@check("ATL037")
def check_citations_are_used(atlas: Atlas) -> Complaints:
    """Every source is cited by a record or a page."""
    by_records = (atlas.catalog.cited_by(entry.address) for entry in atlas.catalog.entries)
    used = set(chain(*by_records, *(cited_in(page) for page in atlas.written)))
    for id, entry in atlas.catalog.by_kind["citations"].items():
        if id not in used:
            yield entry.document.at(()), f"nothing cites '{id}': cite it as [@{id}] or delete the file"


@check("ATL058")
def check_landmarks_are_cited_at_their_stages(atlas: Atlas) -> Complaints:
    """A landmark is named at stages whose pages cite it."""
    for id, source in atlas.catalog.of("citations", Citation).items():
        for number, stage in enumerate(source.landmark.stages if source.landmark else ()):
            if id not in atlas.catalog.cited_by(f"stages/{stage}"):
                where = atlas.catalog.by_kind["citations"][id].document.at(("landmark", "stages", number))
                yield where, f"the stage '{stage}' does not cite '{id}': take it out, or cite the source there"

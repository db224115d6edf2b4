"""Rules of sources."""

from __future__ import annotations

from itertools import chain

from atlas.catalog.written import cited_in
from atlas.checks.check import Atlas, Complaints, check


@check("ATL037")
def check_citations_are_used(atlas: Atlas) -> Complaints:
    """Every source is cited by a record or a page."""
    by_records = (atlas.catalog.cited_by(entry.address) for entry in atlas.catalog.entries)
    used = set(chain(*by_records, *(cited_in(page) for page in atlas.written)))
    for id, entry in atlas.catalog.by_kind["citations"].items():
        if id not in used:
            yield entry.document.at(()), f"nothing cites '{id}': cite it as [@{id}] or delete the file"

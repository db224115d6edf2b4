"""Rules of claims."""

from __future__ import annotations

from atlas.checks.check import Atlas, Complaints, check
from atlas.evidence.confidence import only_lab
from atlas.model import Claim

ONE_LAB = "One lab"
"""First words of the name of the caveat by which a claim says that its evidence comes from one lab."""


@check("ATL072", judged=True)
def check_claims_of_one_lab_say_so(atlas: Atlas) -> Complaints:
    """A claim for which one lab gives all the evidence says so in a caveat "One lab", and no other claim does."""
    for id, claim in atlas.catalog.of("claims", Claim).items():
        document = atlas.catalog.by_kind["claims"][id].document
        lab = only_lab(atlas.catalog, claim)
        caveat = next((place for place, note in enumerate(claim.caveats) if note.name.startswith(ONE_LAB)), None)
        if lab is not None and caveat is None:
            where = document.at(("evidence_for" if claim.evidence_for else "evidence_against",), key=True)
            yield (
                where,
                f"all of it comes from {lab}: add evidence of others, or a caveat named '{ONE_LAB}' that says so",
            )
        if lab is None and caveat is not None:
            yield document.at(("caveats", caveat, "name")), "the evidence comes from several labs: rename the caveat"

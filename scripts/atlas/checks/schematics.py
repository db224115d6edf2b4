"""Rules of schematics: the parts of a picture do not contradict each other."""

from __future__ import annotations

from collections.abc import Iterator

from atlas.checks.check import Atlas, Complaints, check
from atlas.model import Method, Objective
from atlas.model.schematic import Schematic
from atlas.reading.document import Document


@check("ATL052")
def check_value_models_have_samples(atlas: Atlas) -> Complaints:
    """A schematic with a value model has samples, whose worth it estimates."""
    for document, schematic in _schematics(atlas):
        if schematic.value_model is not None and schematic.samples is None:
            where = document.at(("schematic", "value_model"), key=True)
            yield where, "a value model without samples: say what is sampled under 'samples', or remove it"


@check("ATL053")
def check_kl_terms_have_a_reference(atlas: Atlas) -> Complaints:
    """A schematic with a KL term has the reference from which it measures, and the part in which it stands."""
    for document, schematic in _schematics(atlas):
        if schematic.kl is None:
            continue
        if schematic.reference is None:
            where = document.at(("schematic", "kl"), key=True)
            yield where, "a KL term without a reference: add 'reference', or remove it"
        if schematic.kl.at not in schematic.parts:
            where = document.at(("schematic", "kl", "at"))
            yield (
                where,
                f"the KL term stands in the {schematic.kl.at}, which is not there: add it, or say another place",
            )


@check("ATL054")
def check_reward_models_have_labels(atlas: Atlas) -> Complaints:
    """A schematic with a reward model has the labels or the preference data from which it learns."""
    for document, schematic in _schematics(atlas):
        scorer = schematic.scorer
        if scorer and scorer.by == "reward-model" and schematic.labeller is None and schematic.data is None:
            where = document.at(("schematic", "scorer"), key=True)
            yield where, "a reward model without labels or preference data: add 'labeller' or 'data', or another scorer"


@check("ATL055")
def check_flows_join_parts(atlas: Atlas) -> Complaints:
    """Every flow of a schematic goes from a part that is there to a part that is there, once each way."""
    for document, schematic in _schematics(atlas):
        ways = [flow.way for flow in schematic.flows]
        for index, flow in enumerate(schematic.flows):
            path = ("schematic", "flows", index, "way")
            missing = [part for part in flow.ends if part not in schematic.parts]
            if missing:
                key = missing[0].replace(" ", "_")
                message = f"a flow {flow.way}, but no part '{missing[0]}': add '{key}', or remove the flow"
                yield document.at(path), message
            elif flow.way in ways[:index]:
                yield document.at(path), f"a second flow {flow.way}: name both things in one"


def _schematics(atlas: Atlas) -> Iterator[tuple[Document, Schematic]]:
    for entry in atlas.catalog.entries:
        if isinstance(entry.record, Method | Objective) and entry.record.schematic is not None:
            yield entry.document, entry.record.schematic

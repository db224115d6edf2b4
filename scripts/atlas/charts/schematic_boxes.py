"""What stands in each box of a schematic: its name, its state, its note, and the shape that says what it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from atlas.model.schematic import PARTS, HeldModel, Schematic, Scorer

Shape = Literal["model", "people", "program", "data", "loss"]

TITLES = {
    "labeller": "Labeller",
    "data": "Labelled data",
    "prompts": "Prompts",
    "policy": "Policy",
    "samples": "Samples",
    "scorer": "Reward model",
    "reward": "Reward",
    "reference": "Reference",
    "value model": "Value model",
    "loss": "Loss",
}
"""The name of each part; a scorer that is there is named by what it is."""

LABELLERS = {"people": "people", "model": "language model", "program": "program"}
DATA = {
    "preference-pairs": "preference pairs",
    "demonstrations": "demonstrations",
    "marked-answers": "marked answers",
    "revisions": "revised answers",
}
SCORERS = {"reward-model": "Reward model", "program": "Checker", "judge": "Judge model", "teacher": "Teacher model"}
STATES = {"trained": "trained", "trained-before": "trained, then frozen", "frozen": "frozen"}
UNUSED = "not used"
INSIDE = "in the data"
"""What a box says of prompts that come with the labelled data."""


@dataclass(frozen=True)
class Content:
    """What a box says and looks like; a part that is not used has no note."""

    part: str
    title: str
    shape: Shape
    state: str = ""
    note: str = ""
    kl: str = ""
    used: bool = True
    trained: bool = False
    frozen: bool = False
    optional: bool = False


def contents(schematic: Schematic) -> tuple[Content, ...]:
    """The content of every box, those of parts that are not used among them, in the order of their places."""
    used = schematic.parts
    return tuple(_content(schematic, part) if part in used else _unused(schematic, part) for part in PARTS)


def _unused(schematic: Schematic, part: str) -> Content:
    inside = part == "prompts" and schematic.data is not None
    return Content(part, TITLES[part], "data", INSIDE if inside else UNUSED, used=False)


def _content(schematic: Schematic, part: str) -> Content:
    value = getattr(schematic, part.replace(" ", "_"))
    title = TITLES[part]
    if isinstance(value, HeldModel):
        return _model(part, value)
    if isinstance(value, Scorer):
        return _scorer(value)
    if part == "labeller":
        shape: Shape = "model" if value.by == "model" else value.by
        return Content(part, title, shape, LABELLERS[value.by], value.note)
    if part == "data":
        return Content(part, title, "data", DATA[value.kind], value.note)
    kl = f"KL: {schematic.kl.how}" if schematic.kl is not None and schematic.kl.at == part else ""
    return Content(part, title, "loss" if part == "loss" else "data", "", value, kl)


def _model(part: str, model: HeldModel) -> Content:
    return Content(
        part,
        TITLES[part],
        "model",
        STATES[model.state] + (", optional" if model.optional else ""),
        model.note,
        trained=model.state == "trained",
        frozen=model.state == "frozen",
        optional=model.optional,
    )


def _scorer(scorer: Scorer) -> Content:
    program = scorer.by == "program"
    return Content(
        "scorer",
        SCORERS[scorer.by],
        "program" if program else "model",
        "program" if program else STATES[scorer.state or "frozen"],
        scorer.note,
        trained=scorer.state == "trained",
        frozen=not program and scorer.state != "trained",
    )

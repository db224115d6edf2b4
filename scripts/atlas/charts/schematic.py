"""Schematics as pictures: drawn at two widths, with a description in words that says what they show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from atlas.catalog.catalog import Catalog
from atlas.charts.schematic_boxes import UNUSED, Content, contents
from atlas.charts.schematic_layout import NARROW, WIDE
from atlas.charts.schematic_svg import svg
from atlas.evidence.shown import record_href
from atlas.model import Method, Objective
from atlas.model.schematic import Schematic


@dataclass(frozen=True)
class Picture:
    """A schematic of a record: where it belongs, what it says in words, and its SVG at two widths."""

    address: str
    name: str
    title: str
    form: str
    memory: str
    description: str
    wide: str
    narrow: str

    @property
    def href(self) -> str:
        """The address of the page of the record, from the top of the site."""
        return record_href(self.address)


def pictures(catalog: Catalog) -> Mapping[str, Picture]:
    """The picture of every record that has a schematic, by its address."""
    found = ((entry.address, picture_of(catalog, entry.address)) for entry in catalog.entries)
    return {address: picture for address, picture in found if picture is not None}


def picture_of(catalog: Catalog, address: str) -> Picture | None:
    """The picture of one record; None where it has no schematic, or where there is no such record."""
    entry = catalog.find(address)
    record = entry.record if entry else None
    if not isinstance(record, Method | Objective) or record.schematic is None:
        return None
    return picture(address, record.short if isinstance(record, Method) else record.title, record.schematic)


def picture(address: str, name: str, schematic: Schematic) -> Picture:
    """A schematic drawn and put in words."""
    boxes = contents(schematic)
    return Picture(
        address=address,
        name=name,
        title=f"{name}: who takes part and what flows",
        form=schematic.form or "",
        memory=memory(schematic),
        description=describe(schematic),
        wide=svg(WIDE, boxes, schematic.flows),
        narrow=svg(NARROW, boxes, schematic.flows),
    )


def memory(schematic: Schematic) -> str:
    """The models held in memory during training, as a sentence."""
    held = [box for box in contents(schematic) if box.trained or box.frozen]
    if not held:
        return "In memory: no model."
    models = "1 model" if len(held) == 1 else f"{len(held)} models"
    return f"In memory: {models}, " + ", ".join(f"{_small(box)} ({box.state})" for box in held) + "."


def describe(schematic: Schematic) -> str:
    """The picture in words: every part that takes part, what is not used, where the KL term stands, and every flow."""
    boxes = {box.part: box for box in contents(schematic)}
    used = [_in_words(box) for box in boxes.values() if box.used]
    unused = [_small(box) for box in boxes.values() if box.state == UNUSED]
    kl = schematic.kl
    sentences = [
        "Parts: " + "; ".join(used),
        "Not used: " + ", ".join(unused) if unused else "",
        f"KL term: in the {kl.at} ({kl.how})" if kl else "KL term: none",
        "Flows: " + "; ".join(f"{flow.what}, from {_ends(boxes, flow.ends)}" for flow in schematic.flows),
    ]
    return " ".join(f"{sentence}." for sentence in sentences if sentence)


def _small(box: Content) -> str:
    return box.title.lower()


def _in_words(box: Content) -> str:
    state = f", {box.state}" if box.state else ""
    return f"{_small(box)}{state} ({box.note})"


def _ends(boxes: Mapping[str, Content], ends: tuple[str, str]) -> str:
    return " to ".join(_small(boxes[end]) for end in ends)

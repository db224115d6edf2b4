"""Schematics: the words, the geometry and the drawing say what the record has, for every record and any record."""

from __future__ import annotations

import itertools
import re

import pytest
from atlas.charts.schematic import describe, memory, picture, pictures
from atlas.charts.schematic_boxes import SCORERS, STATES, TITLES, contents
from atlas.charts.schematic_layout import NARROW, WIDE, Layout, Line, line
from atlas.charts.schematic_svg import LETTERS
from atlas.model import Method
from atlas.model.schematic import PARTS, Flow, HeldModel, Schematic

from tests.atlases import catalog

SCHEMATICS: dict[str, Schematic] = {
    entry.address: found
    for entry in catalog().entries
    if (found := getattr(entry.record, "schematic", None)) is not None
}
EVERY = pytest.mark.parametrize("address", sorted(SCHEMATICS))
LAYOUTS = pytest.mark.parametrize("layout", [WIDE, NARROW], ids=["wide", "narrow"])


def lines_of(schematic: Schematic, layout: Layout) -> list[Line]:
    return [line(layout, flow.way, flow.what) for flow in schematic.flows]


def name_of(part: str, schematic: Schematic) -> str:
    return (SCORERS[schematic.scorer.by] if part == "scorer" and schematic.scorer else TITLES[part]).lower()


@EVERY
def test_the_description_names_the_parts_of_the_record_and_no_other(address: str) -> None:
    schematic = SCHEMATICS[address]
    words = describe(schematic)
    parts = words.partition("Parts: ")[2].partition(". KL term:")[0].partition(". Not used:")[0]
    for box in contents(schematic):
        parts = parts.replace(f" ({box.note})", "")  # what a note says is free
    named = [item.partition(", ")[0] for item in parts.split("; ")]
    assert named == [name_of(part, schematic) for part in schematic.parts]
    unused = words.partition("Not used: ")[2].partition(".")[0].split(", ")
    inside = {"prompts"} if schematic.data else set()
    missing = [TITLES[part].lower() for part in PARTS if part not in schematic.parts and part not in inside]
    assert unused == (missing or [""])


@EVERY
def test_the_description_says_every_flow_and_where_the_kl_term_stands(address: str) -> None:
    schematic = SCHEMATICS[address]
    words = describe(schematic)
    for flow in schematic.flows:
        start, end = (name_of(part, schematic) for part in flow.ends)
        assert f"{flow.what}, from {start} to {end}" in words
    assert ("KL term: none" in words) is (schematic.kl is None)
    if schematic.kl:
        assert f"KL term: in the {schematic.kl.at} ({schematic.kl.how})" in words


@EVERY
def test_the_drawing_says_what_the_description_says(address: str) -> None:
    schematic = SCHEMATICS[address]
    drawn = picture(address, "Name", schematic)
    for svg in (drawn.wide, drawn.narrow):
        text = " ".join(re.findall(r">([^<]+)</text>", svg)).replace("&#39;", "'")
        for box in contents(schematic):
            assert f"{box.title} {box.state} {box.note}".replace("  ", " ").strip() in text
            assert box.kl in text
        assert svg.count("schematic__head") == len(schematic.flows)
        assert svg.count("schematic__flow--gradient") == sum(flow.way.startswith("loss to") for flow in schematic.flows)
        assert svg.count("schematic__box--unused") == len(PARTS) - len(schematic.parts)
        assert "style=" not in svg
        assert " id=" not in svg, "a page shows several drawings"


@LAYOUTS
def test_boxes_of_a_layout_do_not_overlap_and_stand_inside(layout: Layout) -> None:
    for one, other in itertools.combinations(layout.boxes.values(), 2):
        assert not one.overlaps(other)
    assert set(layout.boxes) == set(PARTS)
    for box in layout.boxes.values():
        assert box.x >= 0
        assert box.y >= 0
        assert box.x + box.width <= layout.width
        assert box.y + box.height <= layout.height


@LAYOUTS
def test_every_way_of_the_model_has_a_route_that_crosses_no_box(layout: Layout) -> None:
    ways = Flow.model_fields["way"].annotation
    assert set(layout.routes) == set(getattr(ways, "__args__", ()))
    for way in layout.routes:
        points = line(layout, way, "words").points
        for (x, y), (other_x, other_y) in itertools.pairwise(points):
            assert x == other_x or y == other_y, f"{way} runs aslant"
            assert min(x, other_x) >= 0
            assert max(x, other_x) <= layout.width
            for part, box in layout.boxes.items():
                beside = max(x, other_x) <= box.x or min(x, other_x) >= box.x + box.width
                above = max(y, other_y) <= box.y or min(y, other_y) >= box.y + box.height
                assert beside or above, f"{way} runs through {part}"


@EVERY
@LAYOUTS
def test_the_words_of_flows_cover_no_box_and_no_other_words(address: str, layout: Layout) -> None:
    drawn = lines_of(SCHEMATICS[address], layout)
    for item in drawn:
        assert not any(item.room.overlaps(box) for box in layout.boxes.values()), item.words
        assert item.room.x >= 0
        assert item.room.x + item.room.width <= layout.width
    for one, other in itertools.combinations(drawn, 2):
        assert not one.room.overlaps(other.room), (one.words, other.words)


@EVERY
@LAYOUTS
def test_no_line_runs_through_the_words_of_another(address: str, layout: Layout) -> None:
    drawn = lines_of(SCHEMATICS[address], layout)
    for one, other in itertools.permutations(drawn, 2):
        room = one.room
        for (x, y), (other_x, other_y) in itertools.pairwise(other.points):
            beside = max(x, other_x) <= room.x or min(x, other_x) >= room.x + room.width
            above = max(y, other_y) <= room.y or min(y, other_y) >= room.y + room.height
            assert beside or above, (one.words, other.words)


@EVERY
def test_the_text_of_every_box_has_room(address: str) -> None:
    for box in contents(SCHEMATICS[address]):
        lines = len(box.note) // LETTERS + 1 + bool(box.state) + bool(box.kl)
        assert lines <= 4
        assert max(len(box.title), len(box.state)) <= LETTERS + 2


@EVERY
def test_models_in_memory_are_those_of_the_record(address: str) -> None:
    schematic = SCHEMATICS[address]
    held = [part for part in ("policy", "reference", "value_model") if getattr(schematic, part)]
    learned = [schematic.scorer] if schematic.scorer and schematic.scorer.by != "program" else []
    number = len(held) + len(learned)
    assert memory(schematic).startswith(f"In memory: {number} model" + ("s" if number > 1 else ""))
    for part in held:
        model: HeldModel = getattr(schematic, part)
        assert f"{TITLES[part.replace('_', ' ')].lower()} ({STATES[model.state]}" in memory(schematic)


def test_schematics_agree_with_the_compared_attributes() -> None:
    parts = {"value_model": "value_model", "reference_model": "reference", "on_policy_sampling": "samples"}
    compared = {id: method for id, method in catalog().of("methods", Method).items() if method.attributes}
    assert len(compared) >= 5
    for id, method in compared.items():
        assert method.schematic, f"{id} is compared and has no picture"
        for attribute, part in parts.items():
            value = getattr(method.attributes, attribute)
            if value.startswith(("Yes", "No")):
                assert (getattr(method.schematic, part) is not None) is value.startswith("Yes"), (id, attribute)
        stated = re.match(r"\d", method.attributes.model_copies_in_memory if method.attributes else "")
        assert stated
        assert memory(method.schematic).startswith(f"In memory: {stated[0]} model"), id


def test_what_a_record_without_a_schematic_shows_is_nothing() -> None:
    without = {entry.address for entry in catalog().entries} - set(SCHEMATICS)
    assert without
    assert not without & set(pictures(catalog()))


def test_a_part_that_is_missing_is_drawn_as_not_used() -> None:
    least = Schematic(loss="a loss", flows=())
    drawn = picture("methods/least", "Least", least)
    assert drawn.description.startswith("Parts: loss (a loss). Not used: labeller, labelled data, prompts,")
    assert drawn.memory == "In memory: no model."
    assert drawn.wide.count("not used") == len(PARTS) - 1

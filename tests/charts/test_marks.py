"""Marks of charts as they are drawn: each with the name of what it stands for, none over another."""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from functools import cache
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from atlas.charts import charts
from atlas.charts.chart import Chart, Spec, at_widths
from atlas.charts.drawing import draw
from atlas.charts.effort import marks, words_of
from atlas.charts.timeline import FIRST_YEAR
from atlas.charts.timeline_layout import MARK
from atlas.evidence.shown import figure_href, record_href
from atlas.model import Citation
from atlas.model.figure import LabelledFigure
from atlas.tables.effort import human_effort
from atlas.tables.sizes import sizes
from atlas.tables.timeline import events
from atlas.tables.view import View

from tests.atlases import catalog


@cache
def view() -> View:
    return View(catalog())


@cache
def found() -> dict[str, Chart]:
    return charts(view())


@cache
def drawn(id: str, width: str) -> Element:
    spec: Spec = getattr(found()[id], width)
    return ElementTree.fromstring(draw(spec))


def address(link: Element) -> str:
    return link.attrib["{http://www.w3.org/1999/xlink}href"]


def named(svg: Element) -> list[Element]:
    """What has a name: marks, and links around marks."""
    return [element for element in svg.iter() if element.find("title") is not None]


def name(element: Element) -> str:
    title = element.find("title")
    assert title is not None
    return title.text or ""


def place(mark: Element) -> tuple[float, float]:
    """Where a mark stands, in the drawing."""
    path = mark if mark.tag == "path" else mark.find("path")
    assert path is not None
    x, y = re.findall(r"-?[\d.]+", path.attrib["transform"])
    return float(x), float(y)


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_marks_of_every_chart_have_names(width: str) -> None:
    for id in found():
        names = [name(element) for element in named(drawn(id, width))]
        assert names, id
        assert all(re.search(r"\w", words) and "undefined" not in words for words in names), id


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_each_mark_of_the_models_names_model_numbers_and_sources_and_leads_there(width: str) -> None:
    expected = {
        record_href(f"models/{size.id}"): (size.title, size.parameters_shown, size.tokens_shown)
        for size in sizes(view())
    }
    links = {address(link): name(link) for link in drawn("tokens", width).iter("a")}
    assert links.keys() == expected.keys()
    assert len(links) > 20
    for href, (title, *figures) in expected.items():
        assert links[href].startswith(f"{title}; ")
        for shown in figures:
            assert shown.words in links[href]
            assert shown.kind in links[href]
            assert shown.said_by in links[href]


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_each_number_on_human_effort_is_a_mark_at_each_of_its_stages(width: str) -> None:
    figures = [
        (placed, view().figure(placed))
        for placed in catalog().figures
        if isinstance(placed.figure, LabelledFigure) and placed.figure.labour is not None
    ]
    expected = [
        (figure_href(placed), dict(catalog().stages)[stage].short, shown.words)
        for placed, shown in figures
        if shown.sort is not None
        for stage in placed.figure.stages  # type: ignore[attr-defined]  # they are labelled
    ]
    links = [(address(link), name(link)) for link in drawn("effort", width).iter("a")]
    assert Counter(href for href, _ in links) == Counter(href for href, _, _ in expected)
    for href, stage, words in expected:
        assert [title for to, title in links if to == href and f"; {stage}; {words} (" in title], (href, stage)
    assert len(human_effort(view()).rows) == len(figures) > 35


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_marks_of_human_effort_stand_where_their_numbers_are_and_their_words_are_all_drawn(width: str) -> None:
    svg = drawn("effort", width)
    words = Counter(text.text for text in svg.iter("text"))
    for mark in marks(view()):
        assert words[words_of(mark)] >= 1
    people = [mark for mark in marks(view()) if mark.effort.kind == "people"]
    places = {name(link): place(link)[0] for link in svg.iter("a")}
    across = [(math.log(mark.value), places[mark.record["name"]]) for mark in people]
    (least, left), (most, right) = min(across), max(across)
    for value, x in across:
        assert x == pytest.approx(left + (value - least) / (most - least) * (right - left), abs=0.1)


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_every_event_of_the_timeline_is_a_mark_with_its_name(width: str) -> None:
    shown = [event for event in events(view()) if int(event.date[:4]) >= FIRST_YEAR]
    expected = Counter(f"{event.title}; {event.kind}, {event.date}" for event in shown for _ in event.stages)
    assert Counter(name(mark) for mark in named(drawn("timeline", width))) == expected
    assert expected.total() > 300


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_landmarks_alone_are_links_and_each_has_its_label(width: str) -> None:
    svg = drawn("timeline", width)
    sources = catalog().of("citations", Citation)
    landmarks = {key: source.landmark for key, source in sources.items() if source.landmark}
    expected = Counter({record_href(f"citations/{key}"): len(landmark.stages) for key, landmark in landmarks.items()})
    assert Counter(address(link) for link in svg.iter("a")) == expected
    words = Counter(text.text for text in svg.iter("text"))
    bare = [landmark.name for landmark in landmarks.values() if words[landmark.name] < len(landmark.stages)]
    # Where two landmarks share a half-year of the narrow chart, one gives way and keeps its name and link.
    assert len(bare) <= {"wide": 0, "narrow": 1}[width], bare
    assert 20 < expected.total() < 45, "few enough to be passed with the tab key"


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_no_two_marks_of_the_timeline_cover_each_other(width: str) -> None:
    places = [place(mark) for mark in named(drawn("timeline", width))]
    covering = [
        (first, second)
        for first, second in itertools.combinations(places, 2)
        if abs(first[0] - second[0]) < MARK and abs(first[1] - second[1]) < MARK
    ]
    assert covering == []


def test_a_drawing_hides_from_screen_readers_all_but_its_links() -> None:
    assert drawn("benchmarks", "wide").get("aria-hidden") == "true"
    svg = drawn("tokens", "wide")
    hidden = {element for part in svg.iter() if part.get("aria-hidden") == "true" for element in part.iter()}
    assert svg not in hidden
    assert all(link not in hidden and link.get("role") == "link" for link in svg.iter("a"))
    assert all(text in hidden for text in svg.iter("text"))


def test_a_mark_without_a_record_is_no_link() -> None:
    data = [{"x": 1, "name": "first", "href": "@/models/x/"}, {"x": 2, "name": "a <b> & [c]"}]
    mark = {
        "data": {"values": data},
        "mark": {"type": "point"},
        "encoding": {"x": {"field": "x", "type": "quantitative"}},
    }
    svg = ElementTree.fromstring(draw(at_widths(lambda _: dict(mark))[0]))
    assert [(element.tag, name(element)) for element in named(svg)] == [("a", "first"), ("path", "a <b> & [c]")]

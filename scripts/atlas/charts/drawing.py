"""Vega-Lite specifications to SVG that a strict content security policy and a dark scheme both leave readable."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from atlas.charts.chart import Spec
from atlas.charts.engine import engine, keeper
from atlas.site.processes import by_another

VL_VERSION = "5.20"
_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "http://www.w3.org/1999/xlink"
_FROM_TOP = re.compile(r".*?(@/.*)")
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
_NUMBER = re.compile(r"-?\d+\.\d{3,}")
_MARK = "graphics-symbol"
_DROPPED = {"aria-hidden", "aria-roledescription", "aria-label", "role", "pointer-events", "class", "style", "cursor"}

Draw = Callable[[Spec], str]


def draw(spec: Spec) -> str:
    """The SVG of a specification as one line, without scripts, style attributes and the engine's own labels.

    A named mark has its name as a title; one that stands for a record is a link, and only links meet screen readers.

    Raises:
        ValueError: the specification cannot be drawn.
    """
    text = json.dumps(spec)
    return _cleaned(
        engine().vegalite_to_svg(text, vl_version=VL_VERSION), hashlib.sha256(text.encode()).hexdigest()[:8]
    )


def _cleaned(svg: str, drawing: str) -> str:
    # The text comes from our own renderer, not from outside.
    root = ElementTree.fromstring(svg)  # noqa: S314
    for element in root.iter():
        element.tag = element.tag.removeprefix(_SVG)
    _link(root)
    _identify(root, drawing)
    for element in list(root.iter()):
        _name(element)
        _tidy(element)
    _flatten(root)
    for name in ("width", "height", "version"):
        root.attrib.pop(name, None)
    _hide(root)
    for link in root.iter("a"):
        root.set("xmlns:xlink", _XLINK)
        link.set("role", "link")  # said outright, as tools know an older address of a link in SVG less well
    return ElementTree.tostring(root, encoding="unicode")


def _link(parent: Element) -> None:
    """Give links their address from the top of the site, and take the others out: the engine puts its own before."""
    for place, child in enumerate(list(parent)):
        _link(child)
        if child.tag == "a":
            way = _FROM_TOP.fullmatch(child.attrib.pop(f"{{{_XLINK}}}href"))
            if way:
                # Not a plain href: the theme's script would write to it, and a link in SVG has one to read only.
                child.set("xlink:href", way[1])
            else:
                (parent[place],) = child


def _identify(root: Element, drawing: str) -> None:
    """Number ids below the name of the drawing: the engine counts on from one drawing to the next."""
    parts = [element for element in root.iter() if "id" in element.attrib]
    ids = {element.attrib["id"]: f"clip-{drawing}-{number}" for number, element in enumerate(parts)}
    for element in root.iter():
        for key, value in element.attrib.items():
            if key == "id":
                element.set(key, ids[value])
            else:
                element.set(key, _REFERENCE.sub(lambda found: f"url(#{ids[found[1]]})", value))


def _name(element: Element) -> None:
    """Turn the label of a mark into a title of the mark, or of the link around it."""
    marks = [element, *(element if element.tag == "a" else ())]
    labels = [
        mark.attrib.pop("aria-label") for mark in marks if mark.get("role") == _MARK and "aria-label" in mark.attrib
    ]
    if labels and element.tag != "g":
        title = ElementTree.Element("title")
        title.text = labels[0]
        element.insert(0, title)


def _hide(element: Element) -> None:
    """Hide from screen readers what holds no link: the data stand in a table below."""
    if element.find(".//a") is None:
        element.set("aria-hidden", "true")
        return
    for child in element:
        if child.tag != "a":
            _hide(child)


def _tidy(element: Element) -> None:
    if "style" in element.attrib:
        styles = (part.partition(":") for part in element.attrib["style"].split(";") if part.strip())
        element.attrib.update({name.strip(): value.strip() for name, _, value in styles})
    for name in _DROPPED & set(element.attrib):
        del element.attrib[name]
    if element.get("opacity") == "1":
        del element.attrib["opacity"]
    if "stroke" not in element.attrib:
        element.attrib.pop("stroke-width", None)  # on each of several hundred marks that have no outline
    element.attrib.pop("font-family", None)
    if "transform" in element.attrib:
        element.set("transform", _NUMBER.sub(lambda found: f"{float(found[0]):.2f}", element.attrib["transform"]))
    element.tail = None


def _flatten(parent: Element) -> None:
    """Remove groups and paths that show nothing."""
    for child in list(parent):
        _flatten(child)
        empty_group = child.tag == "g" and not len(child)
        empty_path = child.tag == "path" and "stroke" not in child.attrib and "fill" not in child.attrib
        if empty_group or (empty_path and child.get("d", "").endswith("h0v0h0Z")):
            parent.remove(child)


_ANY: Spec = {"data": {"values": [{}]}, "mark": "point"}


@contextmanager
def drawing(folder: Path) -> Iterator[Draw]:
    """Drawing that keeps each SVG in a folder; while there is none, another process draws, as all will be new.

    That process starts the engine, which takes as long as many drawings, beside what comes before them; and this one
    has no threads of the engine, so that it can go on sharing its work.
    """
    if folder.exists():
        yield cached(folder)
    else:
        with by_another(draw, lambda: draw(_ANY)) as drawn:
            yield cached(folder, drawn)


def cached(folder: Path, draw: Draw = draw) -> Draw:
    """Drawing that keeps each SVG in a folder under the hash of its specification and of the engine."""
    keep = keeper(folder, "svg", Path(__file__))

    def drawn(spec: Spec) -> str:
        return keep(json.dumps(spec, sort_keys=True), lambda: draw(spec).encode()).decode()

    return drawn

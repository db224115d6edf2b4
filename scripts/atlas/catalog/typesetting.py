"""MathML set as TeX would set it: limits, accents, brackets, signs and function names with their spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

ROWS = frozenset({"math", "mrow", "mstyle", "mtd", "msqrt", "mpadded", "mphantom"})
_SCRIPTS = {"msub": "munder", "msup": "mover", "msubsup": "munderover"}
_SCRIPTED = {*_SCRIPTS, *_SCRIPTS.values()}
_LIMITS = frozenset("∑∏∐⋂⋃⋀⋁⨁⨂⨀") | {"max", "min", "sup", "inf", "lim"}
_OPENING, _CLOSING, _BARS = "([{⟨⌈⌊", ")]}⟩⌉⌋", "|‖"
_SIGNS = frozenset("+−±∓⋅×∗")
_ACCENTS = {"^": "ˆ", "∼": "˜", "¯": "ˉ"}
_NAME = re.compile(r"[A-Za-z][A-Za-z\s\u2006\u2009]+")


def typeset(root: Element) -> None:
    """Set every element of a formula, in place."""
    for step in _STEPS:
        for element in list(root.iter()):
            step(element)


def _set_limits(element: Element) -> None:
    """Limits under and over where there is room: latex2mathml forgets them in brackets and for max."""
    if element.tag in _SCRIPTED and element[0].text in _LIMITS:
        element.tag = _SCRIPTS.get(element.tag, element.tag)
        element[0].set("movablelimits", "true")


def _set_accent(element: Element) -> None:
    """Hats, tildes and bars close to their letter: latex2mathml writes the keyboard's, too high."""
    if element.tag == "mover" and element[1].text in _ACCENTS:
        element.set("accent", "true")
        element[1].text = _ACCENTS[element[1].text or ""]
        element[1].set("stretchy", "false")


def _set_prime(element: Element) -> None:
    """Primes beside their letter: they stand raised in the font, and as scripts are raised twice and tiny."""
    if element.tag == "msup" and set(element[1].text or " ") <= set("′″"):
        element.tag, element[1].tag = "mrow", "mo"
        element[1].attrib = {"form": "postfix", "lspace": "0", "rspace": "0"}


def _drop_invisible(row: Element) -> None:
    """No empty fence of a one-sided pair, and no negative space: the gap it closes in TeX is none in MathML."""
    for child in list(row):
        closes_gap = child.tag == "mspace" and child.get("width", "").startswith(("-", "negative"))
        if closes_gap or (child.tag == "mo" and not child.text):
            row.remove(child)


def _wrap_binomials(row: Element) -> None:
    """Binomials in rows of their own, where brackets stretch to them: latex2mathml's have one size for all."""
    for fraction in [child for child in row if child.get("linethickness") == "0"]:
        at = list(row).index(fraction)
        parts = row[at - 1 : at + 2]
        if at > 0 and [part.tag for part in parts] == ["mo", "mfrac", "mo"]:
            for fence in (parts[0], parts[2]):
                fence.attrib = {"stretchy": "true"}
            wrapped = Element("mrow")
            wrapped.extend(parts)
            row[at - 1 : at + 2] = [wrapped]


def _set_fences(row: Element) -> None:
    """Brackets and bars that know their side and stretch only where LaTeX says so: browsers guess otherwise."""
    opened: set[str] = set()
    for child in map(_core, row if row.tag in ROWS else ()):
        text = child.text or ""
        if child.tag != "mo" or not text or text not in f"{_OPENING}{_CLOSING}{_BARS}":
            continue
        sized = "minsize" in child.attrib or child.get("stretchy") == "true"
        child.set("stretchy", "true" if sized else "false")
        if child.get("fence") == "false" or "lspace" in child.attrib:  # a bar between two things
            continue
        closes = text in _CLOSING or text in opened
        if text in _BARS:
            opened ^= {text}
        child.attrib.setdefault("form", "postfix" if closes else "prefix")


def _set_signs(row: Element) -> None:
    """Signs close to what follows, where no term precedes them: MathML looks only at the place in the row."""
    for before, child, _ in _neighbours(row):
        if child.tag == "mo" and child.text in _SIGNS and not _ends_term(before):
            child.attrib.update(form="prefix", lspace="0", rspace="0")


def _set_functions(row: Element) -> None:
    """Function names with thin spaces, none next to brackets: browsers give none or too much all around."""
    for before, child, after in _neighbours(row):
        name = _core(child)
        if name.tag in ("mi", "mo") and _NAME.fullmatch(name.text or ""):
            name.tag = "mo"
            sign = before is not None and before.text in _SIGNS and before.get("form") == "prefix"
            name.set("lspace", "0.167em" if sign or _ends_term(before) else "0")
            name.set("rspace", "0" if after is None or _is_space(after) or _opens(after) else "0.167em")


def _tighten_scripts(element: Element) -> None:
    """Scripts without gaps around their signs, as TeX sets them: browsers space them like the line itself."""
    if element.tag in _SCRIPTED:
        for sign in [sign for script in element[1:] for sign in script.iter("mo")]:
            sign.attrib.update(lspace="0", rspace="0")


def _neighbours(row: Element) -> Iterator[tuple[Element | None, Element, Element | None]]:
    """Each child of the row with the one before and the one after it."""
    children: list[Element | None] = [None, *row, None] if row.tag in ROWS else []
    for before, child, after in zip(children, children[1:], children[2:], strict=False):
        if child is not None:
            yield before, child, after


def _core(element: Element) -> Element:
    """What a script, an accent or a row of one thing stands on."""
    while element.tag in _SCRIPTED or (element.tag == "mrow" and len(element) == 1):
        element = element[0]
    return element


def _ends_term(element: Element | None) -> bool:
    """Whether an operator after this element stands between two terms."""
    if element is None or _is_space(element):
        return False
    core = _core(element)
    return core.tag != "mo" or core.get("form") == "postfix"


def _is_space(element: Element) -> bool:
    """Whether the element is nothing but a gap."""
    return element.tag == "mspace" or (element.tag == "mtext" and not (element.text or "").strip())


def _opens(element: Element) -> bool:
    """Whether the element begins with an opening bracket."""
    first = element[0] if element.tag == "mrow" and len(element) else element
    return first.tag == "mo" and first.get("form") == "prefix" and (first.text or " ") in _OPENING + _BARS


_STEPS = (
    _set_limits,
    _set_accent,
    _set_prime,
    _drop_invisible,
    _wrap_binomials,
    _set_fences,
    _set_signs,
    _set_functions,
    _tighten_scripts,
)

"""Where a long formula may go on in the next line: before its relations and its sums, and after a comma with a gap."""

from __future__ import annotations

from xml.etree.ElementTree import Element

_RELATIONS = frozenset("=≈≤≥<>∝←→∼≡")
_SUMS = frozenset("+−±")
_OPENING, _CLOSING = frozenset("([{⟨⌈⌊"), frozenset(")]}⟩⌉⌋")


def pieces(row: Element) -> list[list[list[Element]]]:
    """The children of a formula's row: its equations, each in groups; a line may end after each group.

    No group is cut inside brackets.
    """
    found: list[list[list[Element]]] = [[[]]]
    depth = 0
    for child in row:
        sign = child.text or "" if child.tag == "mo" else ""
        depth += (sign in _OPENING) - (sign in _CLOSING) if sign else 0
        if depth == 0 and found[-1][-1] and _begins_piece(child, sign):
            child.attrib.setdefault("form", "infix")  # at the head of a row browsers would take it for a prefix
            found[-1].append([])
        found[-1][-1].append(child)
        if depth == 0 and _is_gap_after_comma(found[-1][-1]):
            found.append([[]])
    return [equation for equation in found if equation != [[]]]


def _begins_piece(child: Element, sign: str) -> bool:
    return bool(sign) and (sign in _RELATIONS or (sign in _SUMS and child.get("form") != "prefix"))


def _is_gap_after_comma(piece: list[Element]) -> bool:
    return len(piece) > 1 and piece[-1].tag == "mspace" and piece[-2].text == ","

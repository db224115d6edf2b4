"""LaTeX formulas as MathML that Markdown, a strict CSP and a browser's MathML Core all leave as it is."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from xml.etree.ElementTree import Element

from atlas.catalog.breaking import pieces
from atlas.catalog.typesetting import ROWS, typeset

_CHILDREN = dict.fromkeys(("mfrac", "mroot", "msub", "msup", "munder", "mover"), 2)
_CHILDREN |= dict.fromkeys(("msubsup", "munderover"), 3)
_TAGS = ROWS | set(_CHILDREN) | {"mi", "mn", "mo", "mtext", "mspace", "mtable", "mtr"}
_ATTRIBUTES = re.compile(
    "accent|accentunder|column(align|spacing)|depth|display|displaystyle|fence|form|height|largeop|linethickness"
    "|lspace|mathvariant|maxsize|minsize|movablelimits|rowspacing|rspace|scriptlevel|separator|stretchy|width"
)
_MISTAKEN = "∼:;⟨⟩⌈⌉⌊⌋"
_ALPHABETS = {"bold-italic": "BOLD ITALIC", "double-struck": "DOUBLE-STRUCK"}
_SPELLED = {"·": "⋅", "~": "∼", r"\|": "‖", r"\{": "{", r"\}": "}"}

_COMMAND = re.compile(r"\\[A-Za-z]+")
_DEFINITION = re.compile(r"\\(?:def|(?:re)?newcommand|(?:re)?newenvironment|DeclareMathOperator)(?![A-Za-z])")
_UPRIGHT = re.compile("[∅∞⊤⊥∇Α-Ω]")
_SIGN = re.compile(r"[^A-Za-z0-9 .%-]")
_SHOWN_AS_ENTITY = re.compile(r"[A-Za-z]{2,}|[!-/:-@\[-`{-~]+")


_MOST_LEVELS = 20
"""Levels of braces and brackets that a formula may have: more than anybody reads, fewer than any program minds."""


class FormulaError(ValueError):
    """A formula that cannot be shown; the message says why in words for the formula's author."""


@lru_cache(maxsize=4096)
def mathml(latex: str, *, block: bool) -> str:
    """One line of MathML for a LaTeX formula, safe inside a raw HTML block or a Markdown table cell.

    ``block`` sets it as large as on a line of its own, with limits under and over; a formula of several terms is then
    several elements, between which a narrow screen may begin a new line. Raises FormulaError.
    """
    from latex2mathml.converter import convert_to_element  # noqa: PLC0415 - loads half the web for one table of names

    _refuse_unreadable(latex)
    try:
        root = convert_to_element(latex, display="block" if block else "inline")
    except Exception as error:  # latex2mathml's errors share no base class
        raise FormulaError(f"not readable as LaTeX ({type(error).__name__}): {latex}") from error
    if _depth(root) > 8 * _MOST_LEVELS:
        raise FormulaError(f"nested deeper than {_MOST_LEVELS} levels: write it in parts")
    root.attrib.pop("xmlns", None)  # HTML needs none
    for step in (_read_text, _refuse_foreign, _spell_letters):
        for element in list(root.iter()):
            step(element)
    typeset(root)
    source = Element("annotation", encoding="application/x-tex")
    source.text = latex
    row = root[0] if len(root) == 1 and root[0].tag == "mrow" else root
    if not block:
        return _markup(_element(list(row), source, block=False))
    equations = pieces(row)
    first = equations[0][0]
    shown = (
        "<wbr>".join(_markup(_element(row, source if row is first else None, block=True)) for row in equation)
        for equation in equations
    )
    return "".join(f'<span class="equation">{equation}</span>' for equation in shown)


def _element(row: list[Element], source: Element | None, *, block: bool) -> Element:
    """A formula or a piece of one; the first piece carries the source of the whole."""
    content = Element("mrow")
    content.extend(row)
    found = Element("math", {"displaystyle": "true"} if block else {})
    if source is None:
        found.append(content)
        return found
    semantics = Element("semantics")
    semantics.extend([content, source])
    found.append(semantics)
    return found


def _refuse_unreadable(latex: str) -> None:
    """Nothing; FormulaError for what latex2mathml would swallow without a word."""
    bare = re.sub(r"\\[^A-Za-z]", "", latex)
    if not latex.strip():
        raise FormulaError("the formula is empty")
    if "%" in bare:
        raise FormulaError(rf"'%' would start a comment: write '\%': {latex}")
    if definition := _DEFINITION.search(latex):  # a few of them can expand without end
        raise FormulaError(f"'{definition.group()}': a formula cannot define commands: {latex}")
    depth = deepest = 0
    for sign in re.findall(r"[{}]|\\left(?![a-z])|\\right(?![a-z])", bare):
        depth += 1 if sign in ("{", r"\left") else -1
        deepest = max(deepest, depth)
    if deepest > _MOST_LEVELS:
        raise FormulaError(f"nested deeper than {_MOST_LEVELS} levels: write it in parts")
    if bare.count("{") != bare.count("}"):
        raise FormulaError(f"its braces do not pair up: {latex}")


def _depth(root: Element) -> int:
    """The levels of elements below one, counted without recursion."""
    depth, level = 0, [root]
    while level:
        depth, level = depth + 1, [child for element in level for child in element]
    return depth


def _read_text(element: Element) -> None:
    """Text as characters: latex2mathml writes references, and a command it does not know as it is."""
    if unknown := _COMMAND.search(element.text or ""):
        raise FormulaError(f"unknown command '{unknown.group()}'")
    text = html.unescape(element.text or "")
    element.text = _SPELLED.get(text, text)


def _spell_letters(element: Element) -> None:
    """Styled letters as characters of their own: MathML Core knows no mathvariant but ``normal``."""
    text, variant = element.text or "", element.get("mathvariant", "normal")
    if variant != "normal":
        del element.attrib["mathvariant"]
        element.text = "".join(_styled(letter, variant) for letter in text)
    elif element.tag == "mi" and text and text in _MISTAKEN:
        element.tag = "mo"  # latex2mathml takes these for identifiers
    elif element.tag in ("mo", "mi") and _UPRIGHT.fullmatch(text):
        element.tag = "mi"  # latex2mathml takes some for operators, which stand apart from their neighbours
        element.set("mathvariant", "normal")  # browsers slant them, TeX does not


def _styled(letter: str, variant: str) -> str:
    """The letter in a mathematical alphabet, such as 𝟙 for ``double-struck`` 1."""
    plain = re.sub(r"^(?:LATIN|GREEK) (\w+) LETTER", r"\1", unicodedata.name(letter, ""))
    try:
        return unicodedata.lookup(f"MATHEMATICAL {_ALPHABETS.get(variant, variant.upper())} {plain}")
    except KeyError:
        raise FormulaError(f"there is no {variant} '{letter}'") from None


def _refuse_foreign(element: Element) -> None:
    """Nothing; FormulaError for markup beyond plain mathematics, such as links, styles and classes."""
    if element.tag == "mfrac":
        element.attrib.pop("style", None)  # of \tfrac; it means displaystyle, which the parent has
    if element.tag not in _TAGS:
        raise FormulaError(f"a formula cannot hold <{element.tag}>")
    if foreign := [name for name in element.attrib if not _ATTRIBUTES.fullmatch(name)]:
        raise FormulaError(f"a formula cannot set {', '.join(foreign)}")
    if len(element) != _CHILDREN.get(element.tag, len(element)):
        raise FormulaError(f"a part of <{element.tag}> is missing")


def _markup(element: Element) -> str:
    """The element as HTML, with nothing in its text that a Markdown extension would act on."""
    attributes = "".join(f' {name}="{_SIGN.sub(_as_entity, value)}"' for name, value in element.attrib.items())
    content = _entities(element.text or "") + "".join(_markup(child) for child in element)
    return f"<{element.tag}{attributes}>{content}</{element.tag}>"


def _entities(text: str) -> str:
    """The text on one line, each letter of a word and each ASCII sign as a character reference."""
    line = re.sub(r"[ \t\r\n]+", " ", text)
    return _SHOWN_AS_ENTITY.sub(_as_entity, line)


def _as_entity(match: re.Match[str]) -> str:
    return "".join(f"&#{ord(sign)};" for sign in match.group())

"""LaTeX formulas as MathML that Markdown, a strict CSP and a browser's MathML Core all leave as it is."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from latex2mathml.converter import convert_to_element

_ROWS = frozenset({"math", "mrow", "mstyle", "mtd", "msqrt", "mpadded", "mphantom"})
_SCRIPTS = {"msub": "munder", "msup": "mover", "msubsup": "munderover"}
_SCRIPTED = {*_SCRIPTS, *_SCRIPTS.values()}
_CHILDREN = dict.fromkeys(("mfrac", "mroot", "msub", "msup", "munder", "mover"), 2)
_CHILDREN |= dict.fromkeys(("msubsup", "munderover"), 3)
_TAGS = _ROWS | set(_CHILDREN) | {"mi", "mn", "mo", "mtext", "mspace", "mtable", "mtr"}
_ATTRIBUTES = re.compile(
    "accent|accentunder|column(align|spacing)|depth|display|displaystyle|fence|form|height|largeop|linethickness"
    "|lspace|mathvariant|maxsize|minsize|movablelimits|rowspacing|rspace|scriptlevel|separator|stretchy|width"
)
_LIMITS = frozenset("∑∏∐⋂⋃⋀⋁⨁⨂⨀") | {"max", "min", "sup", "inf", "lim"}
_OPENING, _CLOSING, _BARS = "([{⟨⌈⌊", ")]}⟩⌉⌋", "|‖"
_SIGNS = frozenset("+−±∓⋅×∗")
_MISTAKEN = "∼:;⟨⟩⌈⌉⌊⌋"
_ACCENTS = {"^": "ˆ", "∼": "˜", "¯": "ˉ"}
_ALPHABETS = {"bold-italic": "BOLD ITALIC", "double-struck": "DOUBLE-STRUCK"}
_SPELLED = {"·": "⋅", "~": "∼", r"\|": "‖", r"\{": "{", r"\}": "}"}

_COMMAND = re.compile(r"\\[A-Za-z]+")
_DEFINITION = re.compile(r"\\(?:def|(?:re)?newcommand|(?:re)?newenvironment|DeclareMathOperator)(?![A-Za-z])")
_UPRIGHT = re.compile("[∅∞⊤⊥∇Α-Ω]")
_NAME = re.compile(r"[A-Za-z][A-Za-z\s\u2006\u2009]+")
_SHOWN_AS_ENTITY = re.compile(r"[A-Za-z]{2,}|[!-/:-@\[-`{-~]+")


class FormulaError(ValueError):
    """A formula that cannot be shown; the message says why in words for the formula's author."""


def mathml(latex: str, *, block: bool) -> str:
    """One line of MathML for a LaTeX formula, safe inside a raw HTML block or a Markdown table cell.

    ``block`` sets it on a line of its own, with limits under and over. Raises FormulaError.
    """
    _refuse_unreadable(latex)
    try:
        root = convert_to_element(latex, display="block" if block else "inline")
    except Exception as error:  # latex2mathml's errors share no base class
        raise FormulaError(f"not readable as LaTeX ({type(error).__name__}): {latex}") from error
    root.attrib.pop("xmlns", None)  # HTML needs none
    steps = (
        _read_text,
        _refuse_foreign,
        _spell_letters,
        _set_limits,
        _set_accent,
        _set_prime,
        _drop_invisible,
    )
    for step in (*steps, _wrap_binomials, _set_fences, _set_signs, _set_functions, _tighten_scripts):
        for element in list(root.iter()):
            step(element)
    source = Element("annotation", encoding="application/x-tex")
    source.text = latex
    semantics = Element("semantics")
    semantics.extend([*root, source])
    root[:] = [semantics]
    return _markup(root)


def _refuse_unreadable(latex: str) -> None:
    """Nothing; FormulaError for what latex2mathml would swallow without a word."""
    bare = re.sub(r"\\[^A-Za-z]", "", latex)
    if not latex.strip():
        raise FormulaError("the formula is empty")
    if "%" in bare:
        raise FormulaError(rf"'%' would start a comment: write '\%': {latex}")
    if definition := _DEFINITION.search(latex):  # a few of them can expand without end
        raise FormulaError(f"'{definition.group()}': a formula cannot define commands: {latex}")
    if bare.count("{") != bare.count("}"):
        raise FormulaError(f"its braces do not pair up: {latex}")


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
    for child in map(_core, row if row.tag in _ROWS else ()):
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
    children: list[Element | None] = [None, *row, None] if row.tag in _ROWS else []
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


def _markup(element: Element) -> str:
    """The element as HTML, with nothing in its text that a Markdown extension would act on."""
    attributes = "".join(f' {name}="{_entities(value)}"' for name, value in element.attrib.items())
    content = _entities(element.text or "") + "".join(_markup(child) for child in element)
    return f"<{element.tag}{attributes}>{content}</{element.tag}>"


def _entities(text: str) -> str:
    """The text on one line, each letter of a word and each ASCII sign as a character reference."""
    line = re.sub(r"[ \t\r\n]+", " ", text)
    return _SHOWN_AS_ENTITY.sub(lambda match: "".join(f"&#{ord(sign)};" for sign in match.group()), line)

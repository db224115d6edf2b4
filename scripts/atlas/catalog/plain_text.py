"""Names and titles with the LaTeX of bibliographies, as the plain text that a record holds."""

from __future__ import annotations

import re
import unicodedata

_ACCENTS = {
    "`": "GRAVE", "'": "ACUTE", "^": "CIRCUMFLEX", '"': "DIAERESIS", "~": "TILDE", "=": "MACRON", ".": "DOT ABOVE",
    "u": "BREVE", "v": "CARON", "H": "DOUBLE ACUTE", "c": "CEDILLA", "k": "OGONEK", "r": "RING ABOVE",
}  # fmt: skip
_LETTERS = {
    "lambda": "λ", "Lambda": "Λ",
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å",
    "AA": "Å", "i": "ı", "j": "ȷ", "times": "×", "cdot": "·", "infty": "∞", "to": "→", "rightarrow": "→", "ell": "ℓ",
    "leq": "≤", "geq": "≥", "approx": "≈", "sim": "~", "pm": "±", "ldots": "…", "dots": "…", "textendash": "–",
    "textemdash": "—", "textasciitilde": "~", "textbackslash": "", "LaTeX": "LaTeX", "TeX": "TeX", "dag": "†",
}  # fmt: skip
_SUPERSCRIPTS = str.maketrans("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ")
_SUBSCRIPTS = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")
_LATEX = re.compile(r"\\|\{[^{}=<>|]*\}|\$[^$]*[\\^_][^$]*\$|\$[A-Za-z]\w{0,2}\$")
_ACCENT = re.compile(r"""\\([`'^"~=.]|[uvHckr](?![A-Za-z]))\s*(?:\{\s*\\?([A-Za-z]?)\s*\}|\\?([A-Za-z]))""")
_FONTS = re.compile(r"\\(?:text(?:it|bf|sc|tt|rm|sf|up)|emph|math(?:rm|bf|it|cal|bb|sf|tt)|operatorname|url)\s*")
_COMMAND = re.compile(r"\\([A-Za-z]+)(?:\{\}|\s+|(?![A-Za-z]))")


def has_latex(text: str) -> bool:
    """Whether a name or title holds LaTeX, which would be shown as it stands."""
    return _LATEX.search(text) is not None


def without_latex(latex: str) -> str | None:
    """The text that LaTeX stands for; None where that cannot be worked out."""
    text = _ACCENT.sub(_accented, _FONTS.sub("", latex))
    text = re.sub(r"\^\{?([0-9n+-]{1,3})\}?", lambda found: found[1].translate(_SUPERSCRIPTS), text)
    text = re.sub(r"(?<!\\)_\{?([0-9+-]{1,3})\}?", lambda found: found[1].translate(_SUBSCRIPTS), text)
    text = _COMMAND.sub(_letter, text)
    text = re.sub(r"\$([^$]*)\$", r"\1", re.sub(r"\\\$", "\0", text)).replace("\0", "$")
    text = re.sub(r"\\([&%#_])", r"\1", text).replace("---", "—").replace("--", "–").replace("~", " ")
    text = re.sub(r"[{}]", "", text)
    return None if "\\" in text or not text.strip() else unicodedata.normalize("NFC", text)


def _accented(found: re.Match[str]) -> str:
    letter = {"": "", "ı": "i"}.get(found[2] or found[3] or "", found[2] or found[3] or "")
    if not letter:
        return found.group()
    return unicodedata.normalize("NFC", letter + unicodedata.lookup(f"COMBINING {_combining(found[1])}"))


def _combining(sign: str) -> str:
    name = _ACCENTS[sign]
    return f"{name} ACCENT" if name in ("GRAVE", "ACUTE", "CIRCUMFLEX", "DOUBLE ACUTE") else name


def _letter(found: re.Match[str]) -> str:
    name = found[1]
    if name in _LETTERS:
        return _LETTERS[name]
    case = "CAPITAL" if name[0].isupper() else "SMALL"
    try:
        return unicodedata.lookup(f"GREEK {case} LETTER {name.upper()}")
    except KeyError:
        return found.group()

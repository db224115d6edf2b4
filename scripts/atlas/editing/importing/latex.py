"""LaTeX in bibliographies as text: accents, braces, dashes and commands."""

from __future__ import annotations

import re

from pylatexenc.latex2text import LatexNodes2Text
from pylatexenc.latexwalker import LatexWalkerError

_NAMES = re.compile(r"\\((?:La|Bib|Xe|Lua)?TeX)(?![A-Za-z])")
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_FORMULA = re.compile(r"(?<!\\)\$|\\\(|\\ensuremath")
_TEXT = LatexNodes2Text(math_mode="text", keep_comments=True, strict_latex_spaces=False)


def as_text(latex: str) -> str:
    """The text that LaTeX stands for, on one line; what cannot be read as LaTeX stays as it is."""
    try:
        text = _TEXT.latex_to_text(re.sub(r"(?<!\\)%", r"\\%", _NAMES.sub(r"\1", latex)))
    except LatexWalkerError:
        text = latex
    return " ".join(text.replace("~", " ").split())


def holds_formula(latex: str) -> bool:
    """Whether a formula stands in LaTeX, which no plain text can show as it is."""
    return _FORMULA.search(latex) is not None


def unknown_commands(latex: str) -> list[str]:
    """The commands in LaTeX that have no text, so that they are lost."""
    context = _TEXT.latex_context
    named = _COMMAND.findall(_NAMES.sub(r"\1", latex))
    return [name for name in named if not getattr(context.get_macro_spec(name), "macroname", "")]

"""What the YAML scanner stumbles over, told by what stands there instead of by the scanner's own sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from atlas.reading.characters import named, odd_space
from atlas.reading.location import Mark

_UNCLOSED = "found unexpected end of stream"
_CANNOT_START = "found character that cannot start any token"
_NO_NODE = "did not find expected node content"
_NO_KEY = "did not find expected key"
_COLON = "mapping values are not allowed in this context"
_NO_COLON = "could not find expected ':'"
_SIGN_OF_A_NAME = "did not find expected alphabetic or numeric character"
_INDENTED = "this line does not stand under the others: indent it as its neighbours are, with spaces"

_PLAIN = {
    _NO_COLON: "this line has no colon: write 'key: value', or indent a text that goes on",
    "did not find expected ',' or ']'": "the list that opens here with [ is not closed: add ]",
    "did not find expected ',' or '}'": "the mapping that opens here with { is not closed: add }",
    "exceeded maximum nesting depth": "nested far too deep: flatten the record",
    "did not find expected '-' indicator": "the items of a list begin with '- ', all at the same indentation",
    "block sequence entries are not allowed in this context": (
        "a value cannot begin with '- ': put it in quotes, or begin the list in a line of its own"
    ),
    "did not find expected <document start>": _INDENTED,
    "did not find expected comment or line break": "after | or > the text begins in the next line, indented",
    "found an indentation indicator equal to 0": "after | or > the text begins in the next line, indented",
    "found unknown escape character": r"in double quotes \ begins an escape: write \\, or use single quotes",
    "did not find expected hexdecimal number": r"in double quotes \ begins an escape: write \\, or use single quotes",
    "found unexpected document indicator": "a quote that opens above is not closed before this line",
    "mapping keys are not allowed in this context": "a value cannot begin with '? ': put it in quotes",
    "found a tab character where an indentation space is expected": "a tab stands here: indent with spaces",
    "found undefined tag handle": "a value that begins with ! is a tag to YAML: put it in quotes",
    "did not find the expected '>'": "a value that begins with ! is a tag to YAML: put it in quotes",
    "found unexpected non-alphabetical character": "a line cannot begin with %: put the key in quotes",
}
"""What the scanner says, to what an editor is told where nothing more exact is seen."""


@dataclass(frozen=True)
class _Place:
    """A line of the text and the column, counted from 0, at which the scanner stopped."""

    line: str
    column: int

    @property
    def sign(self) -> str:
        """The character at the place; nothing at the end of the line."""
        return self.line[self.column : self.column + 1]

    @property
    def before(self) -> str:
        """The line up to the place."""
        return self.line[: self.column]


def trouble(text: str, error: yaml.MarkedYAMLError) -> tuple[Mark, str]:
    """Where a text stops being YAML, and what to do there."""
    # An unclosed quote or bracket is found at the end of the file, but mended where it opens.
    opened = error.problem in (_UNCLOSED, _NO_COLON, _SIGN_OF_A_NAME) or "expected ','" in (error.problem or "")
    marks = (error.problem_mark, error.context_mark)
    mark = next(filter(None, reversed(marks) if opened else marks), None)
    if mark is None:
        return Mark(1, 1), "this is not readable as YAML: check quotes, colons and indentation"
    lines = text.split("\n")
    line = min(mark.line, len(lines) - 1)
    place = _Place(lines[line], mark.column)
    if error.problem == _NO_KEY and (opening := _opening(lines[:line], place)):
        return opening, _told(_UNCLOSED, _Place(lines[opening.line - 1], opening.column - 1))
    return Mark(mark.line + 1, mark.column + 1), _told(error.problem or "", place)


def _opening(above: list[str], place: _Place) -> Mark | None:
    """Where the quote opens that seems to close before a place, if it is in a line above: it was never closed there."""
    quote = place.before.rstrip()[-1:]
    if quote not in ("'", '"') or place.before.count(quote) % 2 == 0:
        return None
    for number in range(len(above), 0, -1):
        found = re.match(rf"[^{quote}]*[:\-,\[{{] *{quote}", above[number - 1])
        if found and above[number - 1].count(quote) % 2:
            return Mark(number, found.end())
    return None


def _told(stated: str, place: _Place) -> str:
    indentation = place.line[: len(place.line) - len(place.line.lstrip())]
    if space := odd_space(indentation):
        return f"{named(space)} stands before this line: indent with plain spaces"
    if "\t" in indentation or (stated == _CANNOT_START and place.sign == "\t"):
        return "a tab stands here: indent with spaces"
    if stated in (_CANNOT_START, _NO_NODE):
        return f"a value cannot begin with {place.sign}: put it in quotes" if place.sign else "a value is missing here"
    if stated == _COLON:
        return _about_a_colon(place)
    if stated == _UNCLOSED:
        return f"the quote that opens here is not closed: add {place.sign} at its end"
    if stated == _SIGN_OF_A_NAME:
        return f"a value cannot begin with {place.sign}, which YAML keeps for itself: put it in quotes"
    if stated == _NO_KEY:
        return _about_a_rest(place)
    return _PLAIN.get(stated, "this is not readable as YAML: check quotes, colons and indentation here and above")


def _about_a_colon(place: _Place) -> str:
    if re.match(r"\s*(- )*[^\s:#]+: +\S", place.before):
        return "a colon with a space after it stands inside the value: put the value in quotes"
    if re.match(r"\s*[^\s:]+\s*$", place.before):
        return (
            "this line stands deeper than the one above, or the one above has no colon: "
            "a key begins under the key before it"
        )
    return "a colon with a space after it stands where no key can be: put the text in quotes"


def _about_a_rest(place: _Place) -> str:
    before = place.before.rstrip()
    if before.endswith(("'", '"')) or (before and place.line[place.column - 1 : place.column] in ("'", '"')):
        quote = before[-1]
        return f"text goes on after the closing {quote}: write the whole value in the other kind of quotes"
    if before.endswith(("]", "}")):
        return f"text goes on after the closing {before[-1]}: put the whole value in quotes"
    if re.search(r":\s+\*\S*$", before):
        return "a value cannot begin with *, which YAML keeps for itself: put it in quotes"
    return _INDENTED

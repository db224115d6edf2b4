"""An example of each kind of record, made from the model: every required place filled, every other key explained."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

from atlas.editing.mechanical import hint_of
from atlas.editing.skeleton import skeleton
from atlas.editing.spans import Edit, edited, spans
from atlas.model import KINDS, types
from atlas.model.types import FigureRef, ProseMark, Ref
from atlas.reading.document import Path
from atlas.reading.fields import bare, hint_at

IDS = {
    "stages": "sft",
    "objectives": "dpo",
    "citations": "hoffmann2022-chinchilla",
    "methods": "dpo",
    "models": "gpt3-175b",
    "benchmarks": "mmlu",
    "datasets": "fineweb",
    "glossary": "loss",
}
"""Kind to the record of it that examples refer to."""

FIGURE = "models/gpt3-175b#tokens"

CHOSEN: dict[str, dict[str, str]] = {
    "stages": {"follows": "release"},
    "compute_shares": {"scope": "final-run", "NAME": "all-of-it", "unit": "gpu-hours", "amount": "1200000"},
    "models": {"lab": "A laboratory", "released": "2024-07"},
    "methods": {"year": "2024"},
    "benchmarks": {"year": "2020"},
    "claims": {"evidence_for": "Two say so [@hoffmann2022-chinchilla, abstract; @ouyang2022-instructgpt, abstract]."},
    "questions": {"question": "Is it so?"},
    "citations": {"authors": "{family: Doe, given: Jane}"},
    "exemptions": {
        "rule": "ATL" + "069",
        "file": "data/benchmarks/mmlu.yml",
        "words": "\"'57 %'\"",
        "until": "2099-12-31",
    },
}
"""Kind to what a type alone does not say: key to its YAML."""

_TYPED = {
    types.Summary: "One sentence that says it.",
    types.Label: "A few words",
    types.When: "2024-07",
    types.Day: "2026-11-25",
    types.Url: "https://example.org/",
    types.Latex: "x^2",
}


def example(kind: str) -> str:
    """The text of an example of a kind, with a comment for every key."""
    text = skeleton(kind, {"reviewed": _TYPED[types.Day]})
    places = spans(text)
    chosen = CHOSEN.get(kind, {})
    edits = []
    for path, hint in empty(kind, text):
        named = "abstract" if path[-1] == "at" or "seen_at" in path else None
        named = named or next((chosen[str(part)] for part in reversed(path) if part in chosen and part != "NAME"), None)
        edits.append(Edit(places.values[path], f" {named or _value(hint)}"))
    filled = edited(text, edits).replace("NAME:", f"{chosen.get('NAME', 'a-name')}:")
    lines = [_chosen(line, chosen) for line in filled.split("\n")]
    return re.sub(r"# A new record.*?\n\n", "\n", "\n".join(lines), count=1, flags=re.DOTALL)


def empty(kind: str, text: str) -> Iterator[tuple[Path, Any]]:
    """Path and annotation of every empty place of a new record."""
    for path, span in spans(text).values.items():
        if path and span.start == span.end:
            yield path, hint_at(KINDS[kind], path)


def _chosen(line: str, chosen: dict[str, str]) -> str:
    """The line of an optional key without its sign, where an example needs the key."""
    found = re.fullmatch(r"# (?P<key>\w+):.*", line)
    return f"{found['key']}: {chosen[found['key']]}" if found and found["key"] in chosen else line


def _value(hint: Any) -> str:
    """A value that an annotation allows."""
    plain = hint_of(hint)
    for mark in get_args(plain)[1:] if get_origin(plain) is not None else ():
        if isinstance(mark, Ref):
            return IDS[mark.kind]
        if isinstance(mark, FigureRef):
            return FIGURE
        if isinstance(mark, ProseMark):
            return "A statement with its source [@hoffmann2022-chinchilla, abstract]."
    shape = bare(plain)
    if plain in _TYPED:
        return _TYPED[plain]
    if get_origin(shape) is Literal:
        return str(get_args(shape)[0])
    return {int: "1", float: "1", bool: "true"}.get(shape, "a")

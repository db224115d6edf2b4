"""New records: every empty place is a complaint, and once the places are filled the record passes every check."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
from atlas.editing.formatting import formatted
from atlas.editing.mechanical import hint_of
from atlas.editing.skeleton import skeleton
from atlas.editing.spans import Edit, edited, spans
from atlas.model import KINDS, types
from atlas.model.types import FigureRef, ProseMark, Ref
from atlas.reading.document import Path as Place
from atlas.reading.fields import bare, hint_at
from atlas.reading.parse import parse
from atlas.reading.problem import BrokenData
from atlas.reading.source import read_document
from atlas.workshop import checked

from tests.atlases import catalog, copy_of_the_atlas, edit

TODAY = "2026-11-25"

KEPT = """  - {file: data/benchmarks/mmlu.yml, words: "'57 %'"}\n"""

CHOSEN: dict[str, dict[str, str]] = {
    "stages": {"follows": "release"},
    "compute_shares": {"scope": "final-run", "NAME": "all-of-it", "unit": "gpu-hours", "kind": "disclosed"},
    "models": {"released": "2024-07"},
    "methods": {"year": "2024"},
    "exemptions": {"rule": "ATL069", "file": "data/benchmarks/mmlu.yml", "words": "\"'57 %'\"", "until": "2099-12-31"},
    "benchmarks": {"year": "2024"},
}
"""Kind to what an editor would choose where not every choice fits: key to its YAML."""


def test_every_kind_says_of_every_key_what_it_is() -> None:
    for kind in KINDS:
        text = skeleton(kind, {"reviewed": TODAY})
        for name in KINDS[kind].model_fields:
            assert re.search(rf"^(?:# )?{name}:", text, re.MULTILINE), (kind, name)
        assert formatted(kind, text) == text
        assert max(len(line) for line in text.splitlines() if line.startswith("# ")) <= 400


def test_the_form_of_what_is_written_by_hand_is_said() -> None:
    text = skeleton("citations", {"reviewed": TODAY})
    assert "{family: Hoffmann, given: Jordan}, an organisation as {literal: Meta AI}" in text
    assert "with a full stop at the end" in " ".join(text.replace("\n# ", " ").split())
    assert "at most 160 letters" in text
    model = skeleton("models", {"reviewed": TODAY})
    assert "access:\n  weights:  # one of open, partial, closed, unknown\n" in model
    assert "#   tokens:\n#     label: Training tokens\n" in model


def empty(kind: str, text: str) -> Iterator[tuple[Place, Any]]:
    """Path and annotation of every empty place."""
    document, _ = read_document("", text.encode())
    for path, span in spans(text).values.items():
        if not span.of(text) and path:
            yield path, hint_at(KINDS[kind], path)
    assert isinstance(document.data, dict)


@pytest.mark.parametrize("kind", KINDS)
def test_every_empty_place_is_a_complaint(kind: str) -> None:
    text = skeleton(kind, {"reviewed": TODAY})
    document, _ = read_document(f"data/{kind}/new.yml", text.encode())
    _, problems = parse(kind, "new", document)
    lines = {problem.location.mark.line for problem in problems}
    required = [path for path, hint in empty(kind, text) if hint_of(hint) is hint]
    assert required
    assert [path for path in required if document.at(path).mark.line not in lines] == []


def filled(kind: str, text: str) -> str:
    """The skeleton with every empty place filled as an editor would who knows the subject."""
    chosen = CHOSEN.get(kind, {})
    places = spans(text)
    edits = []
    for path, hint in empty(kind, text):
        edits.append(Edit(places.values[path], f" {chosen.get(str(path[-1])) or value(hint, path)}"))
    text = edited(text, edits).replace("NAME:", f"{chosen.get('NAME', 'pre-training')}:")
    missing = {key: words for key, words in chosen.items() if not re.search(rf"(?m)^\s*(?:- )?{key}:", text)}
    return re.sub(
        r"(?m)^# (\w+):.*$", lambda found: f"{found[1]}: {missing[found[1]]}" if found[1] in missing else found[0], text
    )


def value(hint: Any, path: Place) -> str:
    """A value that an annotation allows."""
    plain = hint_of(hint)
    marks = get_args(plain)[1:] if get_origin(plain) is not None else ()
    for mark in marks:
        if isinstance(mark, Ref):
            return sorted(catalog().by_kind[mark.kind])[0]
        if isinstance(mark, FigureRef):
            return "models/deepseek-v3#tokens"
        if isinstance(mark, ProseMark):
            return "A statement [@hoffmann2022-chinchilla, abstract]."
    named = {types.Summary: "A sentence.", types.Label: "Words?", types.When: "2024-07", types.Day: TODAY}
    named |= {types.Url: "https://example.org/", types.Latex: "x"}
    if plain in named:
        return named[plain]
    shape = bare(plain)
    if get_origin(shape) is Literal:
        return str(get_args(shape)[0])
    if shape in (int, float):
        return "1"
    if "authors" in path:
        return "{family: Doe, given: Jane}"
    return "true" if shape is bool else "a"


@pytest.fixture(scope="module")
def atlas_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_the_atlas(tmp_path_factory.mktemp("atlas"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_passes_once_its_places_are_filled(atlas_copy: Path, kind: str) -> None:
    id = "pre-training" if kind == "examples" else "new-record"
    path = atlas_copy / "data" / kind / f"{id}.yml"
    about, kept = atlas_copy / "docs" / "about.md", atlas_copy / "data" / "exemptions" / "linked-works.yml"
    before = {file: file.read_bytes() if file.is_file() else None for file in (path, about, kept)}
    path.write_text(filled(kind, skeleton(kind, {"reviewed": TODAY})), encoding="utf-8")
    if kind == "citations":
        edit(about, "\n\n", "\n\nA new source [@new-record].\n\n")
    if kind == "exemptions":
        edit(kept, KEPT, "")
    try:
        checked(atlas_copy)
    except BrokenData as broken:
        pytest.fail("\n".join(str(problem) for problem in broken.problems))
    finally:
        for file, content in before.items():
            file.unlink() if content is None else file.write_bytes(content)

"""New records: every empty place is a complaint, and once the places are filled the record passes every check."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from atlas.editing.examples import empty, example
from atlas.editing.formatting import formatted
from atlas.editing.mechanical import hint_of
from atlas.editing.skeleton import skeleton
from atlas.editing.typewords import keys, parts
from atlas.inspection import checked
from atlas.model import KINDS
from atlas.reading.parse import parse
from atlas.reading.problem import BrokenData
from atlas.reading.source import read_document

from tests.atlases import copy_of_the_atlas, edit

TODAY = "2026-11-25"

KEPT = """  - {file: data/benchmarks/mmlu.yml, words: "'57 %'"}\n"""


def test_every_kind_says_of_every_key_what_it_is() -> None:
    for kind in KINDS:
        text = skeleton(kind, {"reviewed": TODAY})
        for name in KINDS[kind].model_fields:
            assert re.search(rf"^(?:# )?{name}:", text, re.MULTILINE), (kind, name)
        assert formatted(kind, text) == text
        assert max(len(line) for line in text.splitlines() if line.startswith("# ")) <= 400


def test_every_field_of_every_kind_and_part_says_what_it_means() -> None:
    models = {part for model in KINDS.values() for part in (model, *parts(model))}
    silent = [f"{model.__name__}.{key.name}" for model in models for key in keys(model) if not key.meaning]
    assert silent == [], "write a docstring below the field"


def test_the_form_of_what_is_written_by_hand_is_said() -> None:
    text = skeleton("citations", {"reviewed": TODAY})
    assert "{family: Hoffmann, given: Jordan}, an organisation as {literal: Meta AI}" in text
    assert "with a full stop at the end" in " ".join(text.replace("\n# ", " ").split())
    assert "at most 160 letters" in text
    model = skeleton("models", {"reviewed": TODAY})
    assert "access:\n  # one of open, partial, closed, unknown\n  weights:\n" in model
    assert "#   tokens:\n#     label: Training tokens\n" in model


@pytest.mark.parametrize("kind", KINDS)
def test_every_empty_place_is_a_complaint(kind: str) -> None:
    text = skeleton(kind, {"reviewed": TODAY})
    document, _ = read_document(f"data/{kind}/new.yml", text.encode())
    _, problems = parse(kind, "new", document)
    lines = {problem.location.mark.line for problem in problems}
    required = [path for path, hint in empty(kind, text) if hint_of(hint) is hint]
    assert required
    assert [path for path in required if document.at(path).mark.line not in lines] == []


@pytest.fixture(scope="module")
def atlas_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_the_atlas(tmp_path_factory.mktemp("atlas"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_passes_once_its_places_are_filled(atlas_copy: Path, kind: str) -> None:
    id = "pre-training" if kind == "examples" else "new-record"
    path = atlas_copy / "data" / kind / f"{id}.yml"
    about, kept = atlas_copy / "docs" / "about.md", atlas_copy / "data" / "exemptions" / "linked-works.yml"
    before = {file: file.read_bytes() if file.is_file() else None for file in (path, about, kept)}
    path.write_text(example(kind), encoding="utf-8")
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

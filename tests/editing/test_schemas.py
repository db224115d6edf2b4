"""The schemas that editors read agree with the checks: on every real record, and on the mistakes they can express."""

from __future__ import annotations

import json
import re
import shutil
from typing import Any

import pytest
from atlas.editing.schemas import schemas
from atlas.model import KINDS
from atlas.reading.document import Data
from atlas.reading.source import read_document

from tests.atlases import MINI, read_source_of_the_atlas
from tests.checks.test_table_of_mistakes import Mistake, table
from tests.hardening.outcomes import Bench, bench
from tests.schemas import patterns

jsonschema = pytest.importorskip("jsonschema", reason="the pinned set of the tests holds it: run scripts/test.py")

IN_WORDS_ONLY = {
    "a day that there is not",
    "a formula that divides by zero",
    "a range upside down",
    "a range of one number",
}
"""Mistakes of shape that no schema can express."""

SHAPE = {"ATL010", "ATL011", "ATL012", "ATL013", "ATL014", "ATL081"}


def plain(data: Data) -> Any:
    """The data with lists for tuples, as a schema knows them."""
    if isinstance(data, dict):
        return {key: plain(value) for key, value in data.items()}
    return [plain(value) for value in data] if isinstance(data, tuple) else data


@pytest.fixture(scope="module")
def validators() -> dict[str, Any]:
    """Kind to what holds data against its schema."""
    found = {kind: json.loads(text) for kind, text in schemas().items()}
    for schema in found.values():
        jsonschema.Draft202012Validator.check_schema(schema)
    return {kind: jsonschema.Draft202012Validator(schema) for kind, schema in found.items()}


def test_every_real_record_has_the_shape_of_its_schema(validators: dict[str, Any]) -> None:
    wrong = [
        f"{entry.address}: {error.json_path} {error.message[:200]}"
        for entry in read_source_of_the_atlas().catalog.entries
        for error in validators[entry.kind].iter_errors(plain(entry.document.data))
    ]
    assert wrong == []


def broken(atlas: Bench, mistake: Mistake) -> tuple[str, Any]:
    """Kind and data of a record with a mistake."""
    kind, _ = atlas.records[mistake.file]
    document, problems = read_document(mistake.file, mistake.made_in(atlas.text(mistake.file)).encode())
    assert problems == ()
    return kind, plain(document.data)


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """The atlas of the table of mistakes."""
    root = tmp_path_factory.mktemp("schemas")
    for path, text in table()[0].items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    shutil.copytree(MINI / "data", root / "data", dirs_exist_ok=True)
    return bench(root)


SHAPES = [mistake for mistake in table()[1] if mistake.rule in SHAPE and mistake.name not in IN_WORDS_ONLY]


@pytest.mark.parametrize("mistake", SHAPES, ids=lambda mistake: mistake.name)
def test_a_mistake_of_shape_is_one_for_the_schema_too(
    atlas: Bench, validators: dict[str, Any], mistake: Mistake
) -> None:
    kind, data = broken(atlas, mistake)
    assert list(validators[kind].iter_errors(data))


@pytest.mark.parametrize("name", sorted(IN_WORDS_ONLY))
def test_what_no_schema_can_express_is_left_to_the_check(atlas: Bench, validators: dict[str, Any], name: str) -> None:
    mistake = next(mistake for mistake in table()[1] if mistake.name == name)
    kind, data = broken(atlas, mistake)
    assert list(validators[kind].iter_errors(data)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_pattern_is_one_of_ecmascript_too(kind: str) -> None:
    """With its flag for Unicode, ECMAScript refuses an escape of a sign that needs none."""
    for pattern in set(patterns(json.loads(schemas()[kind]))):
        assert re.findall(r"\\[^dDwWsSbBnrtfv0^$\\.*+?()\[\]{}|/-]", pattern) == [], pattern
        assert "(?" not in pattern.replace("(?:", "").replace("(?=", "").replace("(?!", "")

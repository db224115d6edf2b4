"""Models in tables and on their pages: two dates and a licence, with and without the optional parts."""

from __future__ import annotations

from pathlib import Path

import pytest
from atlas.catalog.catalog import Catalog
from atlas.catalog.folders import read_source
from atlas.settings import Settings
from atlas.tables.comparison import attributes
from atlas.tables.models import models
from atlas.tables.table import text_of
from atlas.tables.view import View
from atlas.workshop import rendered

from tests.atlases import copy_of_the_mini_atlas

RECORD = """\
title: {title}
summary: Made for a test.
reviewed: 2026-11-25
lab: A lab
released: 2022-01
access: {{weights: {weights}, data: closed, code: closed, report: open}}
{more}report: ouyang2022-instructgpt
about: Text [@ouyang2022-instructgpt].
"""
TERMS = """\
reported: 2022-03
licence:
  name: modified MIT
  allows: Any use; large products show the name.
  cite: ouyang2022-instructgpt
  at: the file LICENSE
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The mini atlas with a model that has every optional part, one without them, and one without weights."""
    root = copy_of_the_mini_atlas(tmp_path)
    (root / "data/models").mkdir()
    for id, weights, more in (("full", "open", TERMS), ("bare", "open", ""), ("shut", "closed", "")):
        text = RECORD.format(title=id.capitalize(), weights=weights, more=more)
        (root / f"data/models/{id}.yml").write_text(text, encoding="utf-8")
    return root


def compared(catalog: Catalog, id: str) -> dict[str, str]:
    view = View(catalog)
    return {name: text_of(cell) for name, cell in attributes(view, "models", id)}


def test_a_comparison_shows_two_dates_and_the_licence_or_says_that_there_is_none(root: Path) -> None:
    catalog = read_source(root).catalog

    full, bare, shut = (compared(catalog, id) for id in ("full", "bare", "shut"))

    assert (full["Released"], full["Reported"]) == ("2022-01", "2022-03")
    assert full["Licence of the weights"].startswith("modified MIT: Any use; large products show the name.")
    assert (bare["Reported"], bare["Licence of the weights"]) == ("not recorded", "not recorded")
    assert shut["Licence of the weights"] == "no weights given out"


def test_models_can_be_filtered_by_their_licence(root: Path) -> None:
    table = models(View(read_source(root).catalog))

    assert ("licence", "Licence") in table.filters
    licences = {row.id: dict(row.filters)["licence"] for row in table.rows}
    assert licences == {"full": "modified MIT", "bare": "not recorded", "shut": "no weights given out"}


def test_a_page_shows_the_parts_that_its_record_has_and_no_empty_ones(root: Path) -> None:
    files = rendered(root, Settings()).files

    full, bare = (files[f"models/{id}.md"].decode() for id in ("full", "bare"))

    assert "<dt>Reported</dt><dd>2022-03</dd>" in full
    assert "<dt>Licence of the weights</dt><dd>modified MIT. Any use; large products show the name." in full
    assert "Reported" not in bare
    assert "Licence" not in bare

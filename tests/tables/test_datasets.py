"""The table of data sets: what a reader compares, from records with and without their optional parts."""

from __future__ import annotations

from pathlib import Path

from atlas.catalog.catalog import Catalog
from atlas.catalog.folders import read_source
from atlas.tables.datasets import datasets
from atlas.tables.table import text_of
from atlas.tables.view import View

from tests.atlases import copy_of_the_mini_atlas

RECORD = """\
title: {title}
summary: Made for a test.
reviewed: 2026-11-25
short: {title}
maker: A lab
released: {released}
holds: English text
licence:
  name: ODC-By
cite: ouyang2022-instructgpt
about: Text.
"""
SIZE = """\
figures:
  {name}:
    label: Size
    amount: 3000000000000
    unit: {name}
    kind: estimated
    as_of: 2026-01
"""


def test_data_sets_stand_by_date_with_tokens_or_else_bytes(tmp_path: Path) -> None:
    catalog = with_datasets(
        tmp_path,
        late=RECORD.format(title="Late", released="2025-01"),
        early=RECORD.format(title="Early", released="2020-01") + SIZE.format(name="bytes"),
        middle=RECORD.format(title="Middle", released="2023-01") + SIZE.format(name="tokens"),
    )

    table = datasets(View(catalog))

    size = [column.key for column in table.columns].index("size")
    assert [(text_of(row.cells[0]), text_of(row.cells[size]).replace("\u00a0", " ")) for row in table.rows] == [
        ("Early", "3 trillion bytes"),
        ("Middle", "3 trillion tokens"),
        ("Late", "not stated"),
    ]


def with_datasets(folder: Path, **records: str) -> Catalog:
    """The mini atlas with data sets beside its own records."""
    root = copy_of_the_mini_atlas(folder)
    (root / "data/datasets").mkdir()
    for id, text in records.items():
        (root / f"data/datasets/{id}.yml").write_text(text, encoding="utf-8")
    return read_source(root).catalog

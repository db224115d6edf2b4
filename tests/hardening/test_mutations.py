"""A bounded sample of the mutations of every data file; the whole run is a program of its own, see mutations.py."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
from atlas.catalog.folders import Source

from tests.atlases import MINI, ROOT, read_source_of_the_atlas
from tests.hardening.mutations import MUTATIONS, mutants, run
from tests.hardening.outcomes import Bench, bench

MOST_MEMORY = 512
"""Mebibytes that a run may have used at its peak."""


@pytest.fixture(scope="module")
def atlas() -> Bench:
    """The real atlas."""
    source: Source = read_source_of_the_atlas()
    return Bench(source)


def test_every_mutation_of_the_mini_atlas_is_a_complaint_or_a_catalog() -> None:
    mini = bench(MINI)
    count = run(mini, sorted(mini.records), "mini")
    assert count.faults == []
    assert count.tried.total() == len(mini.records) * len(MUTATIONS)
    assert count.complaints > count.refused.total() // 2


def test_mutations_of_one_real_file_of_each_kind_are_complaints_or_catalogs(atlas: Bench) -> None:
    paths = {kind: path for path, (kind, _) in sorted(atlas.records.items())}
    found = [
        (path, name, outcome)
        for path in paths.values()
        for name, raw in list(mutants(path, atlas.text(path)))[:: len(MUTATIONS) // 4]
        for outcome in (atlas.outcome(path, raw),)
    ]
    assert [name for _, name, outcome in found if not outcome.problems and outcome.catalog is None] == []
    assert len(found) >= 4 * len(paths)


def test_the_same_seed_gives_the_same_mutants(atlas: Bench) -> None:
    path = min(atlas.records)
    assert list(mutants("1", atlas.text(path))) == list(mutants("1", atlas.text(path)))


def test_the_program_tells_its_counts_and_stays_within_its_memory() -> None:
    command = [sys.executable, "-m", "tests.hardening.mutations", "--of", "250"]
    paths = os.pathsep.join((str(ROOT), str(ROOT / "scripts")))
    done = subprocess.run(
        command, capture_output=True, text=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": paths}, check=False
    )
    found = re.search(r"(\d+) faults, slowest .* peak (\d+) MiB", done.stdout)
    assert found, done.stdout + done.stderr
    assert found[1] == "0", done.stdout
    assert int(found[2]) < MOST_MEMORY

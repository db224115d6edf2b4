"""Work in several processes gives what one would give, errors included."""

from __future__ import annotations

from pathlib import Path

import pytest
from atlas.site.processes import WORTH, beside, in_processes


def test_results_come_in_the_order_of_the_items() -> None:
    items = range(5 * WORTH)
    assert in_processes(lambda item: item * item, items) == [item * item for item in items]


def test_the_error_of_any_process_is_that_of_all() -> None:
    def refuse(item: int) -> int:
        if item == 3:
            raise ValueError("three")
        return item

    with pytest.raises(ValueError, match="three"):
        in_processes(refuse, range(5 * WORTH))


def test_work_beside_a_block_is_done_when_it_ends(tmp_path: Path) -> None:
    def write() -> None:
        (tmp_path / "file").write_text("there")

    with beside(write):
        pass
    assert (tmp_path / "file").read_text() == "there"


def test_the_error_of_work_beside_a_block_is_raised_at_its_end() -> None:
    def refuse() -> None:
        raise ValueError("beside")

    with pytest.raises(ValueError, match="beside"), beside(refuse):
        pass


def test_an_error_of_the_block_ends_the_work_beside_it() -> None:
    with pytest.raises(KeyError), beside(lambda: None):
        raise KeyError

"""Work in several processes gives what one would give, errors included."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest
from atlas.site.processes import WORTH, _can_share, another, beside, by_another, in_processes


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


def test_another_process_hears_and_tells_in_turn() -> None:
    def doubled(hear: Callable[[], int]) -> Iterator[int]:
        yield 0
        while True:
            yield 2 * hear()

    with another(doubled) as talk:
        assert talk.told() == 0
        talk.tell(2)
        talk.tell(3)
        assert [talk.told(), talk.told()] == [4, 6]


def test_the_error_of_another_process_says_where_it_was() -> None:
    def refuse(hear: Callable[[], None]) -> Iterator[None]:
        yield None
        raise ValueError("refused")

    with another(refuse) as talk:
        talk.told()
        with pytest.raises(ValueError, match="refused") as error:
            talk.told()
    assert _can_share() is False or "in refuse" in "".join(error.value.__notes__)


def test_work_that_ends_before_it_has_heard_all_still_says_why() -> None:
    def refuse(hear: Callable[[], bytes]) -> Iterator[None]:
        if hear():
            time.sleep(0.1)
            raise ValueError("refused")
        yield None

    with another(refuse) as talk:
        talk.tell(b"short")
        talk.tell(bytes(10_000_000))
        talk.tell(bytes(10_000_000))
        with pytest.raises(ValueError, match="refused"):
            talk.told()


def test_what_work_beside_a_block_gives_can_be_waited_for() -> None:
    with beside(lambda: "done") as done:
        assert done() == "done"


def test_the_error_of_work_beside_a_block_is_raised_where_its_result_is_waited_for() -> None:
    def refuse() -> None:
        raise ValueError("beside")

    with beside(refuse) as done, pytest.raises(ValueError, match="beside"):
        done()


def test_an_error_of_the_block_ends_the_work_beside_it() -> None:
    with pytest.raises(KeyError), beside(lambda: None):
        raise KeyError


ASKED = """
import os, sys
from atlas.site.processes import WORTH, _can_fork, _cores, by_another, in_processes

begun = []
with by_another(lambda item: (item + 1, os.getpid(), len(begun)), lambda: begun.append(1)) as asked:
    first = asked(1)
    others = in_processes(asked, range(5 * WORTH))
assert [number for number, _, _ in others] == [item + 1 for item in range(5 * WORTH)]
assert {process for _, process, _ in others} == {first[1]}, "one process for all"
assert not begun, "what it began with is no work of this one"
if _can_fork() and _cores() > 1:
    assert (first[0], first[2]) == (2, 1), "it has begun before the first piece"
    assert first[1] != os.getpid()
"""
"""Run by itself: a process with other threads, as that of the tests may have, is not copied."""


def test_another_process_does_the_work_of_this_one_and_of_its_copies() -> None:
    done = subprocess.run([sys.executable, "-c", ASKED], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_error_of_another_process_is_raised_where_it_was_asked_and_it_goes_on() -> None:
    def refuse(item: int) -> int:
        if item == 3:
            raise ValueError("three")
        return item

    with by_another(refuse, lambda: None) as asked:
        with pytest.raises(ValueError, match="three"):
            asked(3)
        assert asked(4) == 4


LEFT = """
import os, signal
from atlas.site.processes import by_another

with by_another(lambda item: os.getpid(), lambda: None) as asked:
    print(asked(1), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""
"""Ends in the middle of its work, as a build does that the system or an editor kills."""


def test_no_process_is_left_over_when_the_one_that_started_it_is_killed() -> None:
    done = subprocess.run([sys.executable, "-c", LEFT], capture_output=True, text=True, check=False, timeout=60)
    deadline = time.monotonic() + 20
    while _runs(int(done.stdout)):
        assert time.monotonic() < deadline, "it goes on"
        time.sleep(0.05)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True

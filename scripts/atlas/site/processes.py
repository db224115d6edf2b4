"""Work shared between processes, where a machine has several cores and can split one in two."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from multiprocessing.sharedctypes import Synchronized

T = TypeVar("T")
R = TypeVar("R")

WORTH = 3
"""Pieces of work, each of some hundredths of a second, from which on another process pays."""

_PATIENCE = 120
"""Seconds in which every piece that others wait for is done; after that, one of them has ended in the middle of its."""

_LOST = "a process that did a part of the work ended before its time"

_WHEN_PARENT_DIES = 1
"""``PR_SET_PDEATHSIG`` of Linux."""


def in_processes(work: Callable[[T], R], items: Sequence[T], *, with_threads_of: str = "") -> list[R]:
    """What the work gives for each item, in their order; results must be picklable.

    Work that may use a library with threads of its own, named by its module, is not shared once this process has loaded
    it: in a copy of the process those threads would be missing, and the library would wait for them.

    Raises:
        Exception: the first error of the work, whichever process met it.
    """
    count = min(_cores(), len(items) // WORTH) if _can_fork() and with_threads_of not in sys.modules else 1
    if count < 2:
        return [work(item) for item in items]
    turn = multiprocessing.get_context("fork").Value("i", 0)

    def some() -> dict[int, R]:
        found = {}
        while (place := _next(turn)) < len(items):
            found[place] = work(items[place])
        return found

    with ExitStack() as stack:
        others = [stack.enter_context(beside(some)) for _ in range(count - 1)]
        results = some()
        for done in others:
            results |= done()
    return [results[place] for place in range(len(items))]


def _next(turn: Synchronized[int]) -> int:
    """The place of the item whose turn it is: whichever process is free takes it."""
    with turn.get_lock():
        turn.value += 1
        return turn.value - 1


@dataclass(frozen=True)
class Talk:
    """What is said to work that another process does: ``tell`` it something, or wait for what it has ``told`` next."""

    tell: Callable[[Any], None]
    told: Callable[[], Any]


@contextmanager
def another(work: Callable[[Callable[[], Any]], Iterator[Any]]) -> Iterator[Talk]:
    """A block while which another process does some work: it begins at once, hears what it is told, and tells in turn.

    Where no other process can do it, this one goes on with the work whenever it waits for what that tells next.

    Raises:
        Exception: the error of the work, in place of what it would have told.
    """
    if not _can_share():
        said = deque[Any]()
        found = work(said.popleft)
        yield Talk(said.append, lambda: next(found))
        return
    here, there = multiprocessing.get_context("fork").Pipe()
    process = _started(_work, work, there)
    there.close()

    def tell(something: Any) -> None:
        with suppress(ConnectionError):  # work that has ended in between has told why
            here.send(something)

    try:
        yield Talk(tell, lambda: _received(here))
    finally:
        process.terminate()
        process.join()
        here.close()


@contextmanager
def beside(work: Callable[[], R]) -> Iterator[Callable[[], R]]:
    """A block while which another process does some work; gives what waits for its result.

    Raises:
        Exception: the error of the work, where its result is waited for.
    """

    def once(_: Callable[[], Any]) -> Iterator[R]:
        yield work()

    with another(once) as talk:
        yield talk.told


@contextmanager
def by_another(work: Callable[[T], R], begin: Callable[[], object]) -> Iterator[Callable[[T], R]]:
    """Work that one other process does for this one and its copies, piece by piece; it begins at once.

    Where no other process can do it, this one does, and begins with the first piece.

    Raises:
        Exception: the error of a piece, where it was asked for.
    """
    if not _can_share():
        yield work
        return
    turn = multiprocessing.get_context("fork").Lock()

    def answers(hear: Callable[[], T]) -> Iterator[tuple[R | None, Exception | None]]:
        begin()
        while True:
            yield _tried(work, hear())

    with another(answers) as talk:

        def asked(item: T) -> R:
            if not turn.acquire(timeout=_PATIENCE):
                raise ChildProcessError(_LOST)
            try:
                talk.tell(item)
                found, error = talk.told()
            finally:
                turn.release()
            if error is not None:
                raise error
            result: R = found
            return result

        yield asked


def _tried(work: Callable[[T], R], item: T) -> tuple[R | None, Exception | None]:
    """What the work gives, or its error: the next piece does not suffer from it."""
    try:
        return work(item), None
    except Exception as error:
        return None, error


def _started(target: Callable[..., None], *given: Any) -> BaseProcess:
    """A copy of this process that does something, and ends when this one does, however that is."""
    process = multiprocessing.get_context("fork").Process(target=_bound, args=(os.getpid(), target, *given))
    process.start()
    return process


def _bound(parent: int, target: Callable[..., None], *given: Any) -> None:
    import ctypes  # noqa: PLC0415 - who shares no work does without

    ctypes.CDLL(None).prctl(_WHEN_PARENT_DIES, signal.SIGKILL)
    if os.getppid() == parent:
        target(*given)


def _work(work: Callable[[Callable[[], Any]], Iterator[Any]], there: Connection) -> None:
    with suppress(KeyboardInterrupt, BrokenPipeError):  # whoever was interrupted with it says so
        try:
            for found in work(there.recv):
                there.send([found])
        except BaseException as error:
            error.add_note(f"In another process: {''.join(traceback.format_exception(error))}")
            there.send(error)


def _received(receiving: Connection) -> Any:
    try:
        found = receiving.recv()
    except (EOFError, ConnectionError):
        raise ChildProcessError(_LOST) from None
    if isinstance(found, BaseException):
        raise found
    return found[0]


def _can_share() -> bool:
    return _cores() > 1 and _can_fork()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _can_fork() -> bool:
    """Whether a copy of this process is safe: a platform made for it, and no other thread that could hold a lock."""
    return sys.platform == "linux" and threading.active_count() == 1

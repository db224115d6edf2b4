"""Work shared between processes, where a machine has several cores and can split one in two."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

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
    context = multiprocessing.get_context("fork")
    shares = [items[start::count] for start in range(count)]
    others = []
    for share in shares[1:]:
        receiving, sending = context.Pipe(duplex=False)
        process = _started(_do, work, share, sending)
        sending.close()
        others.append((process, receiving))
    results: list[list[R]] = []
    try:
        results.append([work(item) for item in shares[0]])
        for _, receiving in others:
            results.append(_received(receiving))
    finally:
        for process, _ in others:
            process.terminate()
            process.join()
    return [results[place % count][place // count] for place in range(len(items))]


@contextmanager
def beside(work: Callable[[], None]) -> Iterator[None]:
    """A block while which another process does some work, of which only the files count; without one it comes first.

    Raises:
        Exception: the error of the work, when the block ends.
    """
    if _cores() < 2 or not _can_fork():
        work()
        yield
        return
    context = multiprocessing.get_context("fork")
    receiving, sending = context.Pipe(duplex=False)
    process = _started(_do, lambda _: work(), (None,), sending)
    sending.close()
    try:
        yield
        _received(receiving)
    finally:
        process.terminate()
        process.join()


@contextmanager
def by_another(work: Callable[[T], R], begin: Callable[[], object]) -> Iterator[Callable[[T], R]]:
    """Work that one other process does for this one and its copies, piece by piece; it begins at once.

    Where no other process can do it, this one does, and begins with the first piece.

    Raises:
        Exception: the error of a piece, where it was asked for.
    """
    if _cores() < 2 or not _can_fork():
        yield work
        return
    context = multiprocessing.get_context("fork")
    asking, answering = context.Pipe()
    process = _started(_answer, work, begin, answering)
    answering.close()
    turn = context.Lock()

    def asked(item: T) -> R:
        if not turn.acquire(timeout=_PATIENCE):
            raise ChildProcessError(_LOST)
        try:
            asking.send(item)
            found: list[R] = _received(asking)
        finally:
            turn.release()
        return found[0]

    try:
        yield asked
    finally:
        process.terminate()
        process.join()
        asking.close()


def _answer(work: Callable[[T], R], begin: Callable[[], object], answering: Connection) -> None:
    with suppress(KeyboardInterrupt):  # whoever was interrupted with it says so
        begin()
        while True:
            _do(work, [answering.recv()], answering)


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


def _do(work: Callable[[T], R], items: Sequence[T], sending: Connection) -> None:
    try:
        sending.send([work(item) for item in items])
    except BaseException as error:
        sending.send(error)


def _received(receiving: Connection) -> list[Any]:
    try:
        found = receiving.recv()
    except EOFError:
        raise ChildProcessError(_LOST) from None
    if isinstance(found, BaseException):
        raise found
    result: list[Any] = found
    return result


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _can_fork() -> bool:
    """Whether a copy of this process is safe: a platform made for it, and no other thread that could hold a lock."""
    return sys.platform == "linux" and threading.active_count() == 1

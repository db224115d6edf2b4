"""Asking addresses whether they still answer: hosts side by side, one request at a time to each, with a pause."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http import HTTPStatus
from typing import Literal
from urllib.parse import urljoin

from urllib3 import BaseHTTPResponse, PoolManager, Retry, Timeout
from urllib3.exceptions import (
    HTTPError,
    MaxRetryError,
    NameResolutionError,
    NewConnectionError,
    ResponseError,
    SSLError,
    TimeoutError,
)

from atlas.editing.outside import host_of

Outcome = Literal["gone", "unreachable", "moved", "refused", "answers"]

NAME = "atlas-links (asks whether cited sources still answer)"

_REFUSED = {401, 402, 403, 405, 406, 407, 429, 451, 999}
"""Statuses by which hosts turn programs away that would let a reader in."""

_AGAIN = (429, 500, 502, 503, 504)
"""Statuses after which the same request may be answered."""

_PERMANENT = {HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT}
_MOST_WAIT = 60
"""Seconds to wait at most before another try, whatever a host asks for."""


@dataclass(frozen=True, order=True)
class Answer:
    """What became of one address: the outcome, and what there is to tell of it."""

    address: str
    outcome: Outcome
    told: str = ""


@dataclass(frozen=True)
class Manner:
    """How addresses are asked: seconds to wait for an answer, tries, seconds between two to one host, hosts at once."""

    timeout: float = 30
    tries: int = 3
    pause: float = 3
    hosts: int = 8


def ask_all(addresses: Iterable[str], manner: Manner) -> tuple[Answer, ...]:
    """The answers of all addresses, in their order."""
    hosts: dict[str, list[str]] = {}
    for address in addresses:
        hosts.setdefault(host_of(address), []).append(address)
    stopped = threading.Event()
    with _pool(manner) as pool, ThreadPoolExecutor(manner.hosts) as executor:
        asked = [executor.submit(_ask_host, pool, host, manner.pause, stopped) for host in hosts.values()]
        try:
            return tuple(sorted(answer for answers in asked for answer in answers.result()))
        finally:
            stopped.set()  # an interrupt waits for the requests that are under way, and for no other


def _pool(manner: Manner) -> PoolManager:
    again = manner.tries - 1
    retries = Retry(
        total=None,
        connect=again,
        read=again,
        status=again,
        other=0,
        redirect=10,
        status_forcelist=_AGAIN,
        allowed_methods=("GET",),
        backoff_factor=manner.pause,
        backoff_max=_MOST_WAIT,
        retry_after_max=_MOST_WAIT,
        raise_on_status=False,
    )
    timeout = Timeout(connect=manner.timeout, read=manner.timeout)
    return PoolManager(headers={"User-Agent": NAME, "Accept": "*/*"}, retries=retries, timeout=timeout)


def _ask_host(pool: PoolManager, addresses: Sequence[str], pause: float, stopped: threading.Event) -> list[Answer]:
    return list(_answers(pool, addresses, pause, stopped))


def _answers(pool: PoolManager, addresses: Sequence[str], pause: float, stopped: threading.Event) -> Iterator[Answer]:
    for number, address in enumerate(addresses):
        if stopped.wait(pause if number else 0):
            return
        yield ask(pool, address)


def ask(pool: PoolManager, address: str) -> Answer:
    """The answer of one address; of what it sends, only the head is read."""
    try:
        response = pool.request("GET", address, preload_content=False)
    except HTTPError as error:
        return Answer(address, "unreachable", _reason(error))
    except ValueError:  # of the standard library, which urllib3 asks to take addresses apart
        return Answer(address, "unreachable", "it is no address, or leads on to what is none")
    response.close()
    return _answer(address, response)


def _answer(address: str, response: BaseHTTPResponse) -> Answer:
    if response.status in _REFUSED:
        return Answer(address, "refused", _status(response.status))
    if response.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Answer(address, "unreachable", _status(response.status))
    if not HTTPStatus.OK <= response.status < HTTPStatus.MULTIPLE_CHOICES:
        return Answer(address, "gone", _status(response.status))
    moved = moved_to(address, response)
    return Answer(address, "moved", moved) if moved != address else Answer(address, "answers")


def moved_to(address: str, response: BaseHTTPResponse) -> str:
    """Where an address has moved for good: the end of the permanent redirects with which its answer begins."""
    for step in response.retries.history if response.retries else ():
        if step.redirect_location is None:
            continue  # another try
        if step.status not in _PERMANENT:
            break
        address = urljoin(address, step.redirect_location)
    return address


def _status(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _reason(error: HTTPError) -> str:
    """Why there was no answer, in words."""
    reason = error.reason if isinstance(error, MaxRetryError) and error.reason is not None else error
    words = {
        NameResolutionError: "the name of the host is not known",
        NewConnectionError: "no connection",
        SSLError: "its certificate is not valid",
        TimeoutError: "no answer in time",
        ResponseError: "redirects without end",
    }
    found = next((said for kind, said in words.items() if isinstance(reason, kind)), "")
    return found or f"no connection ({type(reason).__name__})"

"""Questions: answers worked out of many records, of which only the answer counts for whoever asks."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from atlas.catalog.catalog import Catalog

T = TypeVar("T")

QUESTIONS: MutableMapping[str, Callable[[Any], object]] = {}
"""Name to what works out the answer; filled where questions are defined."""


def question(work: Callable[[Catalog], T]) -> Callable[[Catalog], T]:
    """What makes a question of a function of a catalog: worked out once for each, and noted by name.

    A page that asked it is made again only where the answer is another one; so its ``repr`` must tell all of it, in an
    order that does not depend on the process (no sets).
    """
    name = f"question:{work.__module__}.{work.__qualname__}"
    QUESTIONS[name] = work

    @wraps(work)
    def ask(catalog: Catalog) -> T:
        answer: T = catalog.ask(name)
        return answer

    return ask

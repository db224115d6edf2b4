"""Days that commands count from."""

from __future__ import annotations

from datetime import UTC, date, datetime


def day(text: str) -> str:
    """A day as ``YYYY-MM-DD``; raises ValueError for any other text."""
    return date.fromisoformat(text).isoformat()


def today() -> str:
    """The day on the clock; only what an editor asks for depends on it, never the site."""
    return datetime.now(tz=UTC).date().isoformat()

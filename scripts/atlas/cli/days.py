"""Days that commands count from."""

from __future__ import annotations

from datetime import UTC, datetime


def today() -> str:
    """The day on the clock; only what an editor asks for depends on it, never the site."""
    return datetime.now(tz=UTC).date().isoformat()

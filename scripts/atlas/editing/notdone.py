"""Why a command for editors did nothing."""

from __future__ import annotations


class NotDone(Exception):
    """A command that changed nothing; the message says why, and the way out."""

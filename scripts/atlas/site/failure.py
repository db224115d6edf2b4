"""The one error that ends a build."""

from __future__ import annotations


class EngineFailed(Exception):
    """The engine stopped or warned; the message holds what it said, one complaint a line."""

"""The log of changes of the data, ``data/changes.yml``: written from git by a command, read by the build."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import yaml
from pydantic import Field, ValidationError

from atlas.model.types import Day, Strict
from atlas.reading.source import read_document
from atlas.site.failure import EngineFailed

LOG = Path("data", "changes.yml")

_HEAD = "# Written by 'atlas changes'; the feed of the site is made from it.\n"


class Changed(Strict):
    """What changed in the data from one revision to another."""

    date: Day
    """The day of the newer revision."""
    revision: Annotated[str, Field(pattern=r"^[0-9a-f]{40}$")]
    """The newer revision."""
    added: tuple[str, ...] = ()
    """Addresses of the records that came."""
    removed: tuple[str, ...] = ()
    """Addresses of the records that went."""
    edited: tuple[str, ...] = ()
    """Addresses of the records that differ."""
    figures: tuple[str, ...] = ()
    """Each figure that changed: its address, what it was and what it is."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing came, went or differs."""
        return not (self.added or self.removed or self.edited or self.figures)


class _Log(Strict):
    changes: tuple[Changed, ...]


def read_changes(root: Path) -> tuple[Changed, ...]:
    """The changes in the log of an atlas, newest first; none without a log.

    Raises:
        EngineFailed: the log is not what the command writes.
    """
    path = root / LOG
    if not path.is_file():
        return ()
    document, problems = read_document(LOG.as_posix(), path.read_bytes())
    if problems:
        raise _broken(problems[0].message)
    try:
        return _Log.model_validate(_tuples(document.data)).changes
    except ValidationError as error:
        first = error.errors()[0]
        raise _broken(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from error


def as_log(changes: tuple[Changed, ...]) -> str:
    """Changes as the text of the log."""
    data = {"changes": [change.model_dump(mode="json", exclude_defaults=True) for change in changes]}
    return _HEAD + yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=120, default_flow_style=False)


def _tuples(data: object) -> object:
    """Lists as the tuples that strict models take."""
    if isinstance(data, dict):
        return {key: _tuples(value) for key, value in data.items()}
    return tuple(map(_tuples, data)) if isinstance(data, list | tuple) else data


def _broken(what: str) -> EngineFailed:
    return EngineFailed(f"{LOG.as_posix()}: {what}: restore it from git, and let 'atlas changes' write it")

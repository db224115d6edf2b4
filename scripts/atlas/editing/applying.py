"""Changes written to disk: all of them, or none where what comes after them fails."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def applied(root: Path, changes: Mapping[str, str | None]) -> Iterator[None]:
    """Write new texts by their paths, and remove files whose text is None; an exception in the block undoes it all."""
    before = {path: _bytes(root / path) for path in changes}
    try:
        for path, text in changes.items():
            _write(root / path, None if text is None else text.encode())
        yield
    except BaseException:
        for path, content in before.items():
            _write(root / path, content)
        raise


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _write(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)

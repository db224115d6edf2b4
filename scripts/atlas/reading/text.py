"""The bytes of a file to text."""

from __future__ import annotations

from atlas.reading.characters import FORBIDDEN
from atlas.reading.location import Location, Mark
from atlas.reading.problem import Problem
from atlas.reading.rule import Rule

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 32

ENCODED = Rule(
    "ATL001", "A file is UTF-8 text without byte order mark, control characters or marks that turn text around."
)
BOUNDED = Rule("ATL006", "A file has at most 1 MiB and 32 levels.")


class Refused(Exception):
    """Stops the reading of one file; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def read_text(path: str, raw: bytes) -> tuple[str, tuple[Problem, ...]]:
    """The text in the bytes of a file, and the problem that makes it unreadable, if there is one."""
    try:
        return _decode(path, raw), ()
    except Refused as refused:
        return raw.decode("utf-8", "replace"), (refused.problem,)


def _decode(path: str, raw: bytes) -> str:
    if len(raw) > MAX_BYTES:
        message = f"more than {MAX_BYTES:,} bytes, the most that a file may have: split it"
        raise Refused(BOUNDED.broken(Location(path), message))
    if raw.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        message = "the file starts with a byte order mark: save it as plain UTF-8"
        raise Refused(ENCODED.broken(Location(path), message))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        mark = Mark(raw.count(b"\n", 0, error.start) + 1, error.start - raw.rfind(b"\n", 0, error.start))
        message = f"byte 0x{raw[error.start]:02x} is not UTF-8: save the file as UTF-8"
        raise Refused(ENCODED.broken(Location(path, mark), message)) from error
    found = FORBIDDEN.search(text)
    if found:
        mark = Mark(text.count("\n", 0, found.start()) + 1, found.start() - text.rfind("\n", 0, found.start()))
        message = f"control or direction character U+{ord(found.group()):04X}: delete it"
        raise Refused(ENCODED.broken(Location(path, mark), message))
    return text.replace("\r\n", "\n")

"""SVG to PNG with the fonts of this folder, small, and the same on every machine."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from atlas.charts.engine import engine, keeper

Paint = Callable[[str], bytes]

_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def paint(svg: str) -> bytes:
    """The PNG of an SVG.

    Raises:
        ValueError: the text is no SVG.
    """
    return _smaller(engine().svg_to_png(svg))


def painted(folder: Path) -> Paint:
    """Painting that keeps each PNG in a folder under the hash of its SVG and of the engine."""
    keep = keeper(folder, "png", Path(__file__))
    return lambda svg: keep(svg, lambda: paint(svg))


def _smaller(image: bytes) -> bytes:
    """The same image, packed closer: the engine packs for speed, which makes it four times as large."""
    chunks = list(_chunks(image))
    packed = zlib.compress(zlib.decompress(b"".join(body for name, body in chunks if name == b"IDAT")), 6)
    head, *_ = (body for name, body in chunks if name == b"IHDR")
    return _SIGNATURE + b"".join(_chunk(*part) for part in ((b"IHDR", head), (b"IDAT", packed), (b"IEND", b"")))


def _chunks(image: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(_SIGNATURE)
    while place < len(image):
        (size,) = struct.unpack_from(">I", image, place)
        yield image[place + 4 : place + 8], image[place + 8 : place + 8 + size]
        place += 12 + size


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

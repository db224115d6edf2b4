"""The engine that draws: it measures text with fonts that it or the atlas brings, and with none of the machine's."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

ENGINE = "vl_convert"
"""The module; it runs threads of its own from its first drawing on."""

FONTS = Path(__file__).parent / "fonts"
"""The fonts of the site, for pictures that hold their text."""


@cache
def engine() -> ModuleType:
    """The module, ready to draw.

    It looks for fonts once, when the first folder of fonts is named to it, and prefers what it finds to its own.
    """
    import vl_convert  # noqa: PLC0415 - costs more than all other imports, and most builds draw nothing

    with TemporaryDirectory() as folder:
        fonts = Path(folder, "fonts.conf")
        fonts.write_text(f"<fontconfig><dir>{folder}</dir></fontconfig>", encoding="utf-8")
        with _variable("FONTCONFIG_FILE", str(fonts)):
            vl_convert.register_font_directory(str(FONTS))
    return vl_convert


Keep = Callable[[str, Callable[[], bytes]], bytes]
"""Gives what was made of a text, and makes it where it was not made before."""


def keeper(folder: Path, ending: str, program: Path) -> Keep:
    """Keeps what a program of this folder draws, each under the hash of its text, of that program and of the engine."""

    def kept(text: str, make: Callable[[], bytes]) -> bytes:
        path = folder / f"{hashlib.sha256(text.encode() + _made_by(program)).hexdigest()}.{ending}"
        if path.is_file():
            return path.read_bytes()
        content = make()
        folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return content

    return kept


@cache
def _made_by(program: Path) -> bytes:
    """What every drawing depends on beside its text: the programs, the fonts and the engine."""
    from importlib.metadata import version  # noqa: PLC0415 - most builds draw nothing

    parts = (program, Path(__file__), *sorted(FONTS.glob("*.ttf")))
    return version("vl-convert-python").encode() + b"".join(path.read_bytes() for path in parts)


@contextmanager
def _variable(name: str, value: str) -> Iterator[None]:
    """A block with another value of a variable of the environment: programs started later have their fonts again."""
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before

"""The engine that draws: it measures text with fonts that it or the atlas brings, and with none of the machine's."""

from __future__ import annotations

import os
from collections.abc import Iterator
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

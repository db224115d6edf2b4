"""Own styles and scripts as they are served: the styles joined in one file, all without comments and spare space."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import rcssmin
import rjsmin

STYLES = "assets/css/atlas.css"
"""The one file of styles that a page asks for."""


def served(files: Mapping[str, bytes], styles: Sequence[str]) -> dict[str, bytes]:
    """The files of ``docs/`` by path as the site serves them; ``styles`` are joined in their order, and stand alone."""
    parts = [files[name].decode() for name in styles if name in files]
    found = {name: _smaller(name, content) for name, content in files.items() if name not in styles}
    return found | ({STYLES: _small_styles("\n".join(parts))} if parts else {})


@lru_cache(maxsize=4)
def _small_styles(text: str) -> bytes:
    return str(rcssmin.cssmin(text)).encode()


@lru_cache(maxsize=64)
def _smaller(name: str, content: bytes) -> bytes:
    if name.endswith(".js") and not name.endswith(".min.js"):
        return str(rjsmin.jsmin(content.decode())).encode()
    return content

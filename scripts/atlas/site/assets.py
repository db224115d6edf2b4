"""Own styles and scripts as they are served: the styles joined in one file, all without comments and spare space."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import rcssmin
import rjsmin

STYLES = "assets/css/atlas.css"
"""The one file of styles that a page asks for."""


def served(files: Mapping[str, bytes], styles: Sequence[str]) -> dict[str, bytes]:
    """The files of ``docs/`` by path as the site serves them; ``styles`` are joined in their order, and stand alone."""
    parts = [files[name].decode() for name in styles if name in files]
    found = {name: _smaller(name, content) for name, content in files.items() if name not in styles}
    return found | ({STYLES: rcssmin.cssmin("\n".join(parts)).encode()} if parts else {})


def _smaller(name: str, content: bytes) -> bytes:
    if name.endswith(".js") and not name.endswith(".min.js"):
        return str(rjsmin.jsmin(content.decode())).encode()
    return content

"""Own styles and scripts as they are served: the styles joined in one file, all without comments and spare space."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import rcssmin
import rjsmin

STYLES = "assets/css/atlas.css"
"""The one file of styles that a page asks for."""


SCRIPTS = "assets/js/"
"""The folder of own scripts."""

_IMPORT = re.compile(r"""(?<=["'])\./[\w-]+\.js(?=["'])""")
"""Another own script, as a script names it."""

_OWN = re.compile(r"assets/(?:css/atlas\.css|js/[^/]+\.js)")

_ASKED = re.compile(r"assets/(?:css/atlas\.css|js/[\w-]+\.js)(?=\")")
"""An own style or script, as a page asks for it."""


def version_of(files: Mapping[str, bytes]) -> str:
    """A short text that is another one where any of the files is."""
    found = hashlib.blake2b(digest_size=5)
    for name in sorted(files):
        found.update(f"{name}\0{len(files[name])}\0".encode() + files[name])
    return found.hexdigest()


def own_version(site: Path, names: Iterable[str]) -> str:
    """The version of the own styles and scripts among the files of a site, by their paths there."""
    return version_of({name: (site / name).read_bytes() for name in names if _OWN.fullmatch(name)})


def with_version(page: str, version: str) -> str:
    """A page that asks for own styles and scripts by their version, so that a browser never mixes old and new ones."""
    return _ASKED.sub(rf"\g<0>?v={version}", page)


def served(files: Mapping[str, bytes], styles: Sequence[str]) -> dict[str, bytes]:
    """The files of ``docs/`` by path as the site serves them; ``styles`` are joined in their order, and stand alone."""
    parts = [files[name].decode() for name in styles if name in files]
    found = {name: _smaller(name, content) for name, content in files.items() if name not in styles}
    scripts = {name: content for name, content in found.items() if name.startswith(SCRIPTS) and name.endswith(".js")}
    version = version_of(scripts)
    found |= {name: _IMPORT.sub(rf"\g<0>?v={version}", text.decode()).encode() for name, text in scripts.items()}
    return found | ({STYLES: _small_styles("\n".join(parts))} if parts else {})


@lru_cache(maxsize=4)
def _small_styles(text: str) -> bytes:
    return str(rcssmin.cssmin(text)).encode()


@lru_cache(maxsize=64)
def _smaller(name: str, content: bytes) -> bytes:
    if name.endswith(".js") and not name.endswith(".min.js"):
        return str(rjsmin.jsmin(content.decode())).encode()
    return content

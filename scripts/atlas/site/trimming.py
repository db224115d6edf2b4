"""The files of the theme without what no reader of the site needs: source maps, other colours, another search."""

from __future__ import annotations

import re
import shutil
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from mkdocs.config.defaults import MkDocsConfig

from atlas.files import files_below
from atlas.site.output import write

_SCRIPTS, _STYLES = PurePosixPath("assets/javascripts"), PurePosixPath("assets/stylesheets")

_TRIMMED = (f"{_SCRIPTS}/", f"{_STYLES}/")

_TO_MAP = re.compile(r"\s*(?://|/\*)# sourceMappingURL=\S+(?: *\*/)?\s*$")
_RULE = re.compile(r"[^{}]+\{[^{}]*\}")
_COLOUR = re.compile(r"\[data-md-color-(?:primary|accent)=([a-z-]+)\]")
_EMPTY = re.compile(r"@media[^{}]+\{\}")


@dataclass(frozen=True)
class Trimmer:
    """Takes out of a site with these colours what the theme puts there in vain; ``worker`` tells of an own search."""

    colours: frozenset[str]
    worker: bool

    def kept(self, name: str, content: bytes) -> bytes | None:
        """What is left of a file, by its path in the site; None where nothing is."""
        if not name.startswith(_TRIMMED):
            return content
        path = PurePosixPath(name)
        if path.suffix == ".map" or (self.worker and path.is_relative_to(_SCRIPTS) and path.parts[2] in _SEARCH):
            return None
        if path.parent not in (_SCRIPTS, _STYLES) or not name.endswith((".min.js", ".min.css")):
            return content
        text = _TO_MAP.sub("\n", content.decode())
        return (with_colours(text, self.colours) if path.match("palette.*.min.css") else text).encode()


_SEARCH = {"lunr", "workers"}
"""The folders of the theme's own search."""


def trimmer(config: MkDocsConfig, *, worker: bool) -> Trimmer:
    """A trimmer for the colours that a configuration names."""
    palette = config.theme.get("palette") or []
    palettes = palette if isinstance(palette, list) else [palette]
    named = (found.get(name) for found in palettes if isinstance(found, dict) for name in ("primary", "accent"))
    return Trimmer(frozenset(map(str, named)), worker)


def trim(config: MkDocsConfig, *, worker: bool) -> None:
    """Trim the folder of a site that an engine by itself has filled."""
    site, trims = Path(config.site_dir), trimmer(config, worker=worker)
    for folder in (folder for folder in (_SCRIPTS, _STYLES) if (site / folder).is_dir()):
        for name in (f"{folder}/{below}" for below in files_below(site / folder)):
            content = (site / name).read_bytes()
            kept = trims.kept(name, content)
            if kept is None:
                (site / name).unlink()
            elif kept != content:
                write(site / name, kept)
    for name in _SEARCH if worker else ():
        shutil.rmtree(site / _SCRIPTS / name, ignore_errors=True)


def with_colours(styles: str, colours: Collection[str]) -> str:
    """The styles of the palette with the rules of these colours, and those that are of none."""

    def kept(rule: re.Match[str]) -> str:
        named = _COLOUR.findall(rule.group().partition("{")[0])
        return rule.group() if not named or set(named) & set(colours) else ""

    return _EMPTY.sub("", _RULE.sub(kept, styles))

"""The files of the theme without what no reader of the site needs: source maps, other colours, another search."""

from __future__ import annotations

import re
import shutil
from collections.abc import Collection
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

_SCRIPTS, _STYLES = Path("assets", "javascripts"), Path("assets", "stylesheets")

_TO_MAP = re.compile(r"\s*(?://|/\*)# sourceMappingURL=\S+(?: *\*/)?\s*$")
_RULE = re.compile(r"[^{}]+\{[^{}]*\}")
_COLOUR = re.compile(r"\[data-md-color-(?:primary|accent)=([a-z-]+)\]")
_EMPTY = re.compile(r"@media[^{}]+\{\}")


def trim(config: MkDocsConfig, *, worker: bool) -> None:
    """Take out of the folder of a site what the theme has put there in vain; ``worker`` tells of an own search."""
    site = Path(config.site_dir)
    for folder in (site / _SCRIPTS, site / _STYLES):
        for path in [*folder.rglob("*.map")]:
            path.unlink()
        for path in [*folder.glob("*.min.js"), *folder.glob("*.min.css")]:
            _rewrite(path, _TO_MAP.sub("\n", path.read_text(encoding="utf-8")))
    for path in (site / _STYLES).glob("palette.*.min.css"):
        _rewrite(path, with_colours(path.read_text(encoding="utf-8"), _colours(config)))
    if worker:
        for name in ("lunr", "workers"):
            shutil.rmtree(site / _SCRIPTS / name, ignore_errors=True)


def with_colours(styles: str, colours: Collection[str]) -> str:
    """The styles of the palette with the rules of these colours, and those that are of none."""

    def kept(rule: re.Match[str]) -> str:
        named = _COLOUR.findall(rule.group().partition("{")[0])
        return rule.group() if not named or set(named) & set(colours) else ""

    return _EMPTY.sub("", _RULE.sub(kept, styles))


def _colours(config: MkDocsConfig) -> set[str]:
    palette = config.theme.get("palette") or []
    palettes = palette if isinstance(palette, list) else [palette]
    return {str(found.get(name)) for found in palettes for name in ("primary", "accent") if isinstance(found, dict)}


def _rewrite(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")

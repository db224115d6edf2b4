"""Every class that the styles name is one that a page, a template or a script uses."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from pathlib import Path

from tests.atlases import ROOT

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SELECTOR = re.compile(r"(?:^|[{}])\s*([^{}@]+)(?=\{)")
CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
ATTRIBUTE = re.compile(r"class=(?:\"([^\"]*)\"|([^\s\">]+))")
STEM = re.compile(r"([\w-]+-)(?=\{\{|\$\{)")
THEME = "md-"


def named(styles: str) -> set[str]:
    """The classes that the selectors of a style sheet name, without those of the theme."""
    selectors = SELECTOR.findall(COMMENT.sub("", styles))
    return {name for selector in selectors for name in CLASS.findall(selector) if not name.startswith(THEME)}


def worn(page: str) -> set[str]:
    """The classes on a page."""
    return {name for found in ATTRIBUTE.findall(page) for name in " ".join(found).split()}


def offered(template: str) -> set[str]:
    """The words in the tags of a template that have a class, with those that it gives under a condition."""
    return {word for found in re.findall(r"class=[^>]*", template) for word in re.findall(r"[\w-]+", found)}


def unused(styles: str, used: Collection[str], stems: Iterable[str]) -> list[str]:
    """Classes of the styles that nothing has and that no template or script puts together from a stem and a value."""
    return sorted(name for name in named(styles) - set(used) if not name.startswith(tuple(stems)))


def test_a_class_that_nothing_uses_is_found() -> None:
    styles = (
        "/* .old {} */ .a > .b:not(.c), .md-grid { color: red } @media print { .d--x { margin: .5rem } .e { top: 0 } }"
    )
    assert named(styles) == {"a", "b", "c", "d--x", "e"}
    assert worn('<p class="a b"><i class=c>') == {"a", "b", "c"}
    assert offered('<p class="a b{{ " c" if x }}">') >= {"a", "b", "c"}
    assert unused(styles, {"a", "b", "c"}, ["d--"]) == ["e"]


def test_no_style_is_left_behind(built_site: Path) -> None:
    styles = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs/assets/css").glob("*.css")))
    pages = [path.read_text(encoding="utf-8") for path in built_site.rglob("*.html")]
    templates = [
        path.read_text(encoding="utf-8")
        for folder in ("scripts/atlas/pages/templates", "overrides")
        for path in (ROOT / folder).rglob("*.*")
    ]
    scripts = [path.read_text(encoding="utf-8") for path in (ROOT / "docs/assets/js").glob("*.js")]
    used = {name for text in pages for name in worn(text)} | {name for text in templates for name in offered(text)}
    used |= {word for text in scripts for word in re.findall(r"[\w-]+", text)}
    stems = {stem for text in [*templates, *scripts] for stem in STEM.findall(text)}
    assert len(used) > 200
    assert unused(styles, used, stems) == []

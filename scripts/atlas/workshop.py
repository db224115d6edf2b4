"""One atlas on disk: reading, checking and staging it, from its root folder."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from atlas.catalog.catalog import Catalog
from atlas.catalog.folders import Source, read_source
from atlas.charts.drawing import cached
from atlas.checks.rules import problems_of
from atlas.pages.all_pages import render_site
from atlas.pages.redirects import redirect_pages
from atlas.reading.problem import BrokenData
from atlas.settings import Settings
from atlas.site.assets import served
from atlas.site.manifest import Manifest, manifest_of, write_manifest
from atlas.site.staging import stage

STAGED = Path("build", "docs")
"""Where staged pages stand, below the root."""

MANIFEST = Path("build", "manifest.json")
"""Where their manifest stands."""

DRAWN = Path("build", "charts")
"""Where drawn charts are kept."""


@dataclass(frozen=True)
class Rendered:
    """A checked and rendered atlas: its catalog, its manifest, every file to stage by its path, and leftovers."""

    catalog: Catalog
    manifest: Manifest
    files: dict[str, bytes]
    passed_over: tuple[str, ...] = ()

    @property
    def pages(self) -> int:
        """The number of pages."""
        return sum(name.endswith(".md") for name in self.files)

    @property
    def evidence(self) -> dict[str, int]:
        """The number of figures of each kind of evidence, most frequent first."""
        return dict(Counter(placed.figure.kind for placed in self.catalog.figures).most_common())


def checked(root: Path) -> Source:
    """The source of an atlas that has passed every check.

    Raises:
        BrokenData: with all problems of the first phase that has any: syntax, shape, references, rules.
    """
    source = read_source(root)
    problems = problems_of(source.catalog, source.written)
    if problems:
        raise BrokenData(problems, source.texts)
    return source


def rendered(root: Path, settings: Settings) -> Rendered:
    """Every file to stage for the atlas under a root.

    Raises:
        BrokenData: the atlas has problems, or a macro of a hand-written page does not run.
    """
    source = checked(root)
    site = render_site(source.catalog, source.written, settings, cached(root / DRAWN))
    if site.problems:
        raise BrokenData(site.problems, source.texts)
    files = served({name: path.read_bytes() for name, path in source.assets.items()}, settings.styles)
    files |= {page.path: page.staged().encode() for page in site.pages}
    texts = {**site.files, **redirect_pages(source.catalog)}
    files |= {name: text.encode() for name, text in texts.items()}
    return Rendered(source.catalog, manifest_of(source.catalog, site.pages), files, source.passed_over)


def staged(root: Path, settings: Settings) -> Rendered:
    """Render the atlas and stage it below its root; raises BrokenData and then leaves the staged files alone."""
    result = rendered(root, settings)
    stage(root / STAGED, result.files)
    write_manifest(root / MANIFEST, result.manifest)
    return result

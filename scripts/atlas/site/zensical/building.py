"""Building a site with Zensical: its pages, and all that those of MkDocs get after it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from mkdocs.config.defaults import MkDocsConfig

from atlas.addresses import url_of
from atlas.settings import Settings, settings_in
from atlas.site.builder import Built, Finisher, Pages
from atlas.site.building import close, whole_of
from atlas.site.engine import load, prepare, strictly
from atlas.site.failure import EngineFailed
from atlas.site.finish import has_worker
from atlas.site.identity import ZENSICAL, claim, made_from
from atlas.site.manifest import Manifest
from atlas.site.output import Output
from atlas.site.plain import plain
from atlas.site.plan import Plan
from atlas.site.processes import in_processes
from atlas.site.search import entries
from atlas.site.security import policy
from atlas.site.trimming import trim
from atlas.site.zensical.as_staged import restored
from atlas.site.zensical.running import built
from atlas.site.zensical.searching import INDEX, index, styles
from atlas.store import Store

_MODERN = Path("assets", "stylesheets", "modern")
"""The styles of its other look."""

_ARTICLE = re.compile(r"<article\b[^>]*>(.*)</article>", re.DOTALL)


@dataclass(frozen=True)
class _Finish:
    """What every page gets after the engine; ``sources`` are the staged texts by the paths of pages in the site."""

    folder: Path
    site_url: str
    sources: Mapping[str, Path]
    finisher: Finisher

    def page(self, path: str) -> Built:
        """A page, complete but for the policy of the site; raises Unsafe where it has an inline style."""
        html = (self.folder / path).read_text(encoding="utf-8")
        found, source = self.finisher.built(path, restored(html)), self.sources.get(path)
        if source is None:
            return found
        url = path.removesuffix("index.html")
        content = _ARTICLE.search(found.html())
        # The search knows the titles of pages from the records; only those of sections are read here.
        sections = entries(content[1] if content else "", url, "")
        twin = plain(source.read_text(encoding="utf-8"), urljoin(self.site_url, url))
        return replace(found, known=replace(found.known, sections=tuple(sections), plain=twin))


def build_site(plan: Plan, _: Store, hear: Callable[[], Any]) -> Iterator[Settings | Mapping[str, str] | None]:
    """The settings of the site, nothing before anything is staged, and nothing when it stands in its folder.

    Between the two it hears what is staged, and its manifest.

    Raises:
        EngineFailed: the settings are wrong, Zensical stopped, warned or left a page out, a page would break the
            policy, or a link leads nowhere.
    """
    config = load(plan.root, site_dir=str(plan.site), **plan.settings)
    yield settings_in(config)
    yield None
    hear()  # the digests of the pages: none of this engine is kept
    manifest: Manifest = hear()
    config.docs_dir = str(plan.staged)
    _build(config, manifest)
    yield None


def _build(config: MkDocsConfig, manifest: Manifest) -> None:
    folder = Path(config.site_dir)
    output = Output(folder)
    prepare(config, Path(config.docs_dir), manifest)
    with built(config) as made:
        for path in sorted(made.iterdir()):
            shutil.move(path, folder / path.name)
    trim(config, worker=has_worker(folder))
    shutil.rmtree(folder / _MODERN)
    output.adopt()
    with strictly():
        pages = _pages(config, manifest)
        found = policy(((path, page.known.scripts) for path, page in pages.items()), styles(folder))
    if has_worker(folder):
        sections = (section for page in pages.values() for section in page.known.sections)
        output.write(INDEX.as_posix(), index(folder, sections, manifest.findables).encode())
    close(output, pages, whole_of(pages, found, manifest, config.site_url or ""))
    claim(folder, made_from(Path(config.config_file_path).parent, manifest, config.site_url or "", ZENSICAL))


def _pages(config: MkDocsConfig, manifest: Manifest) -> Pages:
    """Every HTML file of the site by its path; raises EngineFailed where one that was staged is missing."""
    folder, base = Path(config.site_dir), urlsplit(config.site_url or "/").path or "/"
    sources = {f"{url_of(page)}index.html": Path(config.docs_dir, page) for page in manifest.days}
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    missing = sorted(sources.keys() - set(paths))
    if missing:
        raise EngineFailed("\n".join(f"{path}: Zensical has left this page out" for path in missing))
    finish = _Finish(folder, config.site_url or "", sources, Finisher(base, has_worker(folder)))
    return dict(zip(paths, in_processes(finish.page, paths), strict=True))

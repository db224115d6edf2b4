"""Building a site: its pages, what stands beside them, and the checks of all of them together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from atlas.shelf import Shelf
from atlas.site.assets import own_version
from atlas.site.builder import Builder, Built, Finisher, Pages
from atlas.site.engine import strictly
from atlas.site.failure import EngineFailed
from atlas.site.finish import INDEX, Whole, complete
from atlas.site.identity import IDENTITY, MKDOCS, claimed, made_from
from atlas.site.links import broken_links
from atlas.site.manifest import Manifest
from atlas.site.output import Output
from atlas.site.processes import beside
from atlas.site.security import policy


@dataclass(frozen=True)
class Ready:
    """A builder with what is kept of its pages."""

    builder: Builder
    kept: Shelf


def build_site(
    ready: Ready, output: Output, digests: Mapping[str, str], hear: Callable[[], Manifest]
) -> Mapping[str, str]:
    """Build a site into a folder; returns a digest of each of its files, by path.

    ``digests`` tells the staged text of each page by its path; their manifest is asked for when the pages are built.

    Raises:
        EngineFailed: MkDocs stopped or warned, a page would break the policy, or a link leads nowhere.
    """
    bench, store = ready.builder, ready.kept.store
    config = bench.engine.config
    site_url = config.site_url or ""
    with strictly():
        with beside(partial(bench.write_others, output)) as written:
            pages, _ = bench.pages(digests, ready.kept)
            manifest = hear()
            output.merge(written())
        index = bench.index(pages, manifest)
        whole = pages | others(output.folder, output.digests.keys() - pages.keys(), bench.finisher)
        found = policy_of(whole)
    if index is not None:
        output.write(INDEX.as_posix(), index.encode())
    given = whole_of(whole, found, manifest, site_url)
    name = f"finished {bench.common} {found} {own_version(output.folder, output.digests)}"
    before: Mapping[str, str] = store.get(name) or {}
    close(output, whole, replace(given, before={path: before.get(page.key, "") for path, page in pages.items()}))
    finished = {page.key: output.digests[path] for path, page in pages.items()}
    if finished != before and bench.is_current():
        store.put(name, finished)
    made = made_from(Path(config.config_file_path).parent, manifest, site_url, MKDOCS)
    output.write(IDENTITY, claimed(output.digests, made))
    return output.digests


def whole_of(pages: Pages, policy: str, manifest: Manifest, site_url: str) -> Whole:
    """Pages with what a site has in common."""
    texts = {path: page.html for path, page in pages.items()}
    return Whole(texts, twins(pages), policy, manifest.days, site_url)


def close(output: Output, pages: Pages, whole: Whole) -> None:
    """Write all pages of a site and what stands beside them into its folder, where everything else is.

    Raises:
        EngineFailed: a link leads nowhere.
    """
    complete(output, whole)
    output.tidy()
    problems = link_problems(output.digests, pages)
    if problems:
        raise EngineFailed(problems)


def twins(pages: Pages) -> dict[str, str]:
    """The plain texts of pages, by the paths of these."""
    return {path: page.known.plain for path, page in pages.items()}


def others(folder: Path, names: Iterable[str], finisher: Finisher) -> dict[str, Built]:
    """The HTML files among those of a folder, by path: redirects, and the page for lost addresses."""
    found = sorted(name for name in names if name.endswith(".html"))
    return {name: finisher.built(name, (folder / name).read_text(encoding="utf-8")) for name in found}


def policy_of(pages: Pages) -> str:
    """The policy of the site; raises Unsafe where it has more inline scripts than the theme brings."""
    return policy((path, page.known.scripts) for path, page in sorted(pages.items()))


def link_problems(files: Collection[str], pages: Pages) -> str:
    """Each link that leads nowhere and each id that stands twice, one a line, and their number; empty without any."""
    problems = list(broken_links(files, {path: page.known.checked for path, page in pages.items()}))
    return "\n".join([*problems, f"{len(problems)} broken links"]) if problems else ""

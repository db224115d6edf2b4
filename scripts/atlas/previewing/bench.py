"""An atlas under work: after each edit what it touches is made again, and the rest stays as it is."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from atlas.catalog.folders import Source
from atlas.files import files_below
from atlas.inspection import checked
from atlas.keeping import LOCK, MANIFEST, STAGED, store_of
from atlas.page import Sheet
from atlas.program import program
from atlas.progress import nothing
from atlas.settings import Settings, settings_in
from atlas.site.builder import Builder, Built, Pages, builder
from atlas.site.building import link_problems, others, policy_of, twins
from atlas.site.engine import load, strictly
from atlas.site.finish import INDEX
from atlas.site.lock import waited
from atlas.site.manifest import write_manifest
from atlas.site.output import Output
from atlas.site.plain import texts_beside
from atlas.site.security import with_policy
from atlas.site.server import Files
from atlas.site.staging import LAST, stage
from atlas.store import Store
from atlas.workshop import Rendered, Workshop

FOLDER = Path("build", "preview")
"""Where the files of the theme stand for the preview, below the root."""


@dataclass(frozen=True)
class Proof:
    """The site after an edit: its files, how many pages were made anew, and what finds its broken links."""

    files: Files
    made: int
    broken_links: Callable[[], str]


@dataclass(frozen=True)
class Frame:
    """What a site is shown in until its pages are others: the builder, the files of the theme, and the policy."""

    builder: Builder
    shape: object
    theme: Mapping[str, Built]
    files: Files
    policy: str = ""


@dataclass
class Bench:
    """An atlas under work, with what was made of it last; ``heed`` may raise wherever making it takes long."""

    root: Path
    address: str
    store: Store
    heed: Callable[[], None] = nothing
    settings: Settings | None = None
    frame: Frame | None = None
    staged: int = 0

    def source(self) -> Source:
        """The records and pages as they are now; raises BrokenData where they have a problem."""
        return checked(self.root, self.store)

    def glance(self, source: Source, paths: Collection[str]) -> Files:
        """The pages at some paths of the site as they are now, and nothing else of it; none before the first proof.

        Raises:
            BrokenData: a macro of a hand-written page does not run.
            EngineFailed: MkDocs warned; Unsafe where a page would break the policy.
        """
        frame = self.frame
        if frame is None:
            return {}
        wanted = {file.src_uri for file in frame.builder.engine.pages if file.dest_uri in paths}
        with self._alone():
            sheets = self._workshop().some(source, wanted)
            self._stage_some(sheets)
            with strictly():
                pages, _ = frame.builder.pages(
                    {sheet.path: sheet.digest for sheet in sheets}, frame.builder.kept(self.store)
                )
        return _shown(pages, frame.policy)

    def proof(self, source: Source) -> Proof:
        """The whole site as its records, pages and settings are now.

        Raises:
            BrokenData: a macro of a hand-written page does not run.
            EngineFailed: MkDocs warned; Unsafe where a page would break the policy.
        """
        with self._alone():
            return self._proof(source)

    def _proof(self, source: Source) -> Proof:
        result = self._workshop().rendered(source)
        result.keep()
        stage(self.root / STAGED, result.files, self.store.memory)
        staged = {name: text for name, text in result.files.items() if not name.endswith(".md")}
        redirects = {name: text.decode() for name, text in staged.items() if name.endswith(".html")}
        with strictly():
            frame = self._framed(result)
            pages, made = frame.builder.pages(result.staged.digests, frame.builder.kept(self.store))
            moved = {name: frame.builder.finisher.built(name, text) for name, text in redirects.items()}
            whole = {**frame.theme, **pages, **moved}
            self.frame = replace(frame, policy=policy_of(whole))
        files: dict[str, Callable[[], bytes]] = dict(frame.files)
        files |= {name: partial(bytes, text) for name, text in staged.items()}
        files |= _shown(whole, self.frame.policy)
        files |= {path: partial(str.encode, text) for path, text in texts_beside(twins(pages)).items()}
        files[INDEX.as_posix()] = partial(_index, frame.builder, pages, result)
        return Proof(files, made, lambda: link_problems(files, whole))

    def forget(self) -> None:
        """Begin anew: the settings, the overrides or the templates have changed."""
        program.cache_clear()
        self.frame, self.store, self.settings = None, store_of(self.root, {}), None

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """A block in which no build works on the staged pages; what one did there meanwhile is not relied on."""
        with waited(self.root / LOCK, str(self.root)):
            if self.staged != _staged(self.root) and self.store.memory is not None:
                self.store.memory.pop(LAST, None)
            yield
            self.staged = _staged(self.root)

    def _workshop(self) -> Workshop:
        # The engine changes a configuration that it has worked with, so the settings are read of a new one.
        self.settings = self.settings or settings_in(self._config())
        return Workshop(self.root, self.settings, self.store, self.heed)

    def _stage_some(self, sheets: Collection[Sheet]) -> None:
        for sheet in sheets:
            (self.root / STAGED / sheet.path).write_bytes(sheet.text.encode())
        if self.store.memory is not None and LAST in self.store.memory:
            self.store.memory[LAST] = {**self.store.memory[LAST], **{page.path: page.text.encode() for page in sheets}}

    def _config(self) -> MkDocsConfig:
        return load(self.root, site_dir=str(self.root / FOLDER), site_url=self.address)

    def _framed(self, result: Rendered) -> Frame:
        """The frame of the last edit, where neither the set of pages nor anything in the navigation has changed."""
        if self.frame is not None and self.frame.builder.shape() == self.frame.shape:
            return self.frame
        folder = self.root / FOLDER
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        write_manifest(self.root / MANIFEST, result.manifest)
        config = self._config()
        config.docs_dir = str(self.root / STAGED)  # tells the hook that the pages are staged
        bench = replace(builder(config, self.store), heed=self.heed)
        bench.write_others(Output(folder))
        names = files_below(folder)
        theme = others(folder, set(names) - result.files.keys(), bench.finisher)
        files = {name: (folder / name).read_bytes for name in names}
        return Frame(bench, bench.shape(), theme, files)


def _staged(root: Path) -> int:
    """When the manifest was written last: each build writes it after its pages."""
    return (root / MANIFEST).stat().st_mtime_ns if (root / MANIFEST).exists() else 0


def _index(bench: Builder, pages: Pages, result: Rendered) -> bytes:
    return (bench.index(pages, result.manifest) or "").encode()


def _shown(pages: Pages, policy: str) -> Files:
    return {path: partial(_page, page.html(), policy) for path, page in pages.items()}


def _page(html: str, policy: str) -> bytes:
    return with_policy(html, policy).encode()

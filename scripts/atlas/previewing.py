"""The preview of an atlas: after each edit what it touches is made again, and the rest stays as it is."""

from __future__ import annotations

import gc
import re
import shutil
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import watchfiles
from mkdocs.config.defaults import MkDocsConfig

from atlas.inspection import store_of
from atlas.program import program
from atlas.reading.problem import BrokenData, as_text
from atlas.settings import settings_in
from atlas.site.building import Builder, Built, builder, link_problems, others, policy_of, twins
from atlas.site.engine import load, strictly
from atlas.site.failure import EngineFailed
from atlas.site.finish import INDEX
from atlas.site.lock import waited
from atlas.site.manifest import write_manifest
from atlas.site.plain import texts_beside
from atlas.site.security import with_policy
from atlas.site.server import Files, State, serve
from atlas.site.staging import LAST, stage
from atlas.store import Store
from atlas.workshop import LOCK, MANIFEST, STAGED, Rendered, rendered

FOLDER = Path("build", "preview")
"""Where the files of the theme stand for the preview, below the root."""

STEP, DEBOUNCE = 10, 40
"""Milliseconds from one look for saved files to the next, and the most that those found wait for others."""

_FRONT = re.compile(r"\A---\n.*?^---\n", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Proof:
    """The site after an edit: its files, how many pages were made anew, and what finds its broken links."""

    files: Files
    made: int
    broken_links: Callable[[], str]


@dataclass
class Bench:
    """An atlas under work, with what was made of it last."""

    root: Path
    address: str
    store: Store
    builder: Builder | None = None
    shape: object = None
    theme: Mapping[str, Built] = field(default_factory=dict)
    files: Files = field(default_factory=dict)
    staged: int = 0

    def proof(self) -> Proof:
        """The site as its records, pages and settings are now.

        Raises:
            BrokenData: a problem of the records or pages.
            EngineFailed: MkDocs warned, or a page would break the policy.
        """
        with waited(self.root / LOCK, str(self.root)):
            if self.staged != _staged(self.root) and self.store.memory is not None:
                self.store.memory.pop(LAST, None)  # a build has staged pages of its own meanwhile
            found = self._proof()
            self.staged = _staged(self.root)
        return found

    def _proof(self) -> Proof:
        config = self.builder.engine.config if self.builder else self._config()
        result = rendered(self.root, settings_in(config), self.store)
        stage(self.root / STAGED, result.files, self.store.memory)
        staged = {name: text for name, text in result.files.items() if not name.endswith(".md")}
        redirects = {name: text.decode() for name, text in staged.items() if name.endswith(".html")}
        with strictly():
            bench = self._builder(result)
            pages, made = bench.pages(result.digests, self.store)
            moved = {name: bench.finisher.built(name, text) for name, text in redirects.items()}
            whole = {**self.theme, **pages, **moved}
            found = policy_of(whole)
        files: dict[str, Callable[[], bytes]] = dict(self.files)
        files |= {name: partial(bytes, text) for name, text in staged.items()}
        files |= {path: partial(_page, page, found) for path, page in whole.items()}
        files |= {path: partial(str.encode, text) for path, text in texts_beside(twins(pages)).items()}
        files[INDEX.as_posix()] = partial(_index, bench, pages, result)
        return Proof(files, made, lambda: link_problems(files, whole))

    def forget(self) -> None:
        """Begin anew: the settings, the overrides or the templates have changed."""
        program.cache_clear()
        self.builder, self.store = None, store_of(self.root, {})

    def _config(self) -> MkDocsConfig:
        return load(self.root, site_dir=str(self.root / FOLDER), site_url=self.address)

    def _builder(self, result: Rendered) -> Builder:
        """The builder of the last edit, where neither the set of pages nor anything in the navigation has changed."""
        shape = _shape(result, self.builder)
        if self.builder is None or shape != self.shape:
            shutil.rmtree(self.root / FOLDER, ignore_errors=True)
            (self.root / FOLDER).mkdir(parents=True)
            write_manifest(self.root / MANIFEST, result.manifest)
            config = self._config()
            config.docs_dir = str(self.root / STAGED)  # tells the hook that the pages are staged
            self.builder = builder(config, self.store)
            self.theme = others(self.root / FOLDER, result.files, self.builder.finisher)
            written = (path for path in (self.root / FOLDER).rglob("*") if path.is_file())
            self.files = {path.relative_to(self.root / FOLDER).as_posix(): path.read_bytes for path in written}
            self.shape = _shape(result, self.builder)
        return self.builder


def _staged(root: Path) -> int:
    """When the manifest was written last: each build writes it after its pages."""
    return (root / MANIFEST).stat().st_mtime_ns if (root / MANIFEST).exists() else 0


def _shape(result: Rendered, bench: Builder | None) -> object:
    """The paths of all pages, and the front matter of those in the navigation."""
    shown = {page.file.src_uri for page in bench.engine.navigation.pages} if bench else set()
    fronts = {sheet.path: _FRONT.match(sheet.text) for sheet in result.sheets if sheet.path in shown}
    return [sheet.path for sheet in result.sheets], {path: front and front.group() for path, front in fronts.items()}


def _index(bench: Builder, pages: Mapping[str, Built], result: Rendered) -> bytes:
    return (bench.index(pages, result.manifest) or "").encode()


def _page(page: Built, policy: str) -> bytes:
    return with_policy(page.html, policy).encode()


def preview(root: Path, port: int) -> None:
    """Serve an atlas on 127.0.0.1, and make it again after each edit, until it is interrupted."""
    state = State()
    bench = Bench(root, f"http://127.0.0.1:{port}/", store_of(root, {}))
    _make(bench, state, "the whole site")
    gc.freeze()  # what was made so far mostly stays: looking through it after each edit would take longer than the edit
    server = serve(state, port)
    print(f"Serving on http://127.0.0.1:{port}/ (Ctrl-C ends it)", flush=True)
    watched = [root / name for name in ("data", "docs", "overrides", "mkdocs.yml")]
    templates = Path(__file__).parent / "pages" / "templates"
    try:
        found = watchfiles.watch(*(path for path in (*watched, templates) if path.exists()), step=STEP,
                                 debounce=DEBOUNCE, raise_interrupt=True)  # fmt: skip
        for changes in found:
            paths = sorted({Path(path) for _, path in changes})
            if any(not path.is_relative_to(root / "data") and not path.is_relative_to(root / "docs") for path in paths):
                bench.forget()
            _make(bench, state, ", ".join(_named(path, root) for path in paths))
    finally:
        server.shutdown()


def _named(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def _make(bench: Bench, state: State, what: str) -> None:
    """Show the site after an edit; where it is broken, the last good one goes on, with the complaint on it."""
    started = time.perf_counter()
    try:
        proof = bench.proof()
    except BrokenData as broken:
        return _complain(state, what, as_text(broken.problems, broken.texts))
    except EngineFailed as failed:
        bench.forget()
        return _complain(state, what, str(failed))
    state.show(proof.files)
    pages = f"{proof.made} page{'' if proof.made == 1 else 's'}"
    print(f"{what}: {pages} in {time.perf_counter() - started:.2f} s", flush=True)
    lost = proof.broken_links()
    if lost:
        _complain(state, what, lost)
    return None


def _complain(state: State, what: str, complaint: str) -> None:
    print(f"{what}:\n{complaint}\nThe preview shows the last good pages.", file=sys.stderr, flush=True)
    state.complain(complaint)

"""The preview of an atlas: after each edit the pages that are open come first, then all others that it touches."""

from __future__ import annotations

import gc
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from atlas.keeping import store_of
from atlas.previewing.bench import Bench
from atlas.previewing.edits import Edits, Overtaken
from atlas.reading.problem import BrokenData, as_text
from atlas.site.failure import EngineFailed
from atlas.site.server import State, serve

_WATCHED = ("data", "docs", "overrides", "mkdocs.yml")


def preview(root: Path, port: int) -> None:
    """Serve an atlas on 127.0.0.1, and make it again after each edit, until it is interrupted."""
    templates = Path(__file__).parents[1] / "pages" / "templates"
    edits = Edits([path for path in (*(root / name for name in _WATCHED), templates) if path.exists()])
    state = State()
    bench = Bench(root, f"http://127.0.0.1:{port}/", store_of(root, {}), edits.heed)
    started = time.time()
    _make(bench, state, "the whole site")
    gc.freeze()  # what was made so far mostly stays: looking through it after each edit would take longer than the edit
    edits.watch(started)
    server = serve(state, port)
    print(f"Serving on http://127.0.0.1:{port}/ (Ctrl-C ends it)", flush=True)
    try:
        _follow(bench, state, edits)
    finally:
        server.shutdown()


def _follow(bench: Bench, state: State, edits: Edits) -> NoReturn:
    """Make the site again after each edit; one that another overtakes is made with that one."""
    saved: set[Path] = set()
    content = (bench.root / "data", bench.root / "docs")
    while True:
        new = edits.take()
        saved |= new
        if any(not any(path.is_relative_to(folder) for folder in content) for path in new):
            bench.forget()
        with suppress(Overtaken):
            _make(bench, state, ", ".join(_named(path, bench.root) for path in sorted(saved)))
            saved.clear()


def _named(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def _make(bench: Bench, state: State, what: str) -> None:
    """Show the site after an edit; where it is broken, the last good one goes on, with the complaint on it."""
    started = time.perf_counter()
    try:
        source = bench.source()
        pages = bench.glance(source, state.asked)
        if pages:
            state.show({**state.files, **pages})
            print(f"{what}: shown in {time.perf_counter() - started:.2f} s", flush=True)
        proof = bench.proof(source)
    except BrokenData as broken:
        return _complain(state, what, as_text(broken.problems, broken.texts))
    except EngineFailed as failed:
        bench.forget()
        return _complain(state, what, str(failed))
    state.show(proof.files)
    made = f"{proof.made} page{'' if proof.made == 1 else 's'}"
    print(f"{what}: {made} made anew, all done in {time.perf_counter() - started:.2f} s", flush=True)
    lost = proof.broken_links()
    if lost:
        _complain(state, what, lost)
    bench.store.save()
    return None


def _complain(state: State, what: str, complaint: str) -> None:
    print(f"{what}:\n{complaint}\nThe preview shows the last good pages.", file=sys.stderr, flush=True)
    state.complain(complaint)

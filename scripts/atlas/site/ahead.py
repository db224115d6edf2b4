"""The engine's part of a build, which begins while the records are read: most of what it needs, no edit changes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from atlas.settings import Settings, settings_in
from atlas.site.builder import Builder, builder
from atlas.site.building import Ready, build_site
from atlas.site.engine import load, strictly
from atlas.site.manifest import Manifest, read_manifest
from atlas.site.output import Output
from atlas.site.plan import Plan, Staged
from atlas.store import Store


def build_ahead(plan: Plan, store: Store, hear: Callable[[], Any]) -> Iterator[Settings | Mapping[str, str] | None]:
    """The settings of the site, nothing when other pages may be staged, and a digest of each file of the site built.

    Between the last two it hears what is staged, and then its manifest.

    Raises:
        EngineFailed: as ``build_site``, or where the settings are wrong.
    """
    environ, output, config = dict(os.environ), Output(plan.site, plan.last), _config(plan)
    yield settings_in(config)
    over_last = _over_last(plan, config, store)
    yield None
    output.prepare()
    staged: Staged = hear()
    if over_last is not None and over_last.seen == _seen(over_last.ready.builder, staged):
        yield build_site(over_last.ready, output, staged.digests, hear)
    else:
        os.environ.clear()
        os.environ.update(environ)  # without what the engine has set for the last pages
        manifest = hear()
        yield build_site(_over_staged(plan, _config(plan), store), output, staged.digests, lambda: manifest)


@dataclass(frozen=True)
class _OverLast:
    """A builder over the pages that were staged last, with what it has seen of them."""

    ready: Ready
    seen: object


def _over_last(plan: Plan, config: MkDocsConfig, store: Store) -> _OverLast | None:
    """A builder over the pages that were staged last, warm; None where that does not succeed."""
    try:
        ready = _over_staged(plan, config, store)
        found = _OverLast(ready, _seen(ready.builder, read_manifest(plan.manifest)))
        ready.builder.warm()
    except Exception:  # what stands there may be anything; where it is still there later, the build says so
        return None
    return found


def _config(plan: Plan) -> MkDocsConfig:
    return load(plan.root, site_dir=str(plan.site), **plan.settings)


def _over_staged(plan: Plan, config: MkDocsConfig, store: Store) -> Ready:
    config.docs_dir = str(plan.staged)  # tells the hook that the pages are staged
    with strictly():
        bench = builder(config, store)
    return Ready(bench, bench.kept(store))


def _seen(bench: Builder, given: Staged | Manifest) -> object:
    return bench.shape(), given.stages, given.reviewed

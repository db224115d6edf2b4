"""The mini atlas as it is staged, file by file; a change is accepted with `--bless`."""

from __future__ import annotations

import shutil

from atlas.settings import Settings
from atlas.workshop import rendered

from tests.atlases import MINI, ROOT, tree

GOLDEN = ROOT / "tests" / "golden"
ACCEPT = "look at the difference, then accept it with: python scripts/test.py tests/pages/test_golden.py --bless"


def test_the_mini_atlas_is_staged_as_expected(bless: bool) -> None:
    # Pictures are held by tests of their own: whoever reads a difference sees nothing in packed pixels.
    found = {name: content for name, content in rendered(MINI, Settings()).files.items() if not name.endswith(".png")}
    if bless:
        shutil.rmtree(GOLDEN, ignore_errors=True)
        for name, content in found.items():
            path = GOLDEN / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    expected = tree(GOLDEN)
    differing = sorted(name for name in found.keys() | expected.keys() if found.get(name) != expected.get(name))
    assert differing == [], ACCEPT


def test_rendering_twice_gives_the_same_bytes() -> None:
    assert rendered(MINI, Settings()).files == rendered(MINI, Settings()).files

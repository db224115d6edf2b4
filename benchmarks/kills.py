"""Ends builds of the mini atlas at random moments, 20 by a kill and 20 by an interrupt: a whole site stands after each.

.venv/bin/python benchmarks/kills.py [SEED]
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from atlas.site.identity import IDENTITY, files_of  # noqa: E402 - the path is set above

from tests.atlases import copy_of_the_mini_atlas, edit, tree  # noqa: E402 - as above

TIMES = 20
FACT = "data/stages/sft.yml"


def started(root: Path) -> subprocess.Popen[bytes]:
    """A build that runs, in a group of its own."""
    command = [sys.executable, "-m", "atlas", "build", "--root", str(root)]
    environ = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    return subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def is_whole(site: Path) -> bool:
    """Whether a site has exactly the files that its build names."""
    return files_of(site) == set(tree(site)) and IDENTITY in tree(site)


def main(seed: int) -> int:
    """The number of sites that were not whole."""
    chance, lost = random.Random(seed), 0  # noqa: S311 - moments, not secrets
    with tempfile.TemporaryDirectory() as folder:
        root = copy_of_the_mini_atlas(Path(folder) / "repository")
        begun = time.monotonic()
        assert started(root).wait() == 0
        seconds = time.monotonic() - begun
        for ending in (signal.SIGKILL, signal.SIGINT):
            whole = 0
            for _ in range(TIMES):
                build = started(root)
                time.sleep(chance.uniform(0.05, 1.0) * seconds)
                build.send_signal(ending)
                build.wait()
                stands = is_whole(root / "site")
                edit(root / FACT, "short: SFT", "shrot: SFT")  # the next build is a bad one
                assert started(root).wait() == 1
                stands = stands and is_whole(root / "site")
                edit(root / FACT, "shrot: SFT", "short: SFT")
                whole += stands
            lost += TIMES - whole
            print(f"{ending.name}: {whole} of {TIMES} left a whole site")
        assert started(root).wait() == 0
        left_over = sorted(path.name for path in root.glob(".*.atlas"))
        print(f"the next build: whole {is_whole(root / 'site')}, left over {left_over}")
    return lost


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else 1))

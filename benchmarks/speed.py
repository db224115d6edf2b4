"""How long an editor waits: check, build and preview at the real size and at multiples of it, beside plain MkDocs.

    python benchmarks/speed.py [--sizes real 1000 3000] [--runs 5] [--edits 20]

Every time is the median of the runs, of whole processes, in one sitting; each ratio is of two times of that sitting.
Works on copies in a temporary folder and needs nothing but the environment of the repository.
"""

from __future__ import annotations

import argparse
import importlib.util
import math
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from multiplied import multiply

REPOSITORY = Path(__file__).resolve().parent.parent
FIGURE = ("data/models/deepseek-v3.yml", "amount: 2788000")
"""The file and the line of the figure that is edited."""

SHOWN = "models/deepseek-v3/"
POLL = 0.02
PATIENCE = 120


@dataclass(frozen=True)
class Cost:
    """What a process took: seconds on the clock, seconds of work of it and its children, MiB at its peak."""

    wall: float
    cpu: float
    memory: float


def _environ() -> dict[str, str]:
    """The environment of a process: this one, with the package, and with byte code kept as it is by default."""
    found = {**os.environ, "PYTHONPATH": str(REPOSITORY / "scripts")}
    found.pop("PYTHONDONTWRITEBYTECODE", None)
    return found


def run(root: Path, *command: str) -> Cost:
    """The cost of a command that must succeed."""
    environ = {**_environ(), "NO_MKDOCS_2_WARNING": "1"}
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", *command], cwd=root, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    assert process.stdout is not None
    output = process.stdout.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)}:\n{output}")
    return Cost(time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def median(work: Callable[[int], Cost], runs: int) -> Cost:
    """The medians of several runs."""
    costs = [work(number) for number in range(runs)]
    return Cost(*(statistics.median(getattr(cost, name) for cost in costs) for name in ("wall", "cpu", "memory")))


def copy_of_the_atlas(folder: Path, size: str) -> tuple[Path, int]:
    """A copy with data of a size, and the number of its records."""
    root = folder / size
    for name in ("data", "docs"):
        shutil.copytree(REPOSITORY / name, root / name)
    for name in ("mkdocs.yml", "overrides", "scripts"):
        (root / name).symlink_to(REPOSITORY / name)
    if size != "real":
        multiply(root / "data", int(size))
    return root, sum(1 for _ in root.glob("data/*/*.yml"))


def forgotten(root: Path, *names: str) -> None:
    """Move away what an earlier build has left under these names.

    It is not removed before the end: for five seconds after many files are removed, ext4 makes new ones ten times
    as slowly, and no first build has to wait for that.
    """
    for name in names:
        if (root / name).exists():
            (root / name).rename(tempfile.mkdtemp(dir=root.parent))


def edited(root: Path, number: int) -> str:
    """Give the figure another amount, and say how it is shown."""
    path = root / FIGURE[0]
    text = path.read_text(encoding="utf-8")
    name = re.search(r"amount: (27\d{5})\n", text)
    assert name, f"{FIGURE} is there"
    path.write_text(text.replace(name[0], f"amount: {2_700_000 + 1000 * number}\n", 1), encoding="utf-8")
    return f"2,{700 + number},000"


def measured(root: Path, runs: int, edits: int) -> dict[str, Cost]:
    """The costs of everything that an editor or a publisher waits for."""

    def cold(number: int) -> Cost:
        forgotten(root, "build", "site")
        return run(root, "atlas", "build", "--root", str(root))

    def one_figure(number: int) -> Cost:
        edited(root, number)
        return run(root, "atlas", "build", "--root", str(root))

    found = {"cold build": median(cold, runs)}
    found["plain mkdocs build"] = median(lambda _: plain(root), runs)
    if importlib.util.find_spec("zensical"):
        found |= peer(lambda: median(lambda _: plain(root, "zensical"), runs))
    run(root, "atlas", "check", "--root", str(root))
    found["check"] = median(lambda _: run(root, "atlas", "check", "--root", str(root)), runs)
    found["nothing changed"] = median(lambda _: run(root, "atlas", "build", "--root", str(root)), runs)
    found["one figure edited"] = median(one_figure, runs)
    times, memory = sights(root, edits)
    found["save to sight, median"] = Cost(statistics.median(times), math.nan, memory)
    found["save to sight, worst"] = Cost(max(times), math.nan, memory)
    return found


def peer(measure: Callable[[], Cost]) -> dict[str, Cost]:
    """What Zensical costs; where it cannot build so many pages, what it says of that is printed."""
    try:
        return {"plain zensical build": measure()}
    except SystemExit as failed:
        print(f"zensical did not build: {str(failed).strip().splitlines()[-1]}")
        return {}


def plain(root: Path, engine: str = "mkdocs") -> Cost:
    """An engine alone over the staged pages: the same text, theme and extensions, nothing of the atlas."""
    text = (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8")
    text = re.sub(
        r"^(hooks|watch|not_in_nav|validation|docs_dir|site_dir|extra_css):.*\n(?:[ /-].*\n)*", "", text, flags=re.M
    )
    configuration = root / "build" / "plain.yml"
    overrides = (REPOSITORY / "overrides").as_posix()
    text = text.replace("custom_dir: overrides", f"custom_dir: {overrides}")
    configuration.write_text(
        f"{text}\ndocs_dir: docs\nsite_dir: plain\nextra_css: [assets/css/atlas.css]\n", encoding="utf-8"
    )
    forgotten(root, "build/plain")
    more = ("--quiet",) if engine == "mkdocs" else ("--clean",)
    return run(root, engine, "build", *more, "--config-file", str(configuration))


def sights(root: Path, edits: int) -> tuple[list[float], float]:
    """Seconds from saving a figure to seeing it under the address of its page, and the preview's peak in MiB."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environ = _environ()
    command = [sys.executable, "-m", "atlas", "serve", "--root", str(root), "--port", str(port)]
    process = subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    times: list[float] = []
    try:
        until(port, "")
        for number in range(edits):
            shown = edited(root, 10 + number)
            started = time.perf_counter()
            until(port, f"{shown}")
            times.append(time.perf_counter() - started)
            time.sleep(0.3)
    finally:
        process.terminate()
        _, _, usage = os.wait4(process.pid, 0)
    return times, usage.ru_maxrss / 1024


def until(port: int, words: str) -> None:
    """Ask for the page every 20 ms until it shows some words; stops after a while."""
    deadline = time.perf_counter() + PATIENCE
    while time.perf_counter() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/{SHOWN}", timeout=60) as answer:
                if words in answer.read().decode():
                    return
        except OSError:
            pass
        time.sleep(POLL)
    sys.exit(f"{words!r} did not show within {PATIENCE} s")


def table(size: str, records: int, costs: dict[str, Cost]) -> None:
    """Print what was measured at one size."""
    base = costs["plain mkdocs build"].wall
    print(f"\n{size}: {records} records\n{'':24}{'wall s':>8}{'CPU s':>8}{'MiB':>7}{'x plain':>9}")
    for name, cost in costs.items():
        cpu = "" if math.isnan(cost.cpu) else f"{cost.cpu:.2f}"
        print(f"{name:24}{cost.wall:8.2f}{cpu:>8}{cost.memory:7.0f}{cost.wall / base:9.2f}", flush=True)


def main() -> None:
    """Measure each size and print a table of each, and how the times grow."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sizes", nargs="+", default=["real", "1000", "3000"])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--edits", type=int, default=20)
    options = parser.parse_args()
    points: list[tuple[int, dict[str, Cost]]] = []
    with tempfile.TemporaryDirectory() as folder:
        for size in options.sizes:
            root, records = copy_of_the_atlas(Path(folder), size)
            points.append((records, measured(root, options.runs, options.edits)))
            table(size, *points[-1])
    if len(points) > 1:
        (few, first), (many, last) = points[0], points[-1]
        growth = {
            name: math.log(last[name].wall / first[name].wall) / math.log(many / few) for name in first if name in last
        }
        print(f"\ngrowth from {few} to {many} records, time ~ records ^")
        for name, exponent in growth.items():
            print(f"{name:24}{exponent:8.2f}")
    if not importlib.util.find_spec("zensical"):
        print("\nzensical was not measured: it is not installed")


if __name__ == "__main__":
    main()

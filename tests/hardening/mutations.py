"""Every way in which a file of data may come out wrong, tried on every file: the answer is a complaint or a catalog.

The whole run, which takes an hour, and a smaller one:

    python -m tests.hardening.mutations
    python -m tests.hardening.mutations --of 20 --render 5
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from atlas.charts.drawing import cached
from atlas.pages.all_pages import Press, render_site
from atlas.settings import Settings

from tests.hardening.outcomes import Bench, Outcome, bench, faults

ROOT = Path(__file__).resolve().parents[2]
MEBIBYTE = 1024 * 1024
SLOW = 2.0
"""Seconds of the processor that no answer may take."""

Random = random.Random
Mutation = Callable[[str, Random], bytes]
CONTROL = "\x00\x07\x1b\x7f\x85\ufeff"
BIDI = "\u202e\u2066\u200f\u2028"
ODD = "\u00a0\u200b\u00ad\u3000"
VALUES = ("", "12", "-1", "1e400", "0x1F", "true", "null", "~", "[]", "{}", "[a, b]", "{a: b}", "'x'", "*x", "&x y")
FILLINGS = ("a", "a ", "[[", "[@a", "{:", "![", "**", "`", "<a", "https://a ", "1,", "$x", "\\a", "(", "é")
"""Signs over whose repetition a slow pattern would stumble."""


def _lines(text: str, rng: Random) -> tuple[list[str], int]:
    lines = text.splitlines(keepends=True) or [""]
    return lines, rng.randrange(len(lines))


def _with_line(change: Callable[[str, Random], str]) -> Mutation:
    """The mutation that changes one line of a file."""

    def mutated(text: str, rng: Random) -> bytes:
        lines, number = _lines(text, rng)
        lines[number] = change(lines[number], rng)
        return "".join(lines).encode("utf-8", "surrogatepass")

    return mutated


def _with_value(value: Callable[[str, Random], str]) -> Mutation:
    """The mutation that changes the value after the colon of one line."""

    def changed(line: str, rng: Random) -> str:
        head, colon, rest = line.rstrip("\n").partition(": ")
        return f"{head}{colon or ': '}{value(rest, rng)}\n"

    return _with_line(changed)


def _swapped(word: str, rng: Random) -> str:
    if len(word) < 2:
        return word + "x"
    at = rng.randrange(len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _misspelt_key(line: str, rng: Random) -> str:
    return re.sub(r"[a-z_]+(?=:)", lambda found: _swapped(found.group(), rng), line, count=1)


def _inserted(signs: str) -> Mutation:
    def changed(line: str, rng: Random) -> str:
        at = rng.randrange(len(line) + 1)
        return line[:at] + rng.choice(signs) + line[at:]

    return _with_line(changed)


def _without_a_sign(line: str, rng: Random) -> str:
    signs = [at for at, sign in enumerate(line) if not sign.isalnum() and sign != " "]
    at = rng.choice(signs) if signs else 0
    return line[:at] + line[at + 1 :]


def _truncated(text: str, rng: Random) -> bytes:
    raw = text.encode()
    return raw[: rng.randrange(len(raw))]


def _reordered(text: str, rng: Random) -> bytes:
    lines, number = _lines(text, rng)
    line = lines.pop(number)
    lines.insert(rng.randrange(len(lines) + 1), line)
    return "".join(lines).encode()


def _not_text(text: str, rng: Random) -> bytes:
    raw = text.encode()
    at = rng.randrange(len(raw) + 1)
    return raw[:at] + bytes([rng.randrange(128, 256)]) + raw[at:]


def _large(text: str, rng: Random) -> bytes:
    """A file of nearly one mebibyte: one long text, made of signs over which a slow pattern would stumble."""
    filling = rng.choice(FILLINGS)
    lines, number = _lines(text, rng)
    head = lines[number].partition(": ")[0]
    room = (MEBIBYTE - len(text.encode()) - 200) // len(filling.encode())
    lines[number] = f"{head}: '{filling * room}'\n"
    return "".join(lines).encode()


def _many_keys(text: str, rng: Random) -> bytes:
    """A file of nearly one mebibyte of keys, or of the same key again and again."""
    key = rng.choice(("k{number}", "title", "- k{number}"))
    more = "".join(f"{key.format(number=number)}: 1\n" for number in range(60_000))
    return (text + more).encode()[: MEBIBYTE - 1]


MUTATIONS: dict[str, Mutation] = {
    "delete a line": _with_line(lambda line, rng: ""),
    "duplicate a line": _with_line(lambda line, rng: line * 2),
    "empty a value": _with_value(lambda value, rng: ""),
    "retype a value": _with_value(lambda value, rng: rng.choice(VALUES)),
    "misspell a key": _with_line(_misspelt_key),
    "misspell a value": _with_value(_swapped),
    "reorder": _reordered,
    "truncate": _truncated,
    "drop a sign": _with_line(_without_a_sign),
    "control character": _inserted(CONTROL),
    "bidi character": _inserted(BIDI),
    "odd space": _inserted(ODD),
    "sign of YAML": _inserted("#:{}[]|>*&!%@`'\"-?,\t"),
    "sign of Markdown": _inserted("[]@*`<>!$\\{}|^"),
    "indent": _with_line(lambda line, rng: " " * rng.randrange(1, 5) + line),
    "not text": _not_text,
    "anchor": _with_value(lambda value, rng: f"&a {value}"),
    "alias": _with_value(lambda value, rng: "*a"),
    "tag": _with_value(lambda value, rng: rng.choice(("!!python/object:os.system x", "!x y", "!!binary aGk="))),
    "huge number": _with_value(lambda value, rng: rng.choice(("9" * 29, "9" * 5000, "1e308", "-1e308", "1e-300"))),
    "deep nesting": _with_value(lambda value, rng: rng.choice(("[" * 500, "{a: " * 500, "[" * 30 + "]" * 30))),
    "comment": _with_value(lambda value, rng: f"{value} # a word"),
    "long text": _large,
    "many keys": _many_keys,
}


@dataclass
class Count:
    """What a run has met; it grows while the run goes on."""

    tried: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    complaints: int = 0
    rendered: int = 0
    slowest: tuple[float, str] = (0.0, "")
    faults: list[str] = field(default_factory=list)
    slow: list[str] = field(default_factory=list)
    memory: float = 0.0

    def add(self, name: str, label: str, outcome: Outcome) -> None:
        """Note one answer."""
        self.tried[name] += 1
        self.refused[name] += bool(outcome.problems)
        self.complaints += len(outcome.problems)
        self.slowest = max(self.slowest, (outcome.seconds, label))
        self.memory = max(self.memory, resident())
        if outcome.seconds > SLOW:
            self.slow.append(f"{label}: {outcome.seconds:.1f} s")


def resident() -> float:
    """The memory that this process fills now in MiB; where the system does not tell, the most that it ever filled.

    The most cannot be taken everywhere: it counts what the process that started this one had filled.
    """
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="utf-8").split()[1])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return pages * resource.getpagesize() / 1024**2


def mutants(seed: str, text: str) -> Iterator[tuple[str, bytes]]:
    """Each mutation of a text, by its name; the same seed gives the same ones."""
    for name, mutation in MUTATIONS.items():
        yield name, mutation(text, random.Random(f"{seed} {name}"))


def run(atlas: Bench, paths: list[str], seed: str, renders: int = 0) -> Count:
    """Try every mutation on some files, and render some of the catalogs that pass."""
    count = Count()
    press = Press(Settings(), cached(ROOT / "build" / "charts"))
    if renders:  # afterwards only what a change reaches is rendered
        press = replace(press, kept=render_site(atlas.source.catalog, atlas.source.written, press).units)
    every = max(1, len(paths) * 8 // renders) if renders else 0
    for path in paths:
        for name, raw in mutants(f"{seed} {path}", atlas.text(path)):
            label = f"{name}, {path}"
            try:
                outcome = atlas.outcome(path, raw)
                count.add(name, label, outcome)
                count.faults += [f"{label}: {fault}" for fault in faults(outcome, raw, path)]
                passed = count.tried.total() - count.refused.total()
                if outcome.catalog is not None and every and passed % every == 0:
                    render_site(outcome.catalog, atlas.source.written, press)
                    count.rendered += 1
            except Exception:
                count.faults.append(f"{label}:\n{traceback.format_exc()}")
    return count


def main() -> int:
    """0 where every answer was a complaint with its place or a catalog without problems."""
    parser = argparse.ArgumentParser(description="Try mutations of every data file.")
    parser.add_argument("--of", type=int, default=1, help="only every n-th file")
    parser.add_argument("--seed", default="1", help="another seed gives other mutants")
    parser.add_argument("--render", type=int, default=0, help="about how many of the passing catalogs to render")
    options = parser.parse_args()
    atlas = bench(ROOT)
    count = run(atlas, sorted(atlas.records)[:: options.of], options.seed, options.render)
    for name in MUTATIONS:
        print(f"{name:20} {count.tried[name]:6} tried, {count.refused[name]:6} refused")
    print(f"{count.tried.total()} tried, {count.refused.total()} refused with {count.complaints} complaints, ", end="")
    print(f"{count.rendered} of the others rendered")
    slowest = f"slowest {count.slowest[0]:.2f} s ({count.slowest[1]})"
    print(f"{len(count.faults)} faults, {slowest}, peak {count.memory:.0f} MiB")
    print("\n".join([*count.faults[:50], *count.slow[:50]]))
    return 1 if count.faults or count.slow else 0


if __name__ == "__main__":
    sys.exit(main())

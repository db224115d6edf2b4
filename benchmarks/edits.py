"""Stored equals cold: after each of many random edits, the site from the store is compared with one built from nothing.

    python benchmarks/edits.py [--atlas tests/mini] [--count 200] [--seed 1]

Works on a copy of the repository in a temporary folder. Prints a line for each edit and, at the end, how many files
differed in all; the exit status is 1 where one did.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
COPIED = ("data", "docs", "overrides", "scripts", "mkdocs.yml", "tests/mini")


@dataclass
class Copy:
    """A copy of the repository, with one of its atlases and a record of what was added to it."""

    repository: Path
    atlas: Path
    random: random.Random
    added: list[Path] = field(default_factory=list)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """The finished command, run with the program of the copy."""
        environ = {**os.environ, "PYTHONPATH": str(self.repository / "scripts")}
        command = [sys.executable, "-m", "atlas", *arguments, "--root", str(self.atlas)]
        return subprocess.run(command, env=environ, capture_output=True, text=True, check=False)

    def records(self, kind: str = "*") -> list[Path]:
        """The files of records, in order."""
        return sorted(self.atlas.glob(f"data/{kind}/*.yml"))

    def texts(self) -> dict[Path, bytes]:
        """Every file that an edit may change."""
        folders = [self.atlas / "data", self.atlas / "docs", self.repository / "overrides"]
        folders.append(self.repository / "scripts/atlas/pages/templates")
        paths = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
        return {path: path.read_bytes() for path in (*paths, self.repository / "mkdocs.yml")}

    def take_back(self, texts: dict[Path, bytes]) -> None:
        """Make every file that an edit may change what it was."""
        for path in self.texts().keys() - texts.keys():
            path.unlink()
        for path, text in texts.items():
            path.write_bytes(text)
        self.added = [path for path in self.added if path in texts]


def figure(copy: Copy) -> str:
    """Another amount for a random figure."""
    path, amount = copy.random.choice(
        [(path, found) for path in copy.records() for found in re.findall(r"^ +amount: \d+$", path.read_text(), re.M)]
    )
    change(path, amount, re.sub(r"\d+", str(copy.random.randint(2, 9_000)), amount))
    return f"{path.name}: {amount.strip()} is another"


def summary(copy: Copy) -> str:
    """Another summary for a random record."""
    path = copy.random.choice([path for path in copy.records() if re.search(r"^summary: \w", path.read_text(), re.M)])
    change(path, "summary: ", f"summary: Number {copy.random.randint(2, 99)}. ")
    return f"{path.name}: another summary"


def addition(copy: Copy) -> str:
    """A new record: a term of the glossary."""
    path = copy.atlas / "data" / "glossary" / f"made-{copy.random.randint(0, 10**6)}.yml"
    path.parent.mkdir(exist_ok=True)
    number = copy.random.randint(0, 10**6)
    path.write_text(f"title: Made {number}\nsummary: Made for a comparison.\nreviewed: 2026-11-25\n", encoding="utf-8")
    copy.added.append(path)
    return f"{path.name}: new"


def removal(copy: Copy) -> str:
    """One of the added records less."""
    if not copy.added:
        return addition(copy)
    path = copy.added.pop(copy.random.randrange(len(copy.added)))
    path.unlink()
    return f"{path.name}: gone"


def rename(copy: Copy) -> str:
    """Another id for a random record, with an alias."""
    path = copy.random.choice([path for kind in ("methods", "glossary", "objectives") for path in copy.records(kind)])
    new = f"renamed-{copy.random.randint(0, 10**6)}"
    done = copy.run("rename", path.parent.name, path.stem, new)
    if path in copy.added and done.returncode == 0:
        copy.added[copy.added.index(path)] = path.with_stem(new)
    return f"{path.name}: {new}" if done.returncode == 0 else f"{path.name}: not renamed"


def written(copy: Copy) -> str:
    """A paragraph more on a random hand-written page."""
    path = copy.random.choice(sorted((copy.atlas / "docs").glob("*.md")))
    path.write_text(path.read_text() + f"\nA paragraph with the number {copy.random.random()}.\n", encoding="utf-8")
    return f"{path.name}: a paragraph more"


def template(copy: Copy) -> str:
    """A word more in a random template of the package."""
    path = copy.random.choice(sorted((copy.repository / "scripts/atlas/pages/templates/pages").glob("*.j2")))
    path.write_text(path.read_text().rstrip("\n") + f"\n\nMade {copy.random.randint(0, 99)}.\n", encoding="utf-8")
    return f"{path.name}: a word more"


def override(copy: Copy) -> str:
    """A comment in a template of the theme."""
    path = copy.repository / "overrides" / "main.html"
    change(path, "{% block site_meta %}", f"{{% block site_meta %}}\n<!-- {copy.random.random()} -->")
    return "main.html: a comment"


def style(copy: Copy) -> str:
    """A rule more in a style sheet, or where the atlas has none, a file more."""
    path = copy.random.choice(sorted((copy.atlas / "docs").rglob("*.css")) or [copy.atlas / "docs" / "made.css"])
    with path.open("a", encoding="utf-8") as out:
        out.write(f"\n.made {{ width: {copy.random.randint(1, 99)}px }}\n")
    return f"{path.name}: a rule more"


def setting(copy: Copy) -> str:
    """Another setting of the site."""
    path = copy.repository / "mkdocs.yml"
    path.write_text(re.sub(r'report_url: ".*"', f'report_url: "https://example.org/{copy.random.randint(0, 99)}"',
                           path.read_text()), encoding="utf-8")  # fmt: skip
    return "mkdocs.yml: another report_url"


EDITS: tuple[tuple[Callable[[Copy], str], int], ...] = (
    (figure, 40), (summary, 20), (addition, 10), (removal, 6), (rename, 6), (written, 6), (template, 3), (override, 3),
    (style, 3), (setting, 3),
)  # fmt: skip
"""The kinds of edits, each with how often it comes."""


def change(path: Path, old: str, new: str) -> None:
    """Put one text in the place of another in a file, once."""
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")


def main() -> int:
    """Edit, build twice, compare; as often as was asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--atlas", default="tests/mini", help="the atlas in the repository (default: tests/mini)")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name in COPIED:
            source, target = REPOSITORY / name, Path(folder) / name
            target.parent.mkdir(parents=True, exist_ok=True)
            ignored = shutil.ignore_patterns("__pycache__", *(("build", "site") if name == "tests/mini" else ()))
            shutil.copytree(source, target, ignore=ignored) if source.is_dir() else shutil.copy(source, target)
        copy = Copy(Path(folder), Path(folder) / options.atlas, random.Random(options.seed))  # noqa: S311 - repeatable
        return compare(copy, options.count)


def compare(copy: Copy, count: int) -> int:
    """The exit status after so many edits that the checks accept; one that they refuse is taken back."""
    differing, refused, tally = 0, 0, Counter[str]()
    refusal = built(copy, "stored").get("refused")
    if refusal:
        print(f"the atlas does not build before the first edit:\n{refusal.decode()}")
        return 1
    while tally.total() < count:
        before = copy.texts()
        edit = copy.random.choices([edit for edit, _ in EDITS], [weight for _, weight in EDITS])[0]
        what = edit(copy)
        stored = built(copy, "stored")
        if "refused" in stored:
            refused += 1
            copy.take_back(before)
            continue
        tally[edit.__name__] += 1
        store = copy.atlas / "build" / "store"
        store.rename(store.with_name("kept"))
        cold = built(copy, "cold")
        shutil.rmtree(store, ignore_errors=True)
        store.with_name("kept").rename(store)
        differ = sorted(name for name in stored.keys() | cold.keys() if stored.get(name) != cold.get(name))
        differing += len(differ)
        print(f"{tally.total():4} {what}: {len(cold)} files, {len(differ)} differ {differ[:3]}", flush=True)
    print(f"{count} edits ({dict(tally)}), {refused} more refused by the checks, {differing} differing files")
    return int(differing > 0)


def built(copy: Copy, name: str) -> dict[str, bytes]:
    """Every file of the site as a build gives it by its path, or what refused the build."""
    site = copy.atlas / name
    done = copy.run("build", "--site", str(site))
    if done.returncode:
        return {"refused": re.sub(r"\d+\.\d s", "", done.stdout).encode()}
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


if __name__ == "__main__":
    sys.exit(main())

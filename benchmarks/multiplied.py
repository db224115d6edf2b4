"""The real data multiplied: copies of its records under ids of their own that refer to each other, up to a size."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

COPIED = ("models", "methods", "benchmarks", "datasets", "glossary")
"""Kinds that are copied, with the sources that the copies cite."""

_FIELDS = {"model": "models", "see_also": "glossary", "derived_from": "datasets", **{kind: kind for kind in COPIED}}
"""Fields that refer to records, each with their kind."""

_FIELD = re.compile(r"^ *(?:- )?(\w+):")

_ONCE = re.compile(r"^(?:aliases|landmark|abbreviation|doi|arxiv|url):.*\n(?:[ -].*\n)*", re.MULTILINE)
"""Keys whose values may stand in one record alone."""

_NAMED = re.compile(r"^(title|short|summary): (.*?)(['\"]?)$", re.MULTILINE)


def multiply(data: Path, size: int) -> int:
    """Add copies of records to a folder of data until it holds about so many; returns how many it holds."""
    originals = {path: path.read_text(encoding="utf-8") for path in sorted(data.glob("*/*.yml"))}
    number, total = 0, len(originals)
    while total < size:
        number += 1
        total += _generation(data, originals, number, size - total)
    return total


def _generation(data: Path, originals: dict[Path, str], number: int, most: int) -> int:
    """One copy of the records, as many as there is room for; the sources that they cite come with them."""
    chosen: dict[Path, str] = {}
    cited: dict[Path, str] = {}
    sources = {
        path.stem: path
        for path, text in originals.items()
        if path.parent.name == "citations" and "\nown: true" not in text
    }
    for path, text in originals.items():
        if path.parent.name not in COPIED:
            continue
        needed = {sources[key]: originals[sources[key]] for key in _mentioned(text, sources)}
        if len(chosen) + 1 + len(cited | needed) > most:
            break
        chosen[path] = text
        cited |= needed
    if not chosen:
        return most
    sources_copied = _any_of(path.stem for path in cited)
    records_copied = frozenset(f"{path.parent.name}/{path.stem}" for path in chosen)
    for path, text in (chosen | cited).items():
        copy = sources_copied.sub(rf"\1-copy{number}", _ONCE.sub("", text))
        copy = "".join(_referring(copy, records_copied, rf"\1-copy{number}"))
        copy = _NAMED.sub(lambda found: _renamed(found, number), copy)
        if path in cited:
            copy = copy.rstrip("\n") + f"\nurl: https://example.org/{number}/{path.stem}\n"
        path.with_stem(f"{path.stem}-copy{number}").write_text(copy, encoding="utf-8")
    copies = {path.relative_to(data.parent).as_posix() for path in chosen | cited}
    exemptions = [path for path in originals if path.parent.name == "exemptions"]
    return len(chosen) + len(cited) + sum(_exempted(path, copies, sources_copied, number) for path in exemptions)


def _exempted(path: Path, copies: set[str], sources: re.Pattern[str], number: int) -> bool:
    """Whether an exemption has a copy: it sets aside for the copies what it sets aside for the originals."""
    record = yaml.safe_load(path.read_text(encoding="utf-8"))
    cases = [
        {
            "file": case["file"].replace(".yml", f"-copy{number}.yml"),
            "words": sources.sub(rf"\1-copy{number}", case["words"]),
        }
        for case in record["cases"]
        if case["file"] in copies
    ]
    if cases:
        copy = {**record, "title": f"{record['title']} {number}", "cases": cases, "reviewed": str(record["reviewed"])}
        copy["until"] = str(record["until"])
        path.with_stem(f"{path.stem}-copy{number}").write_text(yaml.safe_dump(copy, sort_keys=False), encoding="utf-8")
    return bool(cases)


def _any_of(ids: Iterable[str]) -> re.Pattern[str]:
    """Any of some ids as a whole word."""
    ordered = sorted(map(re.escape, ids), key=len, reverse=True)
    return re.compile(r"(?<![\w-])(" + "|".join(ordered or ["(?!)"]) + r")(?![\w-])")


def _referring(text: str, addresses: frozenset[str], copy: str) -> Iterator[str]:
    """The lines of a text with ids changed where their record is copied: in addresses and in fields of references."""
    named = _any_of(addresses)
    by_kind = {
        kind: _any_of(address.partition("/")[2] for address in addresses if address.startswith(f"{kind}/"))
        for kind in COPIED
    }
    kind: str | None = None
    for line in text.splitlines(keepends=True):
        field = _FIELD.match(line)
        if field:
            kind = _FIELDS.get(field[1])
        elif not re.match(r" *- [a-z0-9-]+$", line.rstrip()):
            kind = None
        yield (by_kind[kind] if kind else named).sub(copy, line)


def _mentioned(text: str, sources: dict[str, Path]) -> set[str]:
    return set(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", text)) & sources.keys()


def _renamed(found: re.Match[str], number: int) -> str:
    key, value, quote = found.groups()
    if key == "summary":
        return f"{key}: {value}{quote}"
    return f"{key}: {value} {number}{quote}"

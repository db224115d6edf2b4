"""Two sites of one atlas, built by two engines: what differs between them, in lines that a list can explain.

`python -m tests.site.parity MKDOCS ZENSICAL` prints how often each difference of two site folders is met.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from difflib import SequenceMatcher
from fnmatch import fnmatchcase
from pathlib import Path
from urllib.parse import urljoin

import yaml
from atlas.site.links import anatomy

LIST = Path(__file__).with_name("parity.yml")

NAMES = ("mkdocs", "zensical")

_ARTICLE = re.compile(r"<article\b.*</article>", re.DOTALL)
_LINK = re.compile(r'(?<= href=")[^"]*(?=")|(?<= src=")[^"]*(?=")')
_HEAD = re.compile(
    r"<title>.*?</title>|<meta [^>]*>|<link [^>]*rel=\"?(?:canonical|alternate|preload)[^>]*>", re.DOTALL
)


@dataclass(frozen=True)
class Difference:
    """One difference: the page or file, and what it is."""

    path: str
    line: str


@dataclass(frozen=True)
class Verdict:
    """All differences between two sites, held against the list of those that have a reason."""

    pages: int
    explained: Counter[str]
    unexplained: tuple[Difference, ...]
    unused: tuple[str, ...]


def verdict(mkdocs: Path, zensical: Path, reasons: Mapping[str, str]) -> Verdict:
    """What the list of differences says of two sites; its keys are patterns of lines."""
    explained, unexplained = Counter[str](), []
    for difference in differences(mkdocs, zensical):
        pattern = next((pattern for pattern in reasons if fnmatchcase(difference.line, pattern)), None)
        if pattern is None:
            unexplained.append(difference)
        else:
            explained[pattern] += 1
    pages = len(files_of(mkdocs, ".html") & files_of(zensical, ".html"))
    return Verdict(pages, explained, tuple(unexplained), tuple(sorted(reasons.keys() - explained.keys())))


def reasons() -> dict[str, str]:
    """The list: each difference that is meant, with its reason."""
    found: dict[str, str] = yaml.safe_load(LIST.read_text(encoding="utf-8"))
    return found


def differences(mkdocs: Path, zensical: Path) -> Iterator[Difference]:
    """Every difference of the files of two sites, and of what a reader meets on their pages."""
    sites = (files_of(mkdocs), files_of(zensical))
    yield from _sets("file", "", sites)
    for path in sorted(sites[0] & sites[1]):
        if path.endswith(".html"):
            yield from of_page(path, *((site / path).read_text(encoding="utf-8") for site in (mkdocs, zensical)))
        elif (mkdocs / path).read_bytes() != (zensical / path).read_bytes():
            yield Difference(path, f"content of {path}")


def of_page(path: str, *texts: str) -> Iterator[Difference]:
    """The differences of one page: ids, links by where they lead, the head, and the article but for its line breaks."""
    found = [anatomy(text) for text in texts]
    yield from _sets("id", path, [page.ids for page in found])
    yield from _sets("link", path, [{_whole(path, target) for target in page.targets} for page in found])
    heads = [{_evened(path, part) for part in _HEAD.findall(text.partition("</head>")[0])} for text in texts]
    yield from _sets("head", path, heads)
    for removed, added in _edits(*(_pieces(path, text) for text in texts)):
        yield Difference(path, f"article: {removed!r} in mkdocs is {added!r} in zensical")


def files_of(site: Path, ending: str = "") -> frozenset[str]:
    """The paths of the files of a site."""
    paths = (path for path in site.rglob(f"*{ending}") if path.is_file())
    return frozenset(path.relative_to(site).as_posix() for path in paths)


def _sets(kind: str, path: str, found: Sequence[Set[str]]) -> Iterator[Difference]:
    for name, own, other in ((NAMES[0], found[0], found[1]), (NAMES[1], found[1], found[0])):
        yield from (Difference(path or item, f"{kind} only in {name}: {item}") for item in sorted(own - other))


def _whole(path: str, target: str) -> str:
    """The address to which a link of a page leads, from the top of the site."""
    return urljoin(f"/{path.removesuffix('index.html')}", target)


def _evened(path: str, text: str) -> str:
    """A part of a page with one space for any white space, and its links from the top."""
    return _LINK.sub(lambda link: _whole(path, link.group()), re.sub(r"\s+", " ", text))


def _pieces(path: str, text: str) -> list[str]:
    """The article of a page, cut before each tag."""
    article = _ARTICLE.search(text)
    return re.split(r"(?=<)", _evened(path, article.group() if article else ""))


def _edits(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    if old == new:
        return
    # What is the same at both ends takes most of the time of a comparison.
    start = next((place for place, (one, two) in enumerate(zip(old, new, strict=False)) if one != two), 0)
    old, new = old[start:], new[start:]
    for kind, left, to_left, right, to_right in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield "".join(old[left:to_left]), "".join(new[right:to_right])


def main(mkdocs: str, zensical: str) -> None:
    """Print the verdict on two site folders."""
    found = verdict(Path(mkdocs), Path(zensical), reasons())
    print(f"{found.pages} pages, {len(found.explained)} listed differences, {len(found.unexplained)} unexplained")
    for pattern, count in found.explained.most_common():
        print(f"{count:6} {pattern}")
    for line, count in Counter(difference.line for difference in found.unexplained).most_common(60):
        print(f"{count:6} unexplained: {line}")
    print("\n".join(f"unused: {pattern}" for pattern in found.unused))


if __name__ == "__main__":
    main(*sys.argv[1:])

"""The addresses that were published: ``data/addresses.txt``, from which none may vanish without a way on.

A line holds an address, or a former address, an arrow and the one that took its place. An address with a fragment is
that of a figure or of a record inside a page.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from unicodedata import normalize

LIST = Path("data", "addresses.txt")

_PATH = LIST.as_posix()

_ARROW = " -> "

NO_WAYS: Mapping[str, str] = {}

_HEAD = "# Every address that was published; 'atlas addresses' adds new ones. A line 'former -> present' redirects.\n"


def read_published(root: Path) -> dict[str, str]:
    """Published address to the one that took its place, itself in most cases; nothing without a list."""
    path = root / LIST
    if not path.is_file():
        return {}
    lines = (line.strip() for line in path.read_text(encoding="utf-8", errors="replace").splitlines())
    pairs = (line.partition(_ARROW) for line in lines if line and not line.startswith("#"))
    return {former.strip(): present.strip() if arrow else former.strip() for former, arrow, present in pairs}


def as_list(published: Mapping[str, str]) -> str:
    """Addresses as the text of the list."""
    lines = (former if former == present else f"{former}{_ARROW}{present}" for former, present in published.items())
    return _HEAD + "".join(f"{line}\n" for line in sorted(lines))


def moved(published: Mapping[str, str]) -> dict[str, str]:
    """Former address of a page to the present one, for those that the list leads on."""
    return {former: present for former, present in published.items() if former != present and "#" not in former}


def moved_inside(published: Mapping[str, str]) -> dict[str, str]:
    """Former address inside a page to the present one, for those that the list leads on."""
    return {former: present for former, present in published.items() if former != present and "#" in former}


def vanished(published: Mapping[str, str], there: Collection[str], ways: Mapping[str, str] = NO_WAYS) -> list[str]:
    """One line for each published address that is gone, with the way out.

    ``there`` are the addresses of the site, ``ways`` lead from former pages to present ones, which take what stood
    inside along.
    """
    found = []
    for former, present in sorted(published.items()):
        page, _, inside = former.partition("#")
        if former != present:
            if present.partition("#")[0] not in there:
                found.append(f"{_PATH}: '{former}' leads to '{present}', where no page stands: name another one")
        elif inside:
            if former not in there and page in there and page not in ways:
                found.append(_lost_inside(former, inside))
        elif former not in there:
            found.append(_lost_page(former))
    return found


def _lost_page(former: str) -> str:
    kind, _, id = former.strip("/").rpartition("/")
    way = f"give the record that takes its place 'aliases: [{id}]', or " if kind else ""
    return f"{_PATH}: '{former}' was published and has no page: {way}{_or_lead_on(former)}"


def _lost_inside(former: str, inside: str) -> str:
    way = f"give the figure or record that takes its place there 'aliases: [{inside}]', or "
    return f"{_PATH}: '{former}' was published and nothing stands there: {way}{_or_lead_on(former)}"


def _or_lead_on(former: str) -> str:
    return f"write '{former}{_ARROW}' and the address that takes its place on its line"


def alike(paths: Iterable[str]) -> list[str]:
    """One line for each two names of a site that many disks take for one, with the way out."""
    found: dict[str, str] = {}
    complaints = []
    every = set[str]()
    for path in paths:
        name = path.strip("/")
        while name and name not in every:
            every.add(name)
            name = name.rpartition("/")[0]
    for name in sorted(every):
        other = found.setdefault(normalize("NFC", name).casefold(), name)
        if other != name:
            complaints.append(
                f"'{other}' and '{name}' differ in case or accents only, and many disks take them for one: "
                f"change one of them in {LIST.as_posix()}, docs/ or the aliases of a record"
            )
    return complaints

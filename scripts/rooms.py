"""Prints the rooms of the package with their files and levels, and fails when an import runs upwards.

The order of the rooms stands in `pyproject.toml`, as a layers contract of import-linter.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "atlas"

Imports = Mapping[str, frozenset[str]]


def order() -> dict[str, int]:
    """Each room and its line in the contract, 0 at the top; several rooms may share a line."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    lines = settings["contracts"][0]["layers"]
    return {room.strip(): number for number, line in enumerate(lines) for room in line.split(":")}


def module_imports() -> Imports:
    """Each module of the package to the modules of the package that it imports."""
    graph = grimp.build_graph(PACKAGE, cache_dir=None)
    return {module: frozenset(graph.find_modules_directly_imported_by(module)) for module in graph.modules}


def room_of(module: str) -> str:
    """The room in which a module stands: the first name after the package's."""
    return module.split(".")[1] if "." in module else module


def between_rooms(modules: Imports) -> Imports:
    """Each room to the other rooms from which a module of it imports."""
    found: dict[str, set[str]] = {room_of(module): set() for module in modules if module != PACKAGE}
    for module, imported in modules.items():
        if module != PACKAGE:
            found[room_of(module)] |= {room_of(other) for other in imported} - {room_of(module), PACKAGE}
    return {room: frozenset(others) for room, others in found.items()}


def levels(imports: Imports) -> str:
    """How many things stand on the longest way down along imports, in words; the circle, where there is one."""
    depth: dict[str, int] = {}
    try:
        for name in TopologicalSorter(imports).static_order():
            depth[name] = 1 + max((depth[other] for other in imports.get(name, ())), default=0)
    except CycleError as error:
        return "a circle, " + " -> ".join(reversed(error.args[1]))
    return f"{max(depth.values(), default=0)} levels"


def upwards(rooms: Imports, lines: Mapping[str, int]) -> list[str]:
    """The imports between rooms that do not go to a line below, as ``room -> room``."""
    return sorted(f"{room} -> {other}" for room in rooms for other in rooms[room] if lines[other] <= lines[room])


def house(folder: Path, lines: Mapping[str, int]) -> list[str]:
    """One line for each room, from the top down: its number of files, and its largest file with its lines."""
    shown = []
    for room in lines:
        files = sorted((folder / room).rglob("*.py")) or [folder / f"{room}.py"]
        sizes = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in files}
        largest = max(files, key=lambda path: sizes[path])
        shown.append(f"{room:<12} {len(files):>3} files, largest {largest.name} with {sizes[largest]} lines")
    return shown


def main() -> int:
    """0 when every import goes down the rooms, 1 otherwise."""
    lines, modules = order(), module_imports()
    rooms = between_rooms(modules)
    print("\n".join(house(ROOT / "scripts" / PACKAGE, lines)))
    print(f"{len(rooms)} rooms on {levels(rooms)}, {len(modules)} modules on {levels(modules)}")
    print(f"imports upwards: {len(upwards(rooms, lines))}", *upwards(rooms, lines), sep="\n  ")
    # The linter names each import that breaks the contract, with its line.
    return 0 if lint_imports(no_cache=True, no_logo=True) == EXIT_STATUS_SUCCESS else 1


if __name__ == "__main__":
    sys.exit(main())

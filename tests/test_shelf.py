"""A shelf gives back what was put there last, and writes little where little is new."""

from __future__ import annotations

from pathlib import Path

from atlas.shelf import shelf
from atlas.store import Store

FIRST = {str(number): [number] for number in range(12)}


def test_what_was_put_last_is_there_and_nothing_else(tmp_path: Path) -> None:
    store = Store(tmp_path, "1")
    shelf(store, "name").put(FIRST)
    found = shelf(store, "name")
    assert found.values == FIRST
    later = {name: value for name, value in found.values.items() if name != "3"} | {"4": ["another"], "12": ["new"]}
    found.put(later)
    assert shelf(store, "name").values == later
    shelf(store, "name").put({"only": [1]})
    assert shelf(store, "name").values == {"only": [1]}


def test_what_one_edit_changes_is_written_without_the_rest(tmp_path: Path) -> None:
    store = Store(tmp_path, "1")
    shelf(store, "name").put({**FIRST, "large": "x" * 100_000})
    before = _written(tmp_path)
    found = shelf(store, "name")
    found.put({**found.values, "4": ["another"]})
    changed = {path: size for path, size in _written(tmp_path).items() if before.get(path) != size}
    assert 0 < sum(changed.values()) < 1_000


def test_what_a_store_has_lost_is_not_there(tmp_path: Path) -> None:
    store = Store(tmp_path, "1")
    shelf(store, "name").put(FIRST)
    found = shelf(store, "name")
    found.put({**found.values, "4": ["another"]})
    max((path for path in tmp_path.rglob("*") if path.is_file()), key=lambda path: path.stat().st_size).unlink()
    assert shelf(store, "name").values.items() <= {**FIRST, "4": ["another"]}.items()
    for path in tmp_path.rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:-1])
    assert shelf(store, "name").values == {}


def test_a_memory_holds_what_was_put(tmp_path: Path) -> None:
    store = Store(tmp_path, "1", {})
    shelf(store, "name").put(FIRST)
    found = shelf(store, "name")
    found.put({**found.values, "4": ["another"]})
    assert shelf(store, "name").values["4"] == ["another"]
    store.save()
    assert shelf(Store(tmp_path, "1"), "name").values == {**FIRST, "4": ["another"]}


def _written(folder: Path) -> dict[Path, int]:
    """The sizes of all files."""
    return {path: path.stat().st_size for path in folder.rglob("*") if path.is_file()}

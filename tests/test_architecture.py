"""The map of the project: what it names exists, and the order it tells is the one that is held."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.atlases import ROOT

TEXT = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
MADE = {"site/", "ATLnnn-what-is-wrong.yml"}


def rooms_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("rooms", ROOT / "scripts" / "rooms.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def named_paths() -> list[str]:
    """Every file and folder in code marks: those with a slash, and files by their ending."""
    quoted = re.findall(r"`([^`\n]+)`", TEXT)
    return [word for word in quoted if re.fullmatch(r"[\w./-]+(/|\.\w+)", word) and word not in MADE]


def test_every_file_and_folder_it_names_exists() -> None:
    places = [ROOT, ROOT / "scripts" / "atlas"]
    missing = [name for name in named_paths() if not any((place / name).exists() for place in places)]
    assert len(named_paths()) > 25
    assert missing == []


def test_it_tells_every_room_in_the_order_that_is_held() -> None:
    rows = [line for line in TEXT.splitlines() if line.startswith("| `") and "nnn" not in line]
    told = [
        name.removesuffix("/").removesuffix(".py")
        for row in rows[:13]
        for name in re.findall(r"`([\w./]+)`", row.split("|")[1])
    ]
    assert told == [room for room in rooms_script().order() if room != "__main__"]


def test_the_architecture_fits_one_screen() -> None:
    assert len(TEXT.splitlines()) <= 65


@pytest.mark.parametrize(("imports", "found"), [({"a": {"b"}, "b": set()}, []), ({"a": {"b"}, "b": {"a"}}, ["b -> a"])])
def test_an_import_upwards_is_named(imports: dict[str, set[str]], found: list[str]) -> None:
    rooms = {room: frozenset(others) for room, others in imports.items()}
    assert rooms_script().upwards(rooms, {"a": 0, "b": 1}) == found


def test_an_import_upwards_in_the_package_fails_with_its_name(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    command = [sys.executable, "scripts/rooms.py"]
    good = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (good.returncode, "imports upwards: 0" in good.stdout) == (0, True), good.stdout + good.stderr
    module = tmp_path / "scripts" / "atlas" / "model" / "question.py"
    text = module.read_text(encoding="utf-8")
    module.write_text(text.replace("import annotations", "import annotations\n\nfrom atlas.pages.feet import SITE"))
    bad = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert bad.returncode == 1
    assert "model -> pages" in bad.stdout
    assert "atlas.model.question -> atlas.pages.feet" in bad.stdout

"""The promises of the entry points, the pinned set and the script of continuous integration."""

import ast
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import bootstrap
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
ENTRY_FILES = ("bootstrap.py", "build.py", "test.py")


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def direct_dependencies() -> list[str]:
    table = project()["project"]
    optional = (line for group in table["optional-dependencies"].values() for line in group)
    return [*table["dependencies"], *optional]


def pinned_blocks() -> list[str]:
    """Each requirement of requirements.txt as one line, its hashes with it."""
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8").replace("\\\n", " ")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def pins() -> dict[str, Version]:
    requirements = (Requirement(block.split("--hash")[0].strip()) for block in pinned_blocks())
    return {canonicalize_name(each.name): Version(str(each.specifier)[2:]) for each in requirements}


# --- the pinned set


def test_every_pin_is_exact_and_has_hashes() -> None:
    shape = re.compile(r"[\w.-]+==[\w.]+( ; [^-]+?)?(\s+--hash=sha256:[0-9a-f]{64})+\s*")
    assert len(pinned_blocks()) > 20
    assert [block for block in pinned_blocks() if not shape.fullmatch(block)] == []


def test_each_package_is_pinned_once_so_that_all_machines_build_with_the_same() -> None:
    assert len(pins()) == len(pinned_blocks())


def test_the_pinned_set_names_no_index_and_no_local_path() -> None:
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    assert re.findall(r"--(?:extra-)?index-url|--find-links|://|\s@\s|(?<=\s)/\w+", text) == []


@pytest.mark.parametrize("line", direct_dependencies())
def test_each_direct_dependency_is_pinned_within_its_range(line: str) -> None:
    requirement = Requirement(line)
    assert requirement.specifier.contains(pins()[canonicalize_name(requirement.name)])


def test_what_builds_the_package_is_pinned() -> None:
    assert project()["build-system"]["requires"] == project()["project"]["optional-dependencies"]["install"]


def test_the_oldest_python_is_the_one_that_pyproject_names() -> None:
    oldest = ".".join(str(part) for part in bootstrap.OLDEST_PYTHON)
    assert project()["project"]["requires-python"] == f">={oldest}"


# --- the entry files


@pytest.mark.parametrize("name", ENTRY_FILES)
def test_entry_files_parse_on_python_3_6_and_import_only_the_standard_library(name: str) -> None:
    tree = ast.parse((ROOT / "scripts" / name).read_text(encoding="utf-8"), feature_version=(3, 6))
    modules: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            modules.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            modules.add((node.module or ".").split(".")[0])
    assert modules - sys.stdlib_module_names - {"bootstrap"} == set()
    assert "__future__" not in modules, "Python 3.6 has no annotations of the future"


def test_an_older_python_is_told_what_is_needed_and_found() -> None:
    message = r"Python 3\.11 or newer is needed, but .* is Python 3\.9\.18"
    with pytest.raises(bootstrap.SetupError, match=message):
        bootstrap.require_python((3, 9, 18))


def test_a_failing_program_shows_the_end_of_its_output() -> None:
    code = "print('first'); print(*range(40), sep='\\n'); raise SystemExit('no such package')"
    with pytest.raises(bootstrap.SetupError, match="pip could not") as caught:
        bootstrap.run_quietly([sys.executable, "-c", code], "pip could not install")
    assert "no such package" in str(caught.value)
    assert "first" not in str(caught.value)


def make_tree(root: Path) -> Path:
    """A tree whose environment is current, as far as its files can tell; returns the environment."""
    (root / "requirements.txt").write_text("a==1\n", encoding="utf-8")
    (root / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    environment = root / ".venv"
    for name in ("python", "atlas"):
        path = bootstrap.program(environment, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    (environment / bootstrap.STAMP).write_text(bootstrap.fingerprint(root), encoding="ascii")
    return environment


def test_an_environment_is_current_until_the_pins_or_the_project_file_change(tmp_path: Path) -> None:
    environment = make_tree(tmp_path)
    assert bootstrap.is_current(tmp_path, environment)
    for name in ("requirements.txt", "pyproject.toml"):
        before = (tmp_path / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(before + "# more\n", encoding="utf-8")
        assert not bootstrap.is_current(tmp_path, environment), name
        (tmp_path / name).write_text(before, encoding="utf-8")
    assert bootstrap.is_current(tmp_path, environment)


def test_an_interrupted_install_leaves_no_environment_that_counts_as_current(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment = make_tree(tmp_path)
    (tmp_path / "requirements.txt").write_text("a==2\n", encoding="utf-8")

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(bootstrap, "make_environment", lambda _: None)
    monkeypatch.setattr(bootstrap, "pip", interrupt)
    with pytest.raises(KeyboardInterrupt):
        bootstrap.ensure_environment(tmp_path)
    assert not (environment / bootstrap.STAMP).exists()


def test_a_missing_venv_module_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(bootstrap.SetupError, match="apt-get install python3-venv"):
        bootstrap.make_environment(tmp_path / ".venv")


def test_no_chromium_outside_ci_is_a_failure_that_says_how_to_get_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("ATLAS_CHROMIUM", raising=False)
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(bootstrap.SetupError, match="apt-get install chromium"):
        bootstrap.ensure_chromium()


def test_a_wrong_atlas_chromium_is_not_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_CHROMIUM", "no-such-browser")
    with pytest.raises(bootstrap.SetupError, match="no-such-browser"):
        bootstrap.find_chromium()


def test_without_nginx_the_way_to_get_it_is_told_and_nothing_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(bootstrap.SetupError, match="apt-get install nginx"):
        bootstrap.ensure_nginx()


def test_a_ci_machine_installs_what_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[list[str]] = []
    monkeypatch.setattr(bootstrap, "may_install", lambda: True)
    monkeypatch.setattr(bootstrap, "run_quietly", lambda command, _: commands.append(command))
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/sbin/{name}" if commands and name == "nginx" else None)
    monkeypatch.setenv("DEBIAN_FRONTEND", "")  # what is set below is undone after the test
    assert bootstrap.ensure_nginx() == "/usr/sbin/nginx"
    assert [command[1] for command in commands] == ["update", "install"]
    assert commands[1][-1] == "nginx"


def test_the_language_server_is_pinned_with_all_that_it_needs_and_no_registry_is_named() -> None:
    lock = json.loads((bootstrap.LANGUAGE_SERVER / "package-lock.json").read_text(encoding="utf-8"))
    wanted = json.loads((bootstrap.LANGUAGE_SERVER / "package.json").read_text(encoding="utf-8"))["dependencies"]
    packages = {name.removeprefix("node_modules/"): package for name, package in lock["packages"].items() if name}
    assert {name: packages[name]["version"] for name in wanted} == wanted
    assert [name for name, package in packages.items() if not package["integrity"].startswith("sha512-")] == []
    assert [name for name, package in packages.items() if "resolved" in package] == []


def test_without_the_language_server_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ATLAS_YAML_LANGUAGE_SERVER", raising=False)
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(bootstrap.SetupError, match="npm ci --ignore-scripts --prefix tests/editing/server"):
        bootstrap.ensure_language_server()
    monkeypatch.setenv("ATLAS_YAML_LANGUAGE_SERVER", "/opt/server")
    assert bootstrap.ensure_language_server() == "/opt/server"


# --- continuous integration


@pytest.mark.skipif(os.name == "nt", reason="Windows has neither bash nor the executable bit")
def test_the_ci_script_is_executable_bash() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert "set -euo pipefail" in script.read_text(encoding="utf-8")
    assert subprocess.run(["/bin/bash", "-n", script], check=False).returncode == 0

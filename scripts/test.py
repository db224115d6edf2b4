"""Runs every check that CI runs. Needs nothing but Python 3.11 or newer; arguments go to pytest.

All checks run even when one fails. Pytest is the last, so that its closing line closes the output.
"""

import subprocess
import sys
from pathlib import Path

import bootstrap

CHECKS = {
    "ruff check": ["-m", "ruff", "check", "."],
    "ruff format": ["-m", "ruff", "format", "--check", "."],
    "mypy": ["-m", "mypy"],
    "imports go down the rooms": ["scripts/rooms.py"],
    "atlas schema": ["-m", "atlas", "schema", "--check"],
}


def main(arguments: "list[str]") -> int:
    """0 when all passed, otherwise pytest's exit status or 1."""
    try:
        return run_all(bootstrap.ensure_environment(), arguments)
    except bootstrap.SetupError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def run_all(python: Path, arguments: "list[str]") -> int:
    """Run every check, then pytest; 0 when all passed, otherwise pytest's exit status or 1."""
    environ = bootstrap.clean_environ()
    results = {}
    for name, command in CHECKS.items():
        bootstrap.say(f"== {name}")
        status = subprocess.call([str(python), *command], cwd=str(bootstrap.ROOT), env=environ)
        results[name] = f"FAILED (exit {status})" if status else "passed"

    selection = []  # type: list[str]
    try:
        environ["ATLAS_CHROMIUM"] = bootstrap.ensure_chromium()
        results["chromium"] = "passed: " + environ["ATLAS_CHROMIUM"]
    except bootstrap.SetupError as error:
        results["chromium"] = f"FAILED, so the browser tests are left out. {error}"
        selection = ["-m", "not browser"]
    try:
        results["nginx"] = "passed: " + bootstrap.ensure_nginx()
    except bootstrap.SetupError as error:
        missing = "FAILED" if bootstrap.may_install() else "missing"
        results["nginx"] = f"{missing}, so the rehearsal is left out. {error}"
    try:
        environ["ATLAS_YAML_LANGUAGE_SERVER"] = bootstrap.ensure_language_server()
        results["language server"] = "passed: " + environ["ATLAS_YAML_LANGUAGE_SERVER"]
    except bootstrap.SetupError as error:
        results["language server"] = f"missing, so the test of completion is left out. {error}"

    bootstrap.say("== summary of the checks before pytest")
    for name, result in results.items():
        bootstrap.say(f"{name}: {result}")
    bootstrap.say("== pytest")
    command = [str(python), "-m", "pytest", *selection, *arguments]
    tests = subprocess.call(command, cwd=str(bootstrap.ROOT), env=environ)
    return tests or int(any(result.startswith("FAILED") for result in results.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

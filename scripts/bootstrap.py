"""Makes ready what the project needs on a machine that has only Python.

Standard library only, and in the syntax of Python 3.6, so that an older Python reaches `require_python`
and says what is wrong.
"""

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST_PYTHON = (3, 11)
STAMP = "installed.sha256"
TAIL_LINES = 15
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
)
HOW_TO_GET_CHROMIUM = (
    "The browser tests need Chromium or Chrome. Install one (Debian, Ubuntu: apt-get install chromium; "
    "macOS: brew install --cask chromium; Windows: winget install Google.Chrome), "
    "or name its program in the environment variable ATLAS_CHROMIUM."
)
NGINX_PLACES = ("nginx", "/usr/sbin/nginx", "/usr/local/sbin/nginx")
HOW_TO_GET_NGINX = (
    "The rehearsal serves the site by nginx. Install it (Debian, Ubuntu: apt-get install nginx; "
    "macOS: brew install nginx); nothing needs to be set."
)

LANGUAGE_SERVER = ROOT / "tests" / "editing" / "server"
HOW_TO_GET_THE_LANGUAGE_SERVER = (
    "The test of completion asks yaml-language-server, a program of Node. Install it "
    "(npm ci --ignore-scripts --prefix tests/editing/server), or name it in ATLAS_YAML_LANGUAGE_SERVER."
)


class SetupError(Exception):
    """What keeps this machine from running the project, in words for the person at it."""


def say(line: str) -> None:
    """Print one line at once, so that it stands before the output of the programs started next."""
    print(line, flush=True)


def require_python(version: "tuple[int, ...]") -> None:
    """Raise SetupError when `version` is older than the project can use."""
    if tuple(version[:2]) < OLDEST_PYTHON:
        needed, found = (".".join(str(part) for part in parts[:3]) for parts in (OLDEST_PYTHON, version))
        raise SetupError(f"Python {needed} or newer is needed, but {sys.executable} is Python {found}.")


def program(environment: Path, name: str) -> Path:
    """The path of a program in a virtual environment, as this operating system lays it out."""
    if os.name == "nt":
        return environment / "Scripts" / (name + ".exe")
    return environment / "bin" / name


def fingerprint(root: Path) -> str:
    """A hash of all that decides what the environment holds; the folder too, since programs in it name it."""
    digest = hashlib.sha256(str(root).encode("utf-8", "surrogateescape"))
    for name in ("requirements.txt", "pyproject.toml"):
        digest.update(b"\0" + name.encode() + b"\0" + (root / name).read_bytes())
    return digest.hexdigest()


def is_current(root: Path, environment: Path) -> bool:
    """Whether the environment was installed to its end from the files as they are now."""
    stamp = environment / STAMP
    programs = (program(environment, "python"), program(environment, "atlas"))
    return (
        stamp.is_file()
        and all(path.exists() for path in programs)
        and stamp.read_text(encoding="ascii", errors="replace").strip() == fingerprint(root)
    )


def ensure_environment(root: Path = ROOT) -> Path:
    """The path of the Python in `.venv`, with the pinned set installed there first if need be."""
    require_python(sys.version_info[:3])
    environment = root / ".venv"
    python = program(environment, "python")
    if is_current(root, environment):
        return python

    wanted = fingerprint(root)
    pinned = len(re.findall(r"^\S+==", (root / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE))
    # A run that is interrupted from here on leaves no stamp, and the next run starts afresh.
    if (environment / STAMP).exists():
        (environment / STAMP).unlink()
    say(f"Making {environment} with Python {sys.version.split()[0]}")
    make_environment(environment)
    say(f"Installing {pinned} pinned packages (about half a minute with a fast connection)")
    # Wheels only: building a package from source would run code that no hash here covers.
    pip(python, "--only-binary", ":all:", "--require-hashes", "-r", str(root / "requirements.txt"))
    say("Installing the atlas command")
    pip(python, "--no-index", "--no-deps", "--no-build-isolation", "--editable", str(root))
    (environment / STAMP).write_text(wanted + "\n", encoding="ascii")
    return python


def make_environment(environment: Path) -> None:
    """Make an empty virtual environment, in place of what is there."""
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        raise SetupError(
            f"{sys.executable} cannot make virtual environments: its venv module is missing. "
            "Debian and Ubuntu keep it in a package of its own: apt-get install python3-venv"
        )
    # A Python that runs from the environment to be replaced would remove itself.
    interpreter = getattr(sys, "_base_executable", None) or sys.executable
    command = [interpreter, "-m", "venv", "--clear", str(environment)]
    run_quietly(command, f"{environment} could not be made")


def pip(python: Path, *arguments: str) -> None:
    """Run `pip install` in the environment of `python`."""
    command = [str(python), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", *arguments]
    run_quietly(command, "pip could not install what is needed")


def run_quietly(command: "list[str]", failure: str) -> None:
    """Run a program without showing its output; raise SetupError with the last lines if it fails."""
    try:
        done = subprocess.run(
            command,
            check=False,
            env=clean_environ(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
    except OSError as error:
        raise SetupError(f"{failure}: {command[0]}: {error.strerror}") from error
    if done.returncode != 0:
        lines = done.stdout.decode("utf-8", "replace").rstrip().splitlines()[-TAIL_LINES:]
        shown = "\n".join("    " + line for line in lines)
        raise SetupError(f"{failure} (exit {done.returncode}). Its last lines:\n{shown}")


def clean_environ() -> "dict[str, str]":
    """The environment variables without those that would bring other packages into the environment."""
    return {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}


def find_chromium() -> "str | None":
    """The path of a Chromium or Chrome on this machine; the one ATLAS_CHROMIUM names before any other."""
    named = os.environ.get("ATLAS_CHROMIUM")
    if named:
        found = shutil.which(named)
        if found is None:
            raise SetupError(f"ATLAS_CHROMIUM names {named}, which is not a program.")
        return found
    for name in CHROMIUM_NAMES + CHROMIUM_PLACES:
        found = shutil.which(name)
        if found is not None:
            return found
    return None


def ensure_chromium() -> str:
    """The path of a Chromium, installed first on a CI machine that has none; raises SetupError otherwise."""
    found = find_chromium()
    if found is None and may_install():
        # The fonts are only recommended by chromium; without any, no page has its proper widths.
        install("chromium", "fonts-liberation")
        found = find_chromium()
    if found is None:
        raise SetupError(HOW_TO_GET_CHROMIUM)
    return found


def find_nginx() -> "str | None":
    """The path of nginx on this machine, where Debian puts it beside the paths of users other than root too."""
    return next((found for found in map(shutil.which, NGINX_PLACES) if found is not None), None)


def ensure_nginx() -> str:
    """The path of nginx, installed first on a CI machine that has none; raises SetupError otherwise."""
    found = find_nginx()
    if found is None and may_install():
        install("nginx")
        found = find_nginx()
    if found is None:
        raise SetupError(HOW_TO_GET_NGINX)
    return found


def install(*packages: str) -> None:
    """Install packages of Debian, the first of which is what is needed; raises SetupError if that fails."""
    say("Installing Debian's " + packages[0])
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    failure = "apt-get could not install " + packages[0]
    run_quietly(["apt-get", "update", "-q"], failure)
    run_quietly(["apt-get", "install", "-q", "-y", "--no-install-recommends", *packages], failure)


def find_language_server() -> "str | None":
    """The path of the server that editors ask for completion; the one that ATLAS_YAML_LANGUAGE_SERVER names first."""
    named = os.environ.get("ATLAS_YAML_LANGUAGE_SERVER")
    installed = LANGUAGE_SERVER / "node_modules" / ".bin" / "yaml-language-server"
    return named or shutil.which(str(installed)) or shutil.which("yaml-language-server")


def ensure_language_server() -> str:
    """The path of that server, installed first on a CI machine that has npm; raises SetupError otherwise."""
    found = find_language_server()
    npm = shutil.which("npm")
    if found is None and npm is not None and in_ci():
        say("Installing yaml-language-server as its lock file pins it")
        command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(LANGUAGE_SERVER)]
        run_quietly(command, "npm could not install yaml-language-server")
        found = find_language_server()
    if found is None:
        raise SetupError(HOW_TO_GET_THE_LANGUAGE_SERVER)
    return found


def in_ci() -> bool:
    """Whether this is a CI machine, which may install what tests need inside the checkout."""
    return os.environ.get("CI", "").lower() in ("1", "true")


def may_install() -> bool:
    """Whether this is a CI machine whose packages this process may change."""
    return in_ci() and hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None

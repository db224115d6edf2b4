"""The ``atlas`` command."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from atlas.cli.arguments import parser
from atlas.editing.notdone import NotDone
from atlas.editing.root import root_above
from atlas.model import KINDS
from atlas.reading.problem import BrokenData
from atlas.site.failure import EngineFailed


def run() -> NoReturn:
    """Run the command of this process, and end it.

    What the command has made is not taken apart before: that would take a tenth of the time of a build.
    """
    status = main()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def main(arguments: list[str] | None = None) -> int:
    """The exit status: 0 when all is well, 1 with problems, 2 for a wrong command line."""
    options = parser(tuple(KINDS)).parse_args(arguments)
    try:
        options.root = options.root or _root_above(Path.cwd())
        return _command(options.command)(options)
    except NotDone as reason:
        print(reason, file=sys.stderr)
    except BrokenData as broken:
        print(_command("mending:shown")(broken, getattr(options, "format", "text")))
    except EngineFailed as failed:
        print(f"The site could not be built; the last one is untouched.\n{failed}", file=sys.stderr)
    except KeyboardInterrupt:
        print("Stopped; nothing was published.", file=sys.stderr)
        return 130
    return 1


def _command(name: str) -> Callable[..., int]:
    module, _, function = name.partition(":")
    command: Callable[..., int] = getattr(importlib.import_module(f"{__name__}.{module}"), function)
    return command


def _root_above(folder: Path) -> Path:
    """The atlas to work on where none is named; another folder than the current one is said first."""
    root = root_above(folder)
    if root != folder:
        print(f"in {root}", file=sys.stderr)
    return root

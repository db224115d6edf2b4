"""Commands for those who look over the atlas: verify."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from atlas.editing.findings import findings_as_text, texts_in
from atlas.editing.notdone import NotDone
from atlas.editing.verify import verify
from atlas.workshop import checked

Add = Callable[[str, Callable[[argparse.Namespace], int], str], argparse.ArgumentParser]


def add_commands(add: Add) -> None:
    """Add the commands of this file to the parser."""
    texts = add("verify", _verify, "look for every disclosed figure in the text of its source")
    texts.add_argument("texts", type=Path, help="a folder of plain texts named by citation key, such as a2024-x.txt")


def _verify(options: argparse.Namespace) -> int:
    if not options.texts.is_dir():
        raise NotDone(f"{options.texts} is not a folder: name one that holds the texts of sources")
    print(findings_as_text(verify(checked(options.root).catalog, texts_in(options.texts))))
    return 0

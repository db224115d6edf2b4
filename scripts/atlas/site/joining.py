"""Own scripts joined into one that needs no modules: browsers load none from disk."""

from __future__ import annotations

import re
from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter

_NAME = r"""["']\./([\w-]+\.js)(?:\?v=\w+)?["']"""
_IMPORT = re.compile(rf"import\s*\{{([^}}]*)\}}\s*from\s*{_NAME}\s*;?")
_LAZY = re.compile(rf"\bimport\s*\(\s*{_NAME}\s*\)")
_EXPORT = re.compile(r"\bexport\s+((?:async\s+)?function\s+|const\s+|class\s+)([\w$]+)")
_AS = re.compile(r"([\w$]+)\s+as\s+([\w$]+)")
_LEFT = re.compile(r"(?<![\w$.])(?:import|export)\b[^;]{0,60}")


class NotJoined(Exception):
    """A script that cannot be joined; the message says which and why."""


def joined(entry: str, scripts: Mapping[str, str]) -> str:
    """One script that does what a module does with all that it imports; ``scripts`` by the names of their files.

    Every script is run once, after those that it imports, also where it imports them only when they are needed.

    Raises:
        NotJoined: a script is missing, imports in a circle, or in another way than the scripts of the atlas do.
    """
    parts = [_part(name, scripts[name]) for name in _in_order(entry, scripts)]
    return "\n".join(['(()=>{"use strict";const modules={};', *parts, "})();\n"])


def imported(entry: str, scripts: Mapping[str, str]) -> set[str]:
    """The scripts that a module needs, and itself."""
    return set(_in_order(entry, scripts))


def _in_order(entry: str, scripts: Mapping[str, str]) -> list[str]:
    """The scripts that a module needs, each after those that it imports, the module last."""
    graph, ahead = dict[str, list[str]](), [entry]
    while ahead:
        name = ahead.pop()
        if name not in scripts:
            raise NotJoined(f"there is no script {name}")
        if name not in graph:
            found = {*(match[2] for match in _IMPORT.finditer(scripts[name])), *_LAZY.findall(scripts[name])}
            graph[name] = sorted(found)
            ahead.extend(graph[name])
    try:
        return list(TopologicalSorter({name: graph[name] for name in sorted(graph)}).static_order())
    except CycleError as error:
        raise NotJoined(f"scripts import one another in a circle: {', '.join(error.args[1])}") from error


def _taken(match: re.Match[str]) -> str:
    names = _AS.sub(r"\1: \2", match[1])
    return f'const {{{names}}}=modules["{match[2]}"];'


def _part(name: str, text: str) -> str:
    """A script as a function that is called at once and gives what the script exports."""
    names = [match[2] for match in _EXPORT.finditer(text)]
    text = _IMPORT.sub(_taken, text)
    text = _LAZY.sub(r'Promise.resolve(modules["\1"])', text)
    text = _EXPORT.sub(r"\1\2", text)
    left = _LEFT.search(text)
    if left:
        raise NotJoined(f"{name}: only 'import {{ … }} from' and 'export' of what is declared there: {left.group()}")
    return f'modules["{name}"]=(()=>{{{text}\nreturn{{{",".join(names)}}};}})();'

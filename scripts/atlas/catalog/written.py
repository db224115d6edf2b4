"""Hand-written pages: Markdown with a front matter of its own, macros and the marks of prose."""

from __future__ import annotations

import re
import traceback
from dataclasses import dataclass

from jinja2 import TemplateError, TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment

from atlas.catalog import prose
from atlas.page import Page
from atlas.reading.document import Document
from atlas.reading.location import Location, Mark
from atlas.reading.problem import Problem
from atlas.reading.rule import Rule
from atlas.reading.source import read_document
from atlas.reading.text import read_text

MACROS_RUN = Rule("ATL050", "Every macro of a hand-written page runs.")
FRONT_MATTER = Rule("ATL051", "A hand-written page begins with a front matter of title and description.")

_FRONT = re.compile(r"\A---\n(?P<front>.*?)^---\n", re.DOTALL | re.MULTILINE)
_NEEDED = ("title", "description")
_SIDEBARS = ("navigation", "toc")


@dataclass(frozen=True)
class Written:
    """A hand-written page: its path below ``docs/``, its path from the root, its text and its front matter."""

    path: str
    source: str
    text: str
    title: str
    description: str
    hide: tuple[str, ...]

    @property
    def front_lines(self) -> int:
        """The number of lines before the body."""
        found = _FRONT.match(self.text)
        return found.group().count("\n") if found else 0

    @property
    def body(self) -> str:
        """The text after the front matter."""
        return _FRONT.sub("", self.text)


def read_written(path: str, source: str, raw: bytes) -> tuple[Written | None, str, tuple[Problem, ...]]:
    """The page in the bytes of a Markdown file, its text, and every problem of its front matter."""
    text, unreadable = read_text(source, raw)
    if unreadable:
        return None, text, unreadable
    found = _FRONT.match(text)
    if found is None:
        message = "the page has no front matter: begin it with ---, title:, description: and ---"
        return None, text, (FRONT_MATTER.broken(Location(source), message),)
    # The opening --- is kept as a YAML document start, so that line numbers are those of the file.
    document, problems = read_document(source, ("---\n" + found["front"]).encode())
    problems = (*problems, *_front_problems(document))
    if problems or not isinstance(document.data, dict):
        return None, text, problems
    title, description = (str(document.data[key]) for key in _NEEDED)
    hide = document.data.get("hide", ())
    assert isinstance(hide, tuple)
    return Written(path, source, text, title, description, tuple(str(item) for item in hide)), text, ()


def _front_problems(document: Document) -> list[Problem]:
    data = document.data if isinstance(document.data, dict) else {}
    problems = [
        FRONT_MATTER.broken(document.at((key,), key=True), f"unknown key '{key}': a page has title, description, hide")
        for key in data
        if key not in (*_NEEDED, "hide")
    ]
    hide = data.get("hide", ())
    if not isinstance(hide, tuple) or any(item not in _SIDEBARS for item in hide):
        problems.append(FRONT_MATTER.broken(document.at(("hide",)), "'hide' is a list of navigation and toc"))
    for key in _NEEDED:
        if not isinstance(data.get(key), str):
            problems.append(FRONT_MATTER.broken(document.at((key,)), f"'{key}' must be text: add it"))
    return problems


def cited_in(page: Written) -> set[str]:
    """Keys of the sources that a hand-written page cites."""
    return {
        source.key for mark in prose.marks(page.body) if isinstance(mark, prose.Citation) for source in mark.sources
    }


def render_written(jinja: SandboxedEnvironment, page: Written) -> Page | Problem:
    """The page with its macros run, or the problem that stops it, with its line."""
    try:
        body = jinja.from_string(page.body).render()
    except TemplateSyntaxError as error:
        return _problem(page, error.lineno, error.message or "not a template")
    except (TemplateError, LookupError, TypeError, ValueError) as error:
        return _problem(page, _line_of(error), str(error))
    return Page(page.path, page.title, page.description, body, "page", page.source, page.hide)


def _line_of(error: BaseException) -> int:
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<template>"]
    return next((line for line in lines if line), 1)


def _problem(page: Written, line: int, message: str) -> Problem:
    location = Location(page.source, Mark(line + page.front_lines, 1))
    return MACROS_RUN.broken(location, f"this macro does not run: {message}")

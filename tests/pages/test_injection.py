"""No field of any record can inject markup: a canary in every plain field, looked for in the parsed pages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin

import pytest
from atlas.model import KINDS
from atlas.model.example import Utterance
from atlas.model.types import FigureRef, Label, ProseMark, Ref, Summary
from atlas.reading.fields import hints
from atlas.reading.source import read_document
from pydantic import BaseModel

from tests.atlases import copy_of_the_atlas, run_atlas

CANARY = "<xss-1 onx=1>\"'`&{onx=1}[x](javascript:1)|*_~"
SUMMARY_END = "."
ROOM = {Label: 160, Summary: 320, Utterance: 400}
"""Types of plain text to their greatest length."""


class Findings(HTMLParser):
    """Everything in a page that the canary made: elements, attributes and script addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag.startswith("xss"):
            self.found.append(f"<{tag}>")
        self.found += [
            f"{tag} {name}={value}"
            for name, value in attrs
            if name.startswith("onx") or (name in ("href", "src") and (value or "").startswith("javascript:"))
        ]


def poisoned(value: Any, hint: Any) -> Any:
    """The value with the canary in every plain text field; references, prose, dates and formulas stay."""
    origin, arguments = get_origin(hint), get_args(hint)
    if hint in ROOM:
        room = ROOM[hint] - len(CANARY) - len(SUMMARY_END)
        return value[:room].rstrip() + CANARY + (SUMMARY_END if hint is Summary else "")
    if origin is Annotated:
        marked = any(isinstance(part, Ref | FigureRef | ProseMark) for part in arguments[1:])
        return value if marked else poisoned(value, arguments[0])
    if isinstance(value, dict) and isinstance(hint, type) and issubclass(hint, BaseModel):
        known = hints(hint)
        return {key: poisoned(item, known[key]) for key, item in value.items()}
    if isinstance(value, tuple):
        return [poisoned(item, arguments[0]) for item in value]
    if isinstance(value, dict) and origin is dict:
        return {key: poisoned(item, arguments[1]) for key, item in value.items()}
    inner = [part for part in arguments if part is not type(None)] if type(None) in arguments else []
    return poisoned(value, inner[0]) if inner else value


def poison(path: Path, kind: str) -> None:
    """Rewrite a record, as JSON within YAML, with the canary in its plain fields."""
    document, problems = read_document(path.name, path.read_bytes())
    assert problems == ()
    path.write_text(json.dumps(poisoned(document.data, KINDS[kind])), encoding="utf-8")


def pages(site: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix(), path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def poisoned_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real atlas with the canary in every plain field of every record, built."""
    root = tmp_path_factory.mktemp("poisoned")
    copy_of_the_atlas(root)
    # An exemption reaches no page, and names files and words that must stay what they are.
    for kind in (kind for kind in KINDS if kind != "exemptions"):
        for path in sorted((root / "data" / kind).glob("*.yml")):
            poison(path, kind)
    done = run_atlas("build", "--root", str(root))
    assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]
    return root / "site"


def test_no_field_of_any_record_makes_an_element_or_attribute(poisoned_site: Path) -> None:
    found = {}
    for name, text in pages(poisoned_site):
        findings = Findings()
        findings.feed(text)
        if findings.found:
            found[name] = findings.found[:3]
    assert found == {}


def test_the_canary_is_shown_as_text_on_pages_of_every_kind(poisoned_site: Path) -> None:
    shown = {name.split("/")[0] for name, text in pages(poisoned_site) if "&lt;xss-1" in text or "&#60;xss-1" in text}
    assert shown >= {
        "stages",
        "objectives",
        "methods",
        "models",
        "benchmarks",
        "datasets",
        "citations",
        "glossary",
        "questions",
        "walkthrough",
        "claims",
        "compute",
    }


def test_the_search_can_fail() -> None:
    findings = Findings()
    findings.feed(f"<p>{CANARY}</p><a href='javascript:1'>x</a>")
    assert len(findings.found) == 3

"""What a forge and pre-commit read: forms whose fields are those of the records, and hooks that run real commands."""

from __future__ import annotations

import re
import shlex
from typing import Any, get_args

import pytest
import yaml
from atlas.cli.arguments import parser
from atlas.model import KINDS, Citation
from atlas.model.figure import EvidenceKind, LabelledFigure
from pydantic import BaseModel

from tests.atlases import ROOT

FORMS: dict[str, tuple[type[BaseModel], set[str]]] = {
    "figure": (LabelledFigure, {"figure", "old"}),
    "source": (Citation, set()),
}
"""Name of an issue form to the model whose fields it asks for, and what it asks besides."""


def form(name: str) -> list[dict[str, Any]]:
    text = (ROOT / ".github" / "ISSUE_TEMPLATE" / f"{name}.yml").read_text(encoding="utf-8")
    body: list[dict[str, Any]] = yaml.safe_load(text)["body"]
    return body


@pytest.mark.parametrize("name", FORMS)
def test_the_fields_of_a_form_are_those_of_the_record(name: str) -> None:
    model, others = FORMS[name]
    ids = [field["id"] for field in form(name)]
    assert set(ids) - others <= set(model.model_fields)
    for field in form(name):
        if field["id"] not in others:
            described = field["attributes"].get("description", "")
            assert f"`{field['id']}`" in described, field["id"]


def test_the_choices_of_the_forms_are_those_of_the_model() -> None:
    options = {field["id"]: field["attributes"].get("options") for field in [*form("figure"), *form("source")]}
    assert tuple(options["kind"]) == get_args(EvidenceKind)
    assert tuple(options["tier"]) == get_args(Citation.model_fields["tier"].annotation)


def test_every_hook_runs_a_command_that_there_is() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"]
    commands = [shlex.split(hook["entry"]) for hook in hooks if hook["entry"].startswith(".venv/bin/atlas ")]
    assert len(commands) == 3
    for command in commands:
        assert parser(tuple(KINDS)).parse_args(command[1:]).command
    for hook in hooks:
        re.compile(hook.get("files", ""))


TOLD_IN = ("CONTRIBUTING.md", ".github/PULL_REQUEST_TEMPLATE.md", "docs/contribute.md", "docs/publish.md", "README.md")


@pytest.mark.parametrize("name", TOLD_IN)
def test_every_command_that_is_told_exists(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    told = re.findall(r"(?:`|\.venv/bin/)atlas (\w+)", text)
    known = re.findall(r"\b[a-z]+\b", parser(tuple(KINDS)).format_help())
    assert told
    assert [command for command in told if command not in known] == []

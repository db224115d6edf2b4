"""Complaints in SARIF 2.1.0, which forges and editors read."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from typing import Any
from urllib.parse import quote

from atlas.checks.rules import rules
from atlas.reading.problem import Problem

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_sarif(problems: Iterable[Problem], fixable: Collection[Problem] = ()) -> str:
    """The problems as one run of SARIF, with every rule that was checked; ``fixable`` ones are marked so."""
    ids = list(rules())
    known = [{"id": rule.id, "shortDescription": {"text": rule.sentence}} for rule in rules().values()]
    run = {
        "tool": {"driver": {"name": "atlas", "rules": known}},
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(problem, ids.index(problem.rule), fixable=problem in fixable) for problem in sorted(set(problems))
        ],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _result(problem: Problem, index: int, *, fixable: bool) -> dict[str, Any]:
    mark = problem.location.mark
    region = {"startLine": mark.line, "startColumn": mark.column, "endColumn": mark.column + mark.length}
    place = {"artifactLocation": {"uri": quote(problem.location.path)}, "region": region}
    return {
        "ruleId": problem.rule,
        "ruleIndex": index,
        "level": "error",
        "message": {"text": problem.message},
        "locations": [{"physicalLocation": place}],
        "properties": {"fixable": fixable},
    }

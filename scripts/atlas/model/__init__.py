"""Record types, one file per kind: the single source of validation, schema and format page."""

from __future__ import annotations

from atlas.model.benchmark import Benchmark
from atlas.model.citation import Citation
from atlas.model.claim import Claim
from atlas.model.compute_share import ComputeShare
from atlas.model.dataset import Dataset
from atlas.model.example import Example
from atlas.model.exemption import Exemption
from atlas.model.glossary import Term
from atlas.model.method import Method
from atlas.model.model import Model
from atlas.model.objective import Objective
from atlas.model.question import Question
from atlas.model.stage import Stage
from atlas.model.types import Record

KINDS: dict[str, type[Record]] = {
    "stages": Stage,
    "objectives": Objective,
    "compute_shares": ComputeShare,
    "citations": Citation,
    "methods": Method,
    "models": Model,
    "claims": Claim,
    "benchmarks": Benchmark,
    "datasets": Dataset,
    "questions": Question,
    "glossary": Term,
    "examples": Example,
    "exemptions": Exemption,
}
"""Folder under ``data/`` to the type of its records, in the order of the site."""

__all__ = [
    "KINDS",
    "Benchmark",
    "Citation",
    "Claim",
    "ComputeShare",
    "Dataset",
    "Example",
    "Exemption",
    "Method",
    "Model",
    "Objective",
    "Question",
    "Record",
    "Stage",
    "Term",
]

"""The open data of a site: its records in the forms that other programs read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from atlas.exports.api import index, kind_files, schemas
from atlas.exports.bibliography import csl_json, ris
from atlas.exports.bundle import bundle
from atlas.exports.database import database
from atlas.exports.openapi import description
from atlas.exports.outline import outline
from atlas.exports.publication import EXPORTED, Content, Publication
from atlas.exports.sheets import sheets

EXPORTS: Mapping[str, Callable[[Publication], dict[str, Content]]] = {
    **{f"api {kind}": partial(kind_files, kind=kind) for kind in EXPORTED},
    "api schemas": schemas,
    "api index": index,
    "api description": description,
    "sheets": sheets,
    "csl": csl_json,
    "ris": ris,
    "bundle": bundle,
    "database": database,
    "outline": outline,
}
"""Name to what makes files of open data, by path."""

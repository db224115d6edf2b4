"""The open data of a site: its records in the forms that other programs read."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from atlas.exports.api import index, schemas
from atlas.exports.bibliography import csl_json, ris
from atlas.exports.bundle import bundle
from atlas.exports.database import database
from atlas.exports.openapi import description
from atlas.exports.outline import outline
from atlas.exports.publication import Content, Publication
from atlas.exports.sheets import sheets


def tabular(found: Publication) -> dict[str, Content]:
    """The files that are made of rows, which are the same for all of them."""
    return {**sheets(found), **bundle(found), **database(found)}


EXPORTS: Mapping[str, Callable[[Publication], dict[str, Content]]] = {
    "api schemas": schemas,
    "api index": index,
    "api description": description,
    "sheets": tabular,
    "csl": csl_json,
    "ris": ris,
    "outline": outline,
}
"""Name to what makes files of open data, by path; those of each record and each kind come beside them."""

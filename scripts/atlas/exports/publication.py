"""What is exported: the records of an atlas, and the site whose data they are."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from atlas.evidence.shown import record_href
from atlas.model import KINDS
from atlas.reading.parse import Entry
from atlas.tables.view import View

Content = str | bytes
"""What a file holds: text, or bytes that no text has."""

NAME = "Training-Lifecycle Atlas"

LICENCE = "CC-BY-4.0"

LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"

API = "api/v1"
"""The folder of the data, with the version of its form."""

EXPORTED = tuple(kind for kind in KINDS if kind != "exemptions")
"""The kinds of records that are data of their own; an exemption only tells a check what to pass over."""


@dataclass(frozen=True)
class Publication:
    """A view of the records, with the address of the site; an empty one leaves addresses relative to its top."""

    view: View
    site_url: str

    def entries(self, kind: str) -> tuple[Entry, ...]:
        """The records of a kind by id."""
        return tuple(self.view.catalog.by_kind[kind].values())

    def address(self, path: str) -> str:
        """The address of a path of the site, with or without ``@/`` before it."""
        return self.site_url + path.removeprefix("@/")

    def page(self, entry: Entry) -> str:
        """The address at which a record stands on the site."""
        return self.address(record_href(entry.address))


def as_json(value: Any) -> str:
    """A value as JSON text that is the same each time."""
    return json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n"

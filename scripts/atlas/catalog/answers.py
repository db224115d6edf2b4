"""What the names stand for under which a catalog notes what was read: equal answers mean that nothing has changed."""

from __future__ import annotations

from dataclasses import dataclass, field

from atlas.catalog.holdings import Holdings
from atlas.catalog.reads import EVERYTHING
from atlas.model import KINDS
from atlas.reading.document import digest_of

FIGURES, NEWEST, CITING, AT_STAGE = "figures:", "newest:", "citing:", "at-stage:"
"""Questions answered from many records: how many figures, the newest day, the figures of a source or of a stage."""

NAME, FIGURE, PLAIN = "name:", "figure:", "plain:"
"""Questions answered from a part of one record: how it is called, one figure with its label, all but the figures."""


@dataclass(frozen=True, eq=False)
class Said:
    """What is said under each name of records, worked out when it is first asked for."""

    holdings: Holdings
    _found: dict[str, str] = field(default_factory=dict)

    def under(self, name: str) -> str:
        """The answer to a name, short.

        Raises:
            LookupError: the records give no such answer.
        """
        if name not in self._found:
            self._found[name] = self._under(name)
        return self._found[name]

    def _under(self, name: str) -> str:
        asked, colon, key = name.partition(":")
        if name == EVERYTHING:
            entries = self.holdings.records
            return digest_of(" ".join(f"{entry.address} {entry.document.digest}" for entry in entries))
        if name == FIGURES:
            return str(len(self.holdings.figures))
        if name == NEWEST:
            return self.holdings.newest_review
        if f"{asked}{colon}" in (CITING, AT_STAGE):
            groups = self.holdings.figures_by_source if name.startswith(CITING) else self.holdings.figures_by_stage
            return " ".join(f"{placed.address}={placed.name}" for placed in groups.get(key, ()))
        return self._of_part(f"{asked}{colon}", key) if colon else self._of_record(name)

    def _of_part(self, asked: str, key: str) -> str:
        """What is said in a part of one record."""
        if asked == NAME:
            return repr(self.holdings.name_of(key))
        if asked == FIGURE:
            named = self.holdings.named_figures.get(key)
            found = self.holdings.figures_by_address.get(key) or ((named,) if named else ())
            return digest_of("\n".join(placed.text for placed in found)) if found else ""
        if asked == PLAIN:
            kind, _, id = key.partition("/")
            return digest_of(repr(vars(self.holdings.plain(kind)[id])))
        raise LookupError(asked)

    def _of_record(self, name: str) -> str:
        """The text of one record, or the ids of a kind."""
        kind, _, id = name.partition("/")
        if kind not in KINDS:
            raise LookupError(name)
        if not id:
            return " ".join(self.holdings.by_kind[kind])
        entry = self.holdings.by_kind[kind].get(id)
        return entry.document.digest if entry else ""

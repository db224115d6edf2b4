"""Tables as data: columns, rows and cells made of typed parts, without HTML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from atlas.evidence.shown import Evidence


@dataclass(frozen=True)
class Words:
    """Plain text."""

    text: str
    type: Literal["words"] = "words"


@dataclass(frozen=True)
class Aside:
    """Plain text on a line of its own, set smaller: a note to what stands before it."""

    text: str
    type: Literal["aside"] = "aside"


@dataclass(frozen=True)
class To:
    """A link to a page of the site, by its address from the top, ``@/…``."""

    href: str
    text: str
    type: Literal["to"] = "to"


@dataclass(frozen=True)
class Cite:
    """A citation: key, author-year label and place in the source."""

    key: str
    label: str
    at: str | None
    type: Literal["cite"] = "cite"


@dataclass(frozen=True)
class Shown:
    """A figure with its evidence; ``bare`` where the head of the column names the unit.

    ``dated`` shows the kind of evidence in a word and with its date, where the table is about the evidence itself;
    elsewhere a small mark stands for it.
    """

    evidence: Evidence
    bare: bool = False
    dated: bool = False
    type: Literal["figure"] = "figure"


@dataclass(frozen=True)
class Tag:
    """A word of a closed list, such as a phase or a status; ``group`` names the list, ``href`` leads to its proof."""

    group: str
    value: str
    text: str
    href: str | None = None
    type: Literal["tag"] = "tag"


@dataclass(frozen=True)
class Math:
    """A formula in LaTeX, and its name."""

    latex: str
    name: str
    type: Literal["math"] = "math"


@dataclass(frozen=True)
class Markdown:
    """Prose with citations and links."""

    text: str
    type: Literal["prose"] = "prose"


@dataclass(frozen=True)
class Drawing:
    """The schematic of a record, by its address, and its name."""

    address: str
    text: str
    type: Literal["drawing"] = "drawing"


Part = Words | Aside | To | Cite | Shown | Tag | Math | Markdown | Drawing


@dataclass(frozen=True)
class Column:
    """A column: key, head, and whether it holds numbers (set tabular and to the right)."""

    key: str
    head: str
    numeric: bool = False


@dataclass(frozen=True)
class Cell:
    """A cell: its parts in order, the value that orders its column, where text alone would not, and its columns.

    ``span`` is the number of columns it covers and ``over`` their names, where it covers more than one.
    """

    parts: tuple[Part, ...]
    sort: str | float | None = None
    span: int = 1
    over: str = ""


@dataclass(frozen=True)
class Row:
    """A row: an id that becomes its anchor (empty for none), cells in the order of the columns, filter values.

    ``former`` are ids that it had before, which lead to it as well.
    """

    id: str
    cells: tuple[Cell, ...]
    filters: tuple[tuple[str, str], ...] = ()
    former: tuple[str, ...] = ()

    def column_of(self, place: int) -> int:
        """The column in which the cell at a place begins."""
        return sum(cell.span for cell in self.cells[:place])


@dataclass(frozen=True)
class Table:
    """A table: id, caption, columns and rows; the first cell of each row is its head.

    ``filters`` names what the rows can be filtered by: key and words, where each row gives a value for the key.
    ``file`` names its data where tables of several pages have one id.
    ``across`` is true where each column stands for a record, so that two of them stand side by side on any screen.
    """

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    filters: tuple[tuple[str, str], ...] = ()
    file: str = ""
    across: bool = False


def cell(*parts: Part | str | None, sort: str | float | None = None) -> Cell:
    """A cell of parts; text becomes Words and None is left out."""
    return Cell(tuple(Words(part) if isinstance(part, str) else part for part in parts if part is not None), sort)


def text_of(cell: Cell) -> str:
    """The text of a cell, as a reader sees it but without links and badges."""
    return " ".join(_words(part) for part in cell.parts).strip()


def _words(part: Part) -> str:
    match part:
        case Shown():
            return part.evidence.bare if part.bare else part.evidence.words
        case Cite():
            return f"{part.label}, {part.at}" if part.at else part.label
        case Math():
            return part.latex
        case _:
            return part.text

"""Why a figure or a record stands where it does: what it rests on, what rests on it, and where it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from atlas.addresses import resolve, url_of
from atlas.catalog import prose
from atlas.catalog.catalog import Catalog
from atlas.catalog.placed import PlacedFigure
from atlas.editing.differences import stated
from atlas.editing.notdone import NotDone
from atlas.evidence.citing import labels
from atlas.evidence.quantity import inputs
from atlas.evidence.shown import figure_anchor, figure_href, record_href
from atlas.model import Citation
from atlas.model.types import FigureRef, ProseMark, Ref
from atlas.page import Sheet
from atlas.reading.fields import Field
from atlas.reading.parse import Entry
from atlas.reading.suggest import did_you_mean


def why(catalog: Catalog, pages: Iterable[Sheet], address: str) -> str:
    """The account of a figure ``kind/id#name`` or a record ``kind/id``, as lines. Raises NotDone."""
    if "#" in address:
        known = {placed.address: placed for placed in catalog.figures} | dict(catalog.named_figures)
        if address not in known:
            raise NotDone(f"no figure '{address}'{_near(address, known)}")
        return "\n".join(_figure(catalog, tuple(pages), known[address]))
    entry = catalog.find(address)
    if entry is None:
        raise NotDone(f"no record '{address}'{_near(address, [entry.address for entry in catalog.entries])}")
    return "\n".join(_record(catalog, tuple(pages), entry))


def _near(address: str, known: Iterable[str]) -> str:
    record = address.partition("#")[0]
    names = [name for name in known if name.partition("#")[0] == record] if "#" in address else []
    return did_you_mean(address, names or known)


def _figure(catalog: Catalog, pages: tuple[Sheet, ...], placed: PlacedFigure) -> Iterator[str]:
    yield f"{placed.address}: {stated(catalog, placed).words}"
    yield f"  in {placed.entry.document.at(placed.path, key=True)}"
    yield "rests on"
    yield from (f"  {line}" for line in _grounds(catalog, placed))
    yield from _part("from it follow", sorted(_derived(catalog, placed)))
    yield from _part("named by", sorted(_naming(catalog, placed.address)))
    yield from _part("shown on", sorted(_showing(pages, placed)))


def _grounds(catalog: Catalog, placed: PlacedFigure, depth: int = 0) -> Iterator[str]:
    """The source of a figure, or the figures of its formula with theirs, each further in."""
    figure, indent = placed.figure, "  " * depth
    if figure.formula is None:
        yield f"{indent}{figure.kind}{_source(catalog, placed)}"
        return
    yield f"{indent}derived as {figure.formula.expression}"
    for name, source in zip(sorted(figure.formula.inputs), inputs(catalog, figure), strict=True):
        yield f"{indent}  {name} = {source.address}: {stated(catalog, source).words}"
        yield from _grounds(catalog, source, depth + 2)


def _source(catalog: Catalog, placed: PlacedFigure) -> str:
    figure = placed.figure
    sources = catalog.of("citations", Citation)
    named = f"{figure.cite} ({labels(sources)[figure.cite]})" if figure.cite else "no source"
    dated = f"as of {figure.as_of}" if figure.as_of else ""
    return "".join(f", {part}" for part in (named, figure.at, dated, figure.note) if part)


def _derived(catalog: Catalog, placed: PlacedFigure) -> Iterator[str]:
    """Addresses of the figures whose formulas use a figure, directly or through others."""
    waiting, seen = [placed.address], set()
    while waiting:
        current = waiting.pop()
        for other in catalog.figures:
            uses = {source.address for source in inputs(catalog, other.figure)}
            if current in uses and other.address not in seen:
                seen.add(other.address)
                waiting.append(other.address)
    yield from (f"{address}: {words}" for address, words in _worded(catalog, seen))


def _worded(catalog: Catalog, addresses: set[str]) -> Iterator[tuple[str, str]]:
    for placed in catalog.figures:
        if placed.address in addresses:
            yield placed.address, stated(catalog, placed).words


def _naming(catalog: Catalog, address: str) -> Iterator[str]:
    """Places of records that name a figure outside formulas: in fields, and in marks of prose."""
    for entry, field in catalog.fields:
        if "formula" not in field.path and address in _addresses(field):
            yield f"{entry.address} ({entry.document.at(field.path)})"


def _addresses(field: Field) -> set[str]:
    """The addresses of records and figures that a field names; a figure's record too."""
    if isinstance(field.marker, Ref):
        return {f"{field.marker.kind}/{field.value}"}
    if isinstance(field.marker, FigureRef):
        return {field.value, field.value.partition("#")[0]}
    found: set[str] = set()
    for mark in prose.marks(field.value) if isinstance(field.marker, ProseMark) else ():
        if isinstance(mark, prose.Citation):
            found |= {f"citations/{source.key}" for source in mark.sources}
        else:
            found |= {mark.address, mark.record}
    return found


def _showing(pages: tuple[Sheet, ...], placed: PlacedFigure) -> Iterator[str]:
    """Addresses of the pages that show a figure: with its mark, or as a row of its source."""
    mark, row = f'href="{figure_href(placed)}"', f'id="{figure_anchor(placed.address)}"'
    return (f"/{url_of(page.path)}" for page in pages if resolve(mark, page.path) in page.text or row in page.text)


def _record(catalog: Catalog, pages: tuple[Sheet, ...], entry: Entry) -> Iterator[str]:
    yield f"{entry.address}: {entry.record.title}"
    yield f"  in {entry.document.path}, reviewed {entry.record.reviewed}"
    yield from _part("rests on the sources", sorted(catalog.cited_by(entry.address)))
    yield from _part("holds the figures", [
        f"{placed.address}: {stated(catalog, placed).words}" for placed in catalog.figures_of(entry.address)
    ])  # fmt: skip
    if entry.kind == "citations":
        resting = [placed for placed in catalog.figures if placed.figure.cite == entry.id]
        yield from _part("carries the figures", [f"{it.address}: {stated(catalog, it).words}" for it in resting])
    naming = {other.address for other, field in catalog.fields if entry.address in _addresses(field)}
    yield from _part("named by", sorted(naming - {entry.address}))
    yield from _part("linked from", sorted(f"/{url_of(page.path)}" for page in pages if _links(page, entry.address)))


def _links(page: Sheet, address: str) -> bool:
    """Whether a page links a record, or a place on its page."""
    way = resolve(f'href="{record_href(address)}"', page.path).removesuffix('"')
    return f'{way}"' in page.text or f"{way}#" in page.text


def _part(heading: str, lines: Iterable[str]) -> Iterator[str]:
    """A heading with its lines further in; nothing without lines."""
    found = list(lines)
    if found:
        yield heading
        yield from (f"  {line}" for line in found)

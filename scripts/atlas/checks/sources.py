"""Rules of sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from atlas.catalog.plain_text import has_latex, without_latex
from atlas.catalog.written import cited_in
from atlas.checks.check import Atlas, Complaints, check
from atlas.checks.dates import is_before
from atlas.model import Citation, Record
from atlas.reading.document import Path


@check("ATL037")
def check_citations_are_used(atlas: Atlas) -> Complaints:
    """Every source is cited by a record or a page."""
    by_records = (atlas.catalog.cited_by(entry.address) for entry in atlas.catalog.entries)
    used = set(chain(*by_records, *(cited_in(page) for page in atlas.written)))
    for id, entry in atlas.catalog.by_kind["citations"].items():
        if id not in used:
            yield entry.document.at(()), f"nothing cites '{id}': cite it as [@{id}] or delete the file"


@check("ATL089")
def check_names_and_titles_are_plain_text(atlas: Atlas) -> Complaints:
    """Titles of records and names of authors are plain text without LaTeX, which would be shown as it stands."""
    for entry in atlas.catalog.entries:
        for path, text in () if entry.passed else _plain_texts(entry.record):
            if has_latex(text):
                plain = without_latex(text)
                way_out = f"write {plain}" if plain else "write what it stands for, in letters and signs of Unicode"
                yield entry.document.at(path), f"'{text[:80]}' holds LaTeX: {way_out}"


def _plain_texts(record: Record) -> Iterator[tuple[Path, str]]:
    """The texts of a record that bibliographies fill with LaTeX, with their paths."""
    yield ("title",), record.title
    if isinstance(record, Citation):
        yield ("container_title",), record.container_title or ""
        for number, author in enumerate(record.authors):
            for key, value in author:
                yield ("authors", number, key), value or ""


@check("ATL056")
def check_own_texts_are_told_apart(atlas: Atlas) -> Complaints:
    """A text of the atlas itself has no arXiv number, DOI or address, and it alone says how it was made."""
    for id, source in atlas.catalog.of("citations", Citation).items():
        document = atlas.catalog.by_kind["citations"][id].document
        for key in ("arxiv", "doi", "url"):
            if source.own and getattr(source, key) is not None:
                yield document.at((key,), key=True), f"own work has no {key}: remove it, or remove 'own'"
        if source.own and source.made is None:
            yield document.at(("own",), key=True), "own work says how it was made: add 'made'"
        if source.made is not None and not source.own:
            yield document.at(("made",), key=True), "only own work says how it was made: add 'own: true' or remove it"


@check("ATL057")
def check_own_figures_are_estimates(atlas: Atlas) -> Complaints:
    """A figure that rests on a text of the atlas itself is an estimate, or not disclosed."""
    own = {id for id, source in atlas.catalog.of("citations", Citation).items() if source.own}
    for placed in atlas.catalog.figures:
        if placed.figure.cite in own and placed.figure.kind not in ("estimated", "undisclosed"):
            where = placed.entry.document.at((*placed.path, "kind"))
            yield where, f"'{placed.figure.cite}' is own work, which discloses nothing: set kind to estimated"


@check("ATL058")
def check_landmarks_are_cited_at_their_stages(atlas: Atlas) -> Complaints:
    """A landmark is named at stages whose pages cite it."""
    for id, source in atlas.catalog.of("citations", Citation).items():
        for number, stage in enumerate(source.landmark.stages if source.landmark else ()):
            if id not in atlas.catalog.cited_by(f"stages/{stage}"):
                where = atlas.catalog.by_kind["citations"][id].document.at(("landmark", "stages", number))
                yield where, f"the stage '{stage}' does not cite '{id}': take it out, or cite the source there"


@check("ATL073")
def check_places_that_were_read_are_named(atlas: Atlas) -> Complaints:
    """A source that was read names the places, among them those of its disclosed figures; a quoted one names none."""
    sources = atlas.catalog.of("citations", Citation)
    for id, source in sources.items():
        document = atlas.catalog.by_kind["citations"][id].document
        if source.seen == "primary" and not source.seen_at and not source.own:
            yield document.at(("seen",)), "say what of it was read: add 'seen_at' with the places"
        if source.seen == "quoted" and source.seen_at:
            yield document.at(("seen_at",), key=True), "it is known through quotation: remove the places, or read it"
    for placed in atlas.catalog.figures:
        figure = placed.figure
        read_at = sources[figure.cite].seen_at if figure.cite and figure.kind == "disclosed" else ()
        if read_at and figure.at not in read_at:
            message = f"'{figure.cite}' was not read at '{figure.at}': read it there and add the place to its 'seen_at'"
            yield placed.entry.document.at((*placed.path, "at")), message


@check("ATL075", judged=True)
def check_figures_are_of_the_newest_version(atlas: Atlas) -> Complaints:
    """A figure is not older than a newer version of its source."""
    sources = atlas.catalog.of("citations", Citation)
    for placed in atlas.catalog.figures:
        figure = placed.figure
        if figure.cite is None or figure.kind in ("derived", "undisclosed"):
            continue
        newer = _newest_version(sources, figure.cite)
        told = figure.as_of or sources[figure.cite].issued
        if newer is not None and is_before(told, newer):
            message = (
                f"this is of {told}, and '{figure.cite}' has a version of {newer}: take the number from there and "
                "date it, or keep it by an exemption that says why"
            )
            yield placed.entry.document.at((*placed.path, "cite")), message


def _newest_version(sources: Mapping[str, Citation], key: str) -> str | None:
    """Date of the newest version of a source: its own revision, or the source that replaces it; ``None`` without."""
    source = sources[key]
    return sources[source.superseded_by].issued if source.superseded_by else source.revised

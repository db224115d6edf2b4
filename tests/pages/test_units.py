"""Pages are made again where something that they read has changed, and only there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

import pytest
from atlas.catalog.catalog import Catalog
from atlas.model import KINDS
from atlas.pages.all_pages import Press, Site, render_site, render_some
from atlas.pages.units import Kept
from atlas.progress import nothing
from atlas.reading.parse import Entry, parse
from atlas.reading.source import read_document
from atlas.settings import Settings

from tests.atlases import catalog, read_source_of_the_atlas


def rendered(records: Catalog, kept: Mapping[str, Kept] | None = None) -> Site:
    press = Press(Settings(), lambda spec: f"<svg>{len(repr(spec))}</svg>", kept or {})
    return render_site(records, read_source_of_the_atlas().written, press)


@cache
def before() -> Site:
    return rendered(Catalog(catalog().records))


def with_text(address: str, change: Callable[[str], str]) -> Catalog:
    """The real catalog with the text of one record changed."""
    entry = catalog().find(address)
    assert entry is not None
    document, problems = read_document(entry.document.path, change(entry.document.text).encode())
    assert problems == ()
    changed, problems = parse(entry.kind, entry.id, document)
    assert changed is not None, problems
    return Catalog(tuple(changed if other.address == address else other for other in catalog().records))


def without(address: str) -> Catalog:
    return Catalog(tuple(entry for entry in catalog().records if entry.address != address))


def a_term_that_nobody_names() -> str:
    texts = {entry.address: entry.document.text for entry in catalog().records}
    terms = (entry for entry in catalog().by_kind["glossary"].values())
    return next(
        term.address
        for term in terms
        if not any(term.id in text for address, text in texts.items() if address != term.address)
    )


def a_new_term() -> Entry:
    text = "title: Zeroth term\nsummary: Made for a test.\nreviewed: 2026-11-25\n"
    entry, problems = parse("glossary", "zeroth-term", read_document("data/glossary/zeroth-term.yml", text.encode())[0])
    assert entry is not None, problems
    return entry


CHANGES: dict[str, Callable[[], Catalog]] = {
    "another amount in a model": lambda: with_text(
        "models/deepseek-v3", lambda text: text.replace("14800000000000", "14900000000000", 1)
    ),
    "another amount that others are derived from": lambda: with_text(
        "models/deepseek-v3", lambda text: text.replace("amount: 2788000", "amount: 2799000", 1)
    ),
    "another title, lab and day of a model": lambda: with_text(
        "models/deepseek-v3",
        lambda text: (
            text.replace("title: ", "title: New ", 1)
            .replace("lab: ", "lab: New ", 1)
            .replace("released: 2024", "released: 2023", 1)
            .replace("reviewed: 20", "reviewed: 19", 1)
        ),
    ),
    "another title of a method": lambda: with_text(
        "methods/dpo", lambda text: text.replace("title: ", "title: New ", 1)
    ),
    "another title of a stage": lambda: with_text("stages/sft", lambda text: text.replace("title: ", "title: New ", 1)),
    "another year of a source": lambda: with_text(
        "citations/ouyang2022-instructgpt", lambda text: text.replace("issued: 2022", "issued: 2021", 1)
    ),
    "another meaning of a term": lambda: with_text(
        "glossary/reward-model", lambda text: text.replace("summary: ", "summary: New ")
    ),
    "a term less": lambda: without(a_term_that_nobody_names()),
    "a term more": lambda: Catalog((*catalog().records, a_new_term())),
    "a newer review": lambda: with_text(
        "glossary/reward-model", lambda text: text.replace("reviewed: 20", "reviewed: 29")
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_site_with_kept_pages_is_that_made_from_nothing(change: str) -> None:
    records = CHANGES[change]()

    stored, cold = rendered(records, before().units), rendered(Catalog(records.records))

    assert {page.path: page.text for page in stored.pages} == {page.path: page.text for page in cold.pages}
    assert stored.files == cold.files


def test_what_nobody_changed_is_taken_as_it_is() -> None:
    again = rendered(Catalog(catalog().records), before().units)
    assert all(unit is before().units[name] for name, unit in again.units.items())


def test_one_figure_of_a_model_makes_few_pages_anew() -> None:
    stored = rendered(CHANGES["another amount that others are derived from"](), before().units)
    made = [name for name, unit in stored.units.items() if unit is not before().units.get(name)]
    assert len(made) < len(stored.units) / 30


def some(records: Catalog, paths: set[str], heed: Callable[[], None] = nothing) -> Site:
    press = Press(Settings(), lambda spec: f"<svg>{len(repr(spec))}</svg>", before().units, heed=heed)
    return render_some(records, read_source_of_the_atlas().written, press, paths)


def test_some_pages_are_those_of_the_whole_site() -> None:
    paths = {"models/deepseek-v3.md", "compare.md", "citations/deepseek2024-v3.md", "stages/index.md"}
    records = CHANGES["another amount in a model"]()

    whole = {page.path: page.text for page in rendered(records, before().units).pages}

    assert {page.path: page.text for page in some(records, paths).pages} == {path: whole[path] for path in paths}


def test_a_page_that_nobody_rendered_before_is_left_to_the_whole() -> None:
    assert some(catalog(), {"nowhere.md"}).pages == ()


def test_what_is_out_of_date_is_given_up() -> None:
    class Enough(Exception):
        pass

    def enough() -> None:
        raise Enough

    with pytest.raises(Enough):
        some(CHANGES["another amount in a model"](), {"models/deepseek-v3.md"}, enough)


@pytest.mark.parametrize("kind", KINDS)
def test_whoever_goes_through_a_kind_has_read_all_of_it(kind: str) -> None:
    records = Catalog(catalog().records)
    with records.reads.recording() as names:
        found = [entry.address for entry in records.by_kind[kind].values()]
    assert names == {f"{kind}/", *found}


def test_what_is_made_once_counts_for_everyone_who_takes_it() -> None:
    records = Catalog(catalog().records)
    records.once("a", lambda: records.find("methods/dpo"))
    with records.reads.recording() as names:
        records.once("a", lambda: None)
    assert names == {"methods/dpo"}


def test_names_of_unknown_questions_have_no_answer() -> None:
    with pytest.raises(LookupError):
        catalog().answer("question:nobody.asks")

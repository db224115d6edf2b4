"""The atlas's own estimate is shown as one: never as a text of others."""

from __future__ import annotations

from pathlib import Path

from atlas.catalog import prose
from atlas.evidence.citing import labels, reference
from atlas.model import Citation
from atlas.tables.statements import sentences_citing, statements, without_citation
from atlas.tables.view import View

from tests.atlases import catalog
from tests.texts import normalise, visible_text

KEY = "survey2026-lifecycle"


def own() -> Citation:
    return catalog().of("citations", Citation)[KEY]


def test_it_is_labelled_as_what_it_is() -> None:
    assert labels(catalog().of("citations", Citation))[KEY] == "own estimate, June 2026"
    assert "not a text of others" in reference(own())


def test_no_page_cites_it_by_author_and_year(built_site: Path) -> None:
    name = own().authors[0].literal
    assert name
    found = [path.parent.name for path in built_site.rglob("*.html") if name in path.read_text(encoding="utf-8")]
    assert found == []
    text = normalise(visible_text((built_site / "stages" / "sft" / "index.html").read_text(encoding="utf-8")))
    assert "own estimate, june 2026" in text


def test_its_page_says_how_it_was_made_and_holds_all_that_rests_on_it(built_site: Path) -> None:
    html = (built_site / "citations" / KEY / "index.html").read_text(encoding="utf-8")
    text = normalise(visible_text(html))
    for words in ("how it was made", "pieced together from the few published breakdowns", "over 95%", "the statements"):
        assert words in text, words
    assert "not stated" not in text
    for words in ("manuscript", "secondary", "bibtex"):
        assert words not in text.partition("the figures")[0], words
    assert "bibtex" not in text.partition("cite this page")[0]
    rows = statements(View(catalog()), KEY).rows
    marks = sum(
        source.key == KEY
        for entry, field in catalog().fields
        if isinstance(field.value, str)
        for mark in prose.marks(field.value)
        if isinstance(mark, prose.Citation)
        for source in mark.sources
    )
    assert 100 < len(rows) <= marks
    assert f"{len(rows)} statements that rest on it" in text


def test_a_statement_is_the_sentence_that_cites() -> None:
    text = "One thing. Another [@a, p. 3] follows. [[stages/sft]] is a third [@b; @c, Table 1].\n\nA last one [@a]."
    assert list(sentences_citing(text, "a")) == ["Another [@a, p. 3] follows.", "A last one [@a]."]
    assert list(sentences_citing("- An item.\n- Another [@a].\n- A third.", "a")) == ["Another [@a]."]
    assert without_citation("It is so [@a, p. 3], and [@a; @b] agree.", "a") == "It is so, and [@a; @b] agree."
    assert list(sentences_citing(text, "c")) == ["[[stages/sft]] is a third [@b; @c, Table 1]."]


def test_pages_made_from_many_records_are_dated(built_site: Path) -> None:
    for address in ("compute", "timeline", "compare"):
        text = (built_site / address / "index.html").read_text(encoding="utf-8")
        assert "(n.d.)" not in text, address
